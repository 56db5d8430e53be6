package dev.millrace.server.http.idempotency;

import dev.millrace.server.access.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps answers. Safe from any thread; every method may block, and throws {@code StoreUnavailable}
 * when it can't answer now.
 */
public interface KeptAnswers {
  /** How long an answer is kept. */
  Duration LIFE = Duration.ofHours(24);

  /** Characters of a key. */
  int MAX_KEY = 128;

  /** Bytes of an answer; a longer one is not kept. */
  int MAX_BODY = 64 * 1024;

  /** Keys of different users are different. */
  record Key(UserId user, String text) {}

  /**
   * An answer, and to what.
   *
   * @param fingerprint of the request it was given to
   * @param body JSON; empty: there is none
   */
  record Kept(
      String fingerprint, int status, Map<String, String> headers, String body, Instant at) {
    public Kept {
      headers = Map.copyOf(headers);
    }
  }

  /** Also what is too old. */
  Optional<Kept> find(Key key);

  /**
   * Keeps an answer, durable when it returns. The first one stays, unless it was older than {@link
   * #LIFE} when this one was given.
   */
  void keep(Key key, Kept kept);

  /** Forgets answers given before a moment. */
  int deleteBefore(Instant moment);
}
