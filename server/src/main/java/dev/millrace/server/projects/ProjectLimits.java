package dev.millrace.server.projects;

/**
 * How much there may be in one project.
 *
 * @param pipelines 1..{@value #MOST_PIPELINES}
 */
public record ProjectLimits(int pipelines) {
  public static final int MOST_PIPELINES = 10_000;

  /** As many pipelines as BK-CI lets a project have. */
  public static final ProjectLimits STANDARD = new ProjectLimits(500);

  boolean isValid() {
    return pipelines >= 1 && pipelines <= MOST_PIPELINES;
  }
}
