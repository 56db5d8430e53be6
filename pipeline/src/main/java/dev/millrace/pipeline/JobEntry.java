package dev.millrace.pipeline;

/** A job, or a reference to a template that gives jobs. */
public sealed interface JobEntry permits Job, JobTemplate {
  /**
   * This entry as a job.
   *
   * @throws IllegalStateException if it is a template reference
   */
  default Job plain() {
    return switch (this) {
      case Job job -> job;
      case JobTemplate template ->
          throw new IllegalStateException("job template is not expanded: " + template.use());
    };
  }
}
