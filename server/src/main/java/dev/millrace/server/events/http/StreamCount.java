package dev.millrace.server.events.http;

import dev.millrace.server.access.UserId;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.http.problem.Refused;
import java.util.HashMap;
import java.util.Map;

/** Counts open streams, so that there are not too many. Safe from any thread. */
final class StreamCount {
  private final int maxOfUser;
  private final int max;

  // Guarded by this.
  private final Map<String, Integer> byUser = new HashMap<>();
  private int all;

  StreamCount(StreamSettings settings) {
    this.maxOfUser = settings.maxOfUser();
    this.max = settings.max();
  }

  /**
   * One more of a user.
   *
   * @throws Refused if there are as many as there may be
   */
  synchronized void open(UserId user) {
    if (byUser.getOrDefault(user.key(), 0) >= maxOfUser) {
      throw Refused.of(ProblemKind.TOO_MANY, EventWording.TOO_MANY_OF_USER.of(maxOfUser));
    }
    if (all >= max) {
      throw Refused.of(ProblemKind.UNAVAILABLE, EventWording.TOO_MANY.of(max));
    }
    all++;
    byUser.merge(user.key(), 1, Integer::sum);
  }

  /** One less. */
  synchronized void close(UserId user) {
    all--;
    var _ = byUser.computeIfPresent(user.key(), (_, count) -> count > 1 ? count - 1 : null);
  }
}
