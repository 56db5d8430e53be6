package dev.millrace.server.pipelines;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.wording.Sentence;
import java.util.List;

/** Why a wish can't be fulfilled. */
public sealed interface Refusal {
  /** For people. */
  Sentence reason();

  /** There is no such pipeline, version or draft. */
  record NotFound(Sentence reason) implements Refusal {}

  /** Another pipeline of the project has the name. */
  record NameTaken(String name, PipelineId by) implements Refusal {
    @Override
    public Sentence reason() {
      return PipelineWording.NAME_TAKEN.of(name);
    }
  }

  /** The project has as many pipelines as it may have. */
  record ProjectFull(int most) implements Refusal {
    @Override
    public Sentence reason() {
      return PipelineWording.PROJECT_FULL.of(most);
    }
  }

  /** Somebody changed the pipeline meanwhile. */
  record Changed(String name, long expectedRevision, long revision) implements Refusal {
    @Override
    public Sentence reason() {
      return PipelineWording.CHANGED_MEANWHILE.of(name);
    }
  }

  /** Somebody saved, released or discarded the draft meanwhile; 0: there is no draft. */
  record DraftChanged(long expectedStamp, long stamp) implements Refusal {
    @Override
    public Sentence reason() {
      return PipelineWording.DRAFT_CHANGED.of();
    }
  }

  /** The draft was made on a release that is no longer the newest. */
  record BaseOutdated(Version base, Version newest) implements Refusal {
    @Override
    public Sentence reason() {
      return PipelineWording.BASE_OUTDATED.of(base.shown(), newest.shown());
    }
  }

  /** Values out of their range; never empty. */
  record OutOfRange(List<Sentence> problems) implements Refusal {
    public OutOfRange {
      problems = List.copyOf(problems);
    }

    @Override
    public Sentence reason() {
      return problems.getFirst();
    }
  }

  /** The definition has errors; warnings may be among the problems. */
  record Invalid(List<Problem> problems) implements Refusal {
    public Invalid {
      problems = List.copyOf(problems);
    }

    @Override
    public Sentence reason() {
      return PipelineWording.DEFINITION_INVALID.of(
          problems.stream().filter(Problem::isError).count());
    }
  }

  /** Not as things are now. */
  record NotNow(Sentence reason) implements Refusal {}
}
