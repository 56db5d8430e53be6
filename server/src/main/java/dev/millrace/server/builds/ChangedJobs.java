package dev.millrace.server.builds;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Jobs;
import dev.millrace.engine.state.StageState;
import java.util.ArrayList;
import java.util.List;

/** Finds what a step changed by identity: a new state shares every part that did not change. */
@SuppressWarnings("ReferenceEquality") // identity is how a state says what changed
public final class ChangedJobs {
  private ChangedJobs() {}

  /**
   * Jobs of {@code after} that are not the very same in {@code before}. A matrix adds jobs, and
   * loses them when it is worked out anew, which shifts those behind it; the lost ones are over.
   */
  public static List<JobState> between(Build before, Build after) {
    if (before.stages() == after.stages()) {
      return List.of();
    }
    List<JobState> changed = new ArrayList<>();
    for (int index = 0; index < after.stages().size(); index++) {
      StageState stage = after.stages().get(index);
      changed.addAll(between(before.stages().get(index), stage));
    }
    return changed;
  }

  /** The same in one stage. */
  public static List<JobState> between(StageState before, StageState after) {
    Jobs now = after.jobs();
    if (before == after) {
      return List.of();
    }
    return before.jobs().size() == now.size()
        ? now.changesSince(before.jobs()).stream().map(now::get).toList()
        : now;
  }
}
