package dev.millrace.server.http;

import dev.millrace.server.access.Permission;

/** What somebody must be, or may do, for a route to serve them. */
public sealed interface Needs {
  /** Serves everybody, known or not. */
  record Nothing() implements Needs {}

  /** Serves whoever has proved who they are; what they get is their own, or looked at closer. */
  record SignedIn() implements Needs {}

  /** Serves administrators of the server. */
  record Administrator() implements Needs {}

  /** Serves whoever has a permission in the project that the path names as {@code {project}}. */
  record InProject(Permission permission) implements Needs {}

  static Needs in(Permission permission) {
    return new InProject(permission);
  }
}
