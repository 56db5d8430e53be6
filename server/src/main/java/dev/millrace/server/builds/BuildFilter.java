package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which builds are wanted; what is empty lets all through.
 *
 * @param pipeline as what they run, see {@link BuildFacts#pipeline}
 * @param pipelineName exactly this
 * @param statuses any of them
 * @param numbers only with a pipeline, since other pipelines count for themselves
 * @param remark is part of the remark, at least for ASCII whether in small or capital letters
 * @param from the first moment at which they were created
 * @param until the first moment at which they were not
 */
public record BuildFilter(
    Optional<ProjectId> project,
    Optional<PipelineId> pipeline,
    Optional<String> pipelineName,
    Set<BuildStatus> statuses,
    Optional<String> startedBy,
    Optional<TriggerKind> trigger,
    Optional<Numbers> numbers,
    Optional<String> remark,
    Optional<Instant> from,
    Optional<Instant> until) {
  /** All builds there are. */
  public static final BuildFilter ALL =
      new BuildFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Numbers of builds, both ends included. */
  public record Numbers(long first, long last) {
    public Numbers {
      if (first < 1 || last < first) {
        throw new IllegalArgumentException("there are no numbers " + first + " to " + last);
      }
    }

    /** One number. */
    public static Numbers only(long number) {
      return new Numbers(number, number);
    }

    boolean hold(long number) {
      return first <= number && number <= last;
    }

    /** How many there are at most. */
    public long count() {
      return last - first + 1;
    }
  }

  public BuildFilter {
    statuses = Set.copyOf(statuses);
    remark = remark.filter(text -> !text.isEmpty());
    if (numbers.isPresent() && pipeline.isEmpty()) {
      throw new IllegalArgumentException("numbers of builds mean nothing without a pipeline");
    }
  }

  /** All builds of a project. */
  public static BuildFilter of(ProjectId project) {
    return ALL.in(project);
  }

  /** All builds of a pipeline. */
  public static BuildFilter of(PipelineId pipeline) {
    return ALL.of(Optional.of(pipeline));
  }

  /** Those of them in a project. */
  public BuildFilter in(ProjectId other) {
    return new BuildFilter(
        Optional.of(other),
        pipeline,
        pipelineName,
        statuses,
        startedBy,
        trigger,
        numbers,
        remark,
        from,
        until);
  }

  private BuildFilter of(Optional<PipelineId> other) {
    return new BuildFilter(
        project, other, pipelineName, statuses, startedBy, trigger, numbers, remark, from, until);
  }

  /** Those of them with one of these statuses. */
  public BuildFilter with(Set<BuildStatus> any) {
    return new BuildFilter(
        project, pipeline, pipelineName, any, startedBy, trigger, numbers, remark, from, until);
  }

  /** Whether a build is wanted. */
  public boolean admits(BuildSummary build) {
    return admitsFacts(build.facts())
        && pipelineName.map(build.pipelineName()::equals).orElse(true)
        && (statuses.isEmpty() || statuses.contains(build.status()))
        && numbers.map(wanted -> wanted.hold(build.number())).orElse(true)
        && remark.map(text -> folded(build.remark()).contains(folded(text))).orElse(true)
        && from.map(moment -> !build.createdAt().isBefore(moment)).orElse(true)
        && until.map(moment -> build.createdAt().isBefore(moment)).orElse(true);
  }

  private boolean admitsFacts(BuildFacts facts) {
    return (project.isEmpty() || project.equals(facts.project()))
        && (pipeline.isEmpty() || pipeline.equals(facts.pipeline()))
        && (startedBy.isEmpty() || startedBy.equals(facts.startedBy()))
        && (trigger.isEmpty() || trigger.equals(facts.trigger()));
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
