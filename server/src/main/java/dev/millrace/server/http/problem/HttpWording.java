package dev.millrace.server.http.problem;

import dev.millrace.wording.Wording;

/** What the API says of requests as such. */
public enum HttpWording implements Wording {
  NOTHING_HERE("there is nothing at {0}; the API is described at /api/docs"),
  WRONG_METHOD("{0} can't be called with {1}; use {2}"),
  BAD_REQUEST("the request is no proper HTTP: {0}"),
  HEAD_TOO_LARGE("the first line and the headers may have at most {0} bytes"),
  BODY_CUT_OFF("the body ended, or broke off, before it was whole"),
  SIGN_IN("sign in, or show a token that is still good"),
  NOT_ALLOWED("this needs the role {0} in the project {1}"),
  TOKEN_TOO_NARROW("the token you showed is not good for this; it lacks {0} in the project {1}"),
  NO_SUCH_PROJECT("there is no project {0}"),
  NEEDS_ADMINISTRATOR("this can be done only by an administrator of the server"),
  NOT_FROM_OUR_PAGE(
      "the request lacks the header X-CSRF-Token that belongs to the session, or it is wrong; load"
          + " the page again"),
  NOT_JSON("the body must be JSON in UTF-8 (Content-Type: application/json), not {0}"),
  BODY_MISSING("the request has no body; it must be a JSON object"),
  NOT_AN_OBJECT("the body must be one JSON object and nothing else"),
  BODY_UNEXPECTED("this takes no body"),
  BODY_TOO_LARGE("the body has more than {0} bytes, which is the most it may have"),
  BODY_TOO_SLOW("the body did not come within {0} s"),
  BAD_JSON("the body is no proper JSON, line {0}, column {1}: {2}"),
  UNKNOWN_FIELD("there is no field {0} here; there are {1}"),
  MISSING_FIELD("the field {0} is missing"),
  WRONG_VALUE("the field {0} can't be {1}; it must be {2}"),
  FIELD_TOO_LONG("the field {0} has {1} characters; it may have at most {2}"),
  UNKNOWN_QUERY("there is no parameter {0} here; there are {1}"),
  QUERY_TWICE("the parameter {0} is given twice"),
  BAD_QUERY("the part of the address behind the ? is not properly encoded"),
  BAD_NUMBER("{0} must be a number from {1} to {2}, not \"{3}\""),
  TOO_LONG("{0} may have at most {1} characters"),
  NOT_ONE_OF("{0} can't be \"{1}\"; it must be one of {2}"),
  BAD_MOMENT("{0} must be a moment such as 2026-01-31T12:00:00Z, not \"{1}\""),
  BAD_CURSOR("\"{0}\" is no place in this list; begin again without a cursor"),
  VERSION_NEEDED(
      "say which version you have seen, by the header If-Match with the ETag of the last answer"),
  BAD_IF_MATCH("If-Match must be the ETag of the last answer, such as \"3\", not {0}"),
  BAD_KEY("Idempotency-Key must have 1 to {0} printable characters"),
  KEY_NOT_HERE("this answer holds a secret and is not kept, so Idempotency-Key can't be used"),
  KEY_OF_ANOTHER(
      "this Idempotency-Key came before with another request; use a new one for a new request"),
  KEY_AT_WORK("the same request is being worked on; try again soon"),
  TOO_BUSY("the server has as many requests at once as it takes; try again soon"),
  STOPPING("the server is stopping; try again when it is back"),
  STORE_GONE("the server can't reach its database at this moment; nothing was lost, try again"),
  DISK_FULL("the server's disk is full; nothing was lost, try again when there is room on it"),
  OUR_FAULT(
      "something went wrong in the server; its log has the details under the request's id {0}");

  private final String english;

  HttpWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "http";
  }

  @Override
  public String english() {
    return english;
  }
}
