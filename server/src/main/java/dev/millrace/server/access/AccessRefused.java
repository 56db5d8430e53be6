package dev.millrace.server.access;

import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.Optional;

/** Something about users or their rights is refused, as can be expected; nothing was changed. */
public final class AccessRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AccessWording wording;
  private final transient Sentence reason;
  private final transient Optional<Duration> retryAfter;

  AccessRefused(AccessWording wording, Sentence reason) {
    this(wording, reason, Optional.empty());
  }

  private AccessRefused(AccessWording wording, Sentence reason, Optional<Duration> retryAfter) {
    super(reason.english());
    this.wording = wording;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** Somebody has failed too often; a part of a second is told as a whole one. */
  static AccessRefused waits(Duration left) {
    Duration whole = Duration.ofSeconds(left.plusSeconds(1).minusNanos(1).toSeconds());
    return new AccessRefused(
        AccessWording.WAIT, AccessWording.WAIT.of(whole.toSeconds()), Optional.of(whole));
  }

  /** Why, for programs. */
  public AccessWording wording() {
    return wording;
  }

  /** Why, for people. */
  public Sentence reason() {
    return reason;
  }

  /** After how many whole seconds the same may be taken, where that is known. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
