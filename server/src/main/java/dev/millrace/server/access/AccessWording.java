package dev.millrace.server.access;

import dev.millrace.wording.Wording;

/** The sentences that tell why something about users and their rights is refused. */
public enum AccessWording implements Wording {
  BAD_USER_ID(
      Kind.INVALID,
      "\"{0}\" can't be the name of a user; use at most {1} letters, digits and . _ - @, and begin"
          + " with a letter or digit"),
  BAD_DISPLAY_NAME(Kind.INVALID, "the name to show must have 1 to {0} characters"),
  BAD_EMAIL(Kind.INVALID, "\"{0}\" is no e-mail address of at most {1} characters"),
  USER_TAKEN(Kind.CONFLICT, "there is a user {0} already"),
  TOO_MANY_USERS(Kind.CONFLICT, "there are {0} users already, which is the most there may be"),
  NO_SUCH_USER(Kind.MISSING, "there is no user {0}"),
  USER_CHANGED(
      Kind.STALE, "the user {0} has been changed meanwhile and is at version {1}; look again"),
  LAST_SERVER_ADMINISTRATOR(
      Kind.CONFLICT, "{0} is the only administrator of the server; make another one first"),

  PASSWORD_TOO_SHORT(Kind.INVALID, "the password has {0} characters; it needs at least {1}"),
  PASSWORD_TOO_LONG(Kind.INVALID, "the password has {0} characters; it may have at most {1}"),
  PASSWORD_COMMON(Kind.INVALID, "the password is among the first that an attacker would try"),
  PASSWORD_HOLDS_NAME(Kind.INVALID, "the password holds the name of its user"),
  WRONG_PASSWORD(Kind.FORBIDDEN, "the user or the password is wrong"),
  WAIT(Kind.LATER, "there were too many failures; try again in {0} s"),
  BUSY(Kind.LATER, "too many people are signing in at this moment; try again soon"),

  NO_SUCH_SESSION(Kind.MISSING, "there is no session {0} of yours"),
  NO_SUCH_TOKEN(Kind.MISSING, "there is no token {0} of yours"),
  BAD_TOKEN_NAME(Kind.INVALID, "the name of a token must have 1 to {0} characters"),
  NO_SCOPES(Kind.INVALID, "a token needs at least one permission"),
  BAD_TOKEN_PROJECTS(Kind.INVALID, "a token may be limited to 1 to {0} projects"),
  EXPIRY_PASSED(Kind.INVALID, "the end must lie in the future"),
  TOKEN_TOO_LONG(Kind.INVALID, "a token may be good for at most {0} days"),
  TOO_MANY_TOKENS(Kind.CONFLICT, "you have {0} tokens already; revoke one first"),
  NEEDS_SESSION(Kind.FORBIDDEN, "this can be done only by {0}, signed in with a password"),
  NEEDS_ADMINISTRATOR(Kind.FORBIDDEN, "this can be done only by an administrator of the server"),

  NO_SUCH_MEMBER(Kind.MISSING, "{1} is no member of the project {0}"),
  TOO_MANY_MEMBERS(Kind.CONFLICT, "the project {0} has {1} members already"),
  TOO_MANY_PROJECTS(Kind.CONFLICT, "{0} is a member of {1} projects already"),
  LAST_ADMINISTRATOR(
      Kind.CONFLICT,
      "{1} is the only lasting administrator of the project {0}; make another one first"),

  WRONG_SETUP_CODE(
      Kind.FORBIDDEN, "the setup code is wrong or has been used; a new start prints a new one");

  /** What kind of refusal it is, so that an answer need not know each. */
  public enum Kind {
    /** What was given can't be taken, whatever is there. */
    INVALID,
    /** What is there stands against it. */
    CONFLICT,
    /** What it is about isn't there. */
    MISSING,
    /** It was decided on what is there no longer. */
    STALE,
    FORBIDDEN,
    /** The same may be taken after a while. */
    LATER
  }

  private final Kind kind;
  private final String english;

  AccessWording(Kind kind, String english) {
    this.kind = kind;
    this.english = english;
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public String room() {
    return "access";
  }

  @Override
  public String english() {
    return english;
  }

  /** To be thrown. */
  AccessRefused refused(Object... pieces) {
    return new AccessRefused(this, of(pieces));
  }
}
