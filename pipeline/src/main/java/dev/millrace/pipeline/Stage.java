package dev.millrace.pipeline;

import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Jobs that run side by side, after the stage before.
 *
 * @param id the author's id, or empty
 * @param name empty when none is given; shown as {@code stage-N} then
 * @param labels fixed words: Build, Test, Deploy, Approve
 * @param fastKill the first failing job ends the stage
 * @param checkOut only from the JSON model and v2 files
 */
public record Stage(
    String id,
    String name,
    boolean enabled,
    List<String> labels,
    RunCondition condition,
    boolean fastKill,
    Optional<StageCheck> checkIn,
    Optional<StageCheck> checkOut,
    List<JobEntry> jobs,
    SequencedMap<String, Data> extras)
    implements StageEntry {
  public Stage {
    labels = List.copyOf(labels);
    jobs = List.copyOf(jobs);
    extras = Data.ordered(extras);
  }

  boolean isExpanded() {
    return jobs.stream().allMatch(entry -> entry instanceof Job job && job.isExpanded());
  }

  /**
   * The jobs of an expanded stage.
   *
   * @throws IllegalStateException if a template reference is left
   */
  public List<Job> plainJobs() {
    return jobs.stream().map(JobEntry::plain).toList();
  }
}
