package dev.millrace.server.access;

/** What somebody is in a project. Each role may do all that those before it may, and more. */
public enum Role {
  VIEWER,
  RUNNER,
  DEVELOPER,
  MAINTAINER,
  ADMINISTRATOR;

  public boolean may(Permission permission) {
    return compareTo(permission.lowestRole()) >= 0;
  }
}
