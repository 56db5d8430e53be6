package dev.millrace.server.http;

/** How a route is called. */
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE;

  /** Whether calling it changes nothing. */
  public boolean isSafe() {
    return this == GET;
  }
}
