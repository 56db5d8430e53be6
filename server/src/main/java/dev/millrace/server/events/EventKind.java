package dev.millrace.server.events;

import dev.millrace.server.access.Permission;

/** What a live event is about, the outer before the inner. */
public enum EventKind {
  /** Something people do in a project, such as releasing a pipeline. */
  ACTIVITY(Permission.VIEW_PROJECT),
  BUILD(Permission.VIEW_BUILD),
  STAGE(Permission.VIEW_BUILD),
  JOB(Permission.VIEW_BUILD),
  TASK(Permission.VIEW_BUILD);

  private final Permission needed;

  EventKind(Permission needed) {
    this.needed = needed;
  }

  /** What one must be allowed in the project to be told, at least. */
  public Permission needed() {
    return needed;
  }
}
