package dev.millrace.server.system;

import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobStatus;
import java.util.Map;

/**
 * How many builds and jobs there are at a moment.
 *
 * @param live builds that have not ended, by status; no status without a build
 * @param jobs of live builds
 * @param ended builds that ended since the process began, each attempt for itself
 * @param endedJobs jobs that ended since the process began
 */
public record Figures(
    Map<BuildStatus, Long> live,
    JobCounts jobs,
    Map<BuildStatus, Long> ended,
    Map<JobStatus, Long> endedJobs) {
  public Figures {
    live = Map.copyOf(live);
    ended = Map.copyOf(ended);
    endedJobs = Map.copyOf(endedJobs);
  }

  /** Live builds with a status. */
  public long live(BuildStatus status) {
    return live.getOrDefault(status, 0L);
  }

  /** Builds that ended so since the process began. */
  public long ended(BuildStatus status) {
    return ended.getOrDefault(status, 0L);
  }

  /** Jobs that ended so since the process began. */
  public long ended(JobStatus status) {
    return endedJobs.getOrDefault(status, 0L);
  }

  static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** All live builds. */
  public long liveBuilds() {
    return sum(live);
  }

  /** All builds that ended since the process began. */
  public long endedBuilds() {
    return sum(ended);
  }

  /** All jobs that ended since the process began. */
  public long allEndedJobs() {
    return sum(endedJobs);
  }
}
