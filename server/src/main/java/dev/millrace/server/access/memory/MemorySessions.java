package dev.millrace.server.access.memory;

import dev.millrace.server.access.Session;
import dev.millrace.server.access.SessionRecords;
import dev.millrace.server.access.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sessions by their ids. */
final class MemorySessions implements SessionRecords {
  private final Map<String, Session> sessions = new TreeMap<>();
  private final Map<String, String> ids = new TreeMap<>();

  MemorySessions copy() {
    var copy = new MemorySessions();
    copy.sessions.putAll(sessions);
    copy.ids.putAll(ids);
    return copy;
  }

  @Override
  public Optional<Session> byFingerprint(String fingerprint) {
    return Optional.ofNullable(ids.get(fingerprint)).flatMap(this::find);
  }

  @Override
  public Optional<Session> find(String id) {
    return Optional.ofNullable(sessions.get(id));
  }

  @Override
  public List<Session> of(UserId user) {
    return sessions.values().stream()
        .filter(session -> session.user().key().equals(user.key()))
        .sorted(Comparator.comparing(Session::beganAt).thenComparing(Session::id))
        .toList();
  }

  @Override
  public void insert(Session session, String fingerprint) {
    sessions.put(session.id(), session);
    ids.put(fingerprint, session.id());
  }

  @Override
  public void touch(String id, Instant seenAt) {
    sessions.computeIfPresent(
        id,
        (_, was) ->
            was.lastSeenAt().isAfter(seenAt)
                ? was
                : new Session(
                    id,
                    was.user(),
                    was.address(),
                    was.client(),
                    was.beganAt(),
                    was.endsAt(),
                    was.idleLife(),
                    seenAt));
  }

  @Override
  public boolean delete(String id) {
    ids.values().removeIf(id::equals);
    return sessions.remove(id) != null;
  }

  @Override
  public int deleteEnded(Instant now) {
    List<Session> over =
        sessions.values().stream().filter(session -> !session.isLiveAt(now)).toList();
    over.forEach(session -> delete(session.id()));
    return over.size();
  }
}
