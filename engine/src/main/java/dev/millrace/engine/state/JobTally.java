package dev.millrace.engine.state;

import java.util.Collection;

/**
 * How many jobs of a stage, or children of a matrix, are where.
 *
 * @param unfinished what is not over yet
 * @param failed failures that count; those of jobs that may fail are {@code excused}
 * @param cancelled those that may fail, failed and were told to stop among them
 * @param others succeeded or never reached
 */
public record JobTally(
    int unfinished, int failed, int excused, int cancelled, int skipped, int others) {
  private static final JobTally ZERO = new JobTally(0, 0, 0, 0, 0, 0);

  /** Counts jobs, without the children of matrices. */
  static JobTally of(Collection<JobState> jobs) {
    JobTally tally = ZERO;
    for (JobState job : jobs) {
      tally = isChild(job) ? tally : tally.plus(job, 1);
    }
    return tally;
  }

  /** As {@link Jobs#tally}, without jobs whose last attempt was before {@code attempt}. */
  public static JobTally of(Collection<JobState> jobs, int attempt) {
    return of(jobs.stream().filter(job -> job.attempt() >= attempt).toList());
  }

  /** As the other, without children whose last attempt was before {@code attempt}. */
  public static JobTally ofChildren(Collection<JobState> children, int attempt) {
    return ofChildren(children.stream().filter(child -> child.attempt() >= attempt).toList());
  }

  /** Counts the children of one matrix; whether they may fail is their parent's affair. */
  public static JobTally ofChildren(Collection<JobState> children) {
    JobTally tally = ZERO;
    for (JobState child : children) {
      tally = tally.plus(child, 1);
    }
    return tally;
  }

  JobTally replaced(JobState before, JobState after) {
    return before.status() == after.status() || isChild(before)
        ? this
        : plus(before, -1).plus(after, 1);
  }

  private static boolean isChild(JobState job) {
    return job.role() instanceof MatrixRole.Child;
  }

  private JobTally plus(JobState job, int n) {
    return switch (job.status()) {
      case QUEUE, DEPENDENT_WAITING, PREPARE_ENV, RUNNING, PAUSE ->
          new JobTally(unfinished + n, failed, excused, cancelled, skipped, others);
      case FAILED -> {
        if (!job.definition().continueOnError() || isChild(job)) {
          yield new JobTally(unfinished, failed + n, excused, cancelled, skipped, others);
        }
        // Its failure is excused; that somebody stopped it is not.
        yield job.isCancelled()
            ? new JobTally(unfinished, failed, excused, cancelled + n, skipped, others)
            : new JobTally(unfinished, failed, excused + n, cancelled, skipped, others);
      }
      case CANCELED -> new JobTally(unfinished, failed, excused, cancelled + n, skipped, others);
      case SKIP -> new JobTally(unfinished, failed, excused, cancelled, skipped + n, others);
      case SUCCEED, UNEXEC ->
          new JobTally(unfinished, failed, excused, cancelled, skipped, others + n);
    };
  }

  /** Whether there are jobs and all of them were skipped. */
  public boolean allSkipped() {
    return skipped > 0 && unfinished + failed + excused + cancelled + others == 0;
  }
}
