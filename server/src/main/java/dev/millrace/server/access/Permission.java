package dev.millrace.server.access;

/** What somebody may do with the things of one project. */
public enum Permission {
  VIEW_PROJECT(Role.VIEWER),
  VIEW_PIPELINE(Role.VIEWER),
  /** Its variables and logs too. */
  VIEW_BUILD(Role.VIEWER),

  /** Start builds, retry and cancel those the pipeline's cancel policy lets one cancel. */
  EXECUTE_PIPELINE(Role.RUNNER),

  CREATE_PIPELINE(Role.DEVELOPER),
  /** Its drafts and versions too; and to run a draft. */
  EDIT_PIPELINE(Role.DEVELOPER),

  DELETE_PIPELINE(Role.MAINTAINER),
  /** Cancel builds of others, whatever the policy. */
  CANCEL_ANY_BUILD(Role.MAINTAINER),

  /** Rename it, change its settings, disable it. */
  MANAGE_PROJECT(Role.ADMINISTRATOR),
  MANAGE_MEMBERS(Role.ADMINISTRATOR),
  VIEW_AUDIT(Role.ADMINISTRATOR);

  private final Role lowestRole;

  Permission(Role lowestRole) {
    this.lowestRole = lowestRole;
  }

  public Role lowestRole() {
    return lowestRole;
  }
}
