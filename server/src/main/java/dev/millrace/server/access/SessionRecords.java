package dev.millrace.server.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions, each found by the fingerprint of its secret or by its public id. */
public interface SessionRecords {
  Optional<Session> byFingerprint(String fingerprint);

  Optional<Session> find(String id);

  /** In the order in which they began. */
  List<Session> of(UserId user);

  void insert(Session session, String fingerprint);

  /** Sets when it was last seen, unless it was seen later. */
  void touch(String id, Instant seenAt);

  /** False if there is none. */
  boolean delete(String id);

  /** Deletes those that are over, by their end or unused. Says how many. */
  int deleteEnded(Instant now);
}
