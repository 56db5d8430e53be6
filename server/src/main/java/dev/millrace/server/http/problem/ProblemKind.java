package dev.millrace.server.http.problem;

import java.util.Locale;

/** The kinds of problems there are; programs go by the code. */
public enum ProblemKind {
  INVALID(400, "The request is not right"),
  NOT_SIGNED_IN(401, "Sign in first"),
  FORBIDDEN(403, "That is not allowed"),
  NOT_FOUND(404, "There is no such thing"),
  WRONG_METHOD(405, "It can't be called that way"),
  TOO_SLOW(408, "The request did not come in time"),
  CONFLICT(409, "It does not go with what is there"),
  STALE(412, "It has been changed meanwhile"),
  TOO_LARGE(413, "The request is too large"),
  WRONG_MEDIA_TYPE(415, "The request is of another type"),
  UNPROCESSABLE(422, "What the request says can't be taken"),
  VERSION_NEEDED(428, "The request must say which version it is about"),
  TOO_MANY(429, "Too many requests"),
  HEAD_TOO_LARGE(431, "The address and the headers of the request are too large"),
  INTERNAL(500, "A fault of the server"),
  UNAVAILABLE(503, "The server can't do it at this moment");

  private final int status;
  private final String title;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** {@code not-found}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
