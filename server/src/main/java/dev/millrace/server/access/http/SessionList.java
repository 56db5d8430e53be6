package dev.millrace.server.access.http;

import dev.millrace.server.access.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The live sessions of a user, in the order in which they began; there are few. */
public record SessionList(List<SessionView> items) {
  /**
   * A session.
   *
   * @param address from where they signed in
   * @param client what the browser calls itself
   * @param endsAt whatever happens; earlier where nobody uses it
   * @param current whether it is the one by which this was asked
   */
  public record SessionView(
      String id,
      Optional<String> address,
      Optional<String> client,
      Instant beganAt,
      Instant endsAt,
      Instant lastSeenAt,
      boolean current) {}

  static SessionList of(List<Session> sessions, Optional<String> current) {
    return new SessionList(
        sessions.stream()
            .map(session -> view(session, current.filter(session.id()::equals).isPresent()))
            .toList());
  }

  private static SessionView view(Session session, boolean current) {
    return new SessionView(
        session.id(),
        session.address(),
        session.client(),
        session.beganAt(),
        session.endsAt(),
        session.lastSeenAt(),
        current);
  }
}
