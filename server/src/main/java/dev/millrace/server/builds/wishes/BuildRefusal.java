package dev.millrace.server.builds.wishes;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.access.Permission;
import dev.millrace.wording.Sentence;
import java.util.List;

/** Why a wish about a build can't be fulfilled. */
public sealed interface BuildRefusal {
  /** For people. */
  Sentence reason();

  /** There is no such build, stage, job or task, as far as whoever asks may see. */
  record NotFound(Sentence reason) implements BuildRefusal {}

  /** Whoever asks may see it, and not do this. */
  record Forbidden(Permission needed, Sentence reason) implements BuildRefusal {}

  /** What was given can't be taken, whatever the build is. */
  record Invalid(Sentence reason) implements BuildRefusal {}

  /** The build can't begin whenever it is started, for each of these reasons; never empty. */
  record NotStarted(List<Sentence> reasons) implements BuildRefusal {
    public NotStarted {
      reasons = List.copyOf(reasons);
    }

    @Override
    public Sentence reason() {
      return reasons.getFirst();
    }
  }

  /** Its queue does not take the build now; never empty. */
  record NotQueued(List<Sentence> reasons) implements BuildRefusal {
    public NotQueued {
      reasons = List.copyOf(reasons);
    }

    @Override
    public Sentence reason() {
      return reasons.getFirst();
    }
  }

  /** Another start came with the same key before. */
  record KeyUsed(BuildId by) implements BuildRefusal {
    @Override
    public Sentence reason() {
      return BuildWording.KEY_USED.of(by);
    }
  }

  /** Not as the build is now. */
  record NotNow(Sentence reason) implements BuildRefusal {}
}
