package dev.millrace.server.access;

import java.util.Optional;

/**
 * On whose behalf something is changed, as audits keep it.
 *
 * @param principal empty: the server itself, or somebody who has not proved who they are
 * @param address the remote address; cut at {@value #MAX_ADDRESS} characters
 * @param request the id of the request; cut at {@value #MAX_REQUEST} characters
 */
public record Actor(
    Optional<Principal> principal, Optional<String> address, Optional<String> request) {
  public static final int MAX_ADDRESS = 64;
  public static final int MAX_REQUEST = 64;

  /** The server itself. */
  public static final Actor SYSTEM =
      new Actor(Optional.empty(), Optional.empty(), Optional.empty());

  public Actor {
    address = address.map(text -> cut(text, MAX_ADDRESS));
    request = request.map(text -> cut(text, MAX_REQUEST));
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  public Optional<UserId> user() {
    return principal.map(Principal::user);
  }

  /** By what they proved it: {@code session:…}, {@code token:…} with a public id, or nothing. */
  public Optional<String> via() {
    return principal.flatMap(who ->
        who.session().map(id -> "session:" + id).or(() -> who.token().map(id -> "token:" + id)));
  }

  /** Whether it is the server itself or one of its administrators. */
  public boolean isOverProjects() {
    return isSystem() || principal.filter(Principal::mayAdminister).isPresent();
  }

  private boolean isSystem() {
    return equals(SYSTEM);
  }

  /** Whether this user is signed in here; a token does not count. */
  boolean isSignedInAs(UserId user) {
    return principal
        .filter(who -> who.user().equals(user) && who.session().isPresent())
        .isPresent();
  }

  /** The same request, once its sender has proved who they are. */
  Actor as(Principal proved) {
    return new Actor(Optional.of(proved), address, request);
  }
}
