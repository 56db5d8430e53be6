package dev.millrace.server.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tokens, each found by the fingerprint of its secret or by its public id. */
public interface TokenRecords {
  Optional<Token> byFingerprint(String fingerprint);

  Optional<Token> find(String id);

  /** In the order in which they were made. */
  List<Token> of(UserId user);

  void insert(Token token, String fingerprint);

  /** Sets when it was last used, unless it was used later. */
  void touch(String id, Instant usedAt);

  /** False if there is none. */
  boolean delete(String id);
}
