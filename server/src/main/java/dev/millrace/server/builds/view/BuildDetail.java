package dev.millrace.server.builds.view;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Cancellation;
import dev.millrace.engine.state.TriggerReview;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.EarlierExecution;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A whole build for people.
 *
 * @param summary what lists show of it
 * @param timing of this attempt: the sum over its stages; how long a later attempt than the first
 *     queued is not known
 * @param reason why it waits in its queue, or why its queue ended it
 * @param faults what did not succeed, in the order of the build; at most {@value #MAX_FAULTS}
 * @param earlier how parts ended that were run again since, the latest attempt first
 */
public record BuildDetail(
    BuildSummary summary,
    Timing timing,
    Optional<Cancellation> cancel,
    Optional<Sentence> reason,
    Optional<TriggerReview> triggerReview,
    List<Fault> faults,
    List<StageDetail> stages,
    List<EarlierExecution> earlier) {
  public static final int MAX_FAULTS = 100;

  public BuildDetail {
    faults = List.copyOf(faults);
    stages = List.copyOf(stages);
    earlier = List.copyOf(earlier);
  }

  /**
   * The detail of a build.
   *
   * @param now until when what goes on is counted
   */
  public static BuildDetail of(
      Build build, String remark, List<EarlierExecution> earlier, Instant now) {
    var times = new Times(now);
    return new BuildDetail(
        BuildSummary.of(build, remark),
        times.of(build),
        build.cancel(),
        build.queueing().reason(),
        build.triggerReview(),
        Parts.faultsOf(build),
        build.stages().stream().map(stage -> Parts.of(stage, times)).toList(),
        earlier);
  }
}
