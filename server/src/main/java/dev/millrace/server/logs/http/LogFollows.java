package dev.millrace.server.logs.http;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.server.builds.BuildListener;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.builds.Listening;
import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.http.problem.Refused;
import dev.millrace.server.logs.BuildLogs;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Those who follow logs now. Hears of every commit, and wakes those whose task has ended by it.
 * Safe from any thread. To be closed before the HTTP server, which waits for its requests.
 */
public final class LogFollows implements BuildListener, AutoCloseable {
  /** How many logs may be followed at once. */
  public static final int STANDARD_MOST = 5_000;

  private static final long SOON_SECONDS = 1;

  private final BuildLogs logs;
  private final LogFollow.Pace pace;
  private final int most;
  private final Semaphore room;
  private final Map<BuildId, Set<LogFollow>> following = new ConcurrentHashMap<>();
  private final Listening listening;
  private volatile boolean closed;

  /** Nobody yet. */
  public static LogFollows open(Builds builds, BuildLogs logs) {
    return new LogFollows(builds, logs, LogFollow.Pace.STANDARD, STANDARD_MOST);
  }

  LogFollows(Builds builds, BuildLogs logs, LogFollow.Pace pace, int most) {
    this.logs = logs;
    this.pace = pace;
    this.most = most;
    this.room = new Semaphore(most);
    this.listening = builds.listen(this);
  }

  /**
   * Follows a log in the caller's thread until it is complete, the reader has gone, or this is
   * closed.
   *
   * @param look finds the build as it is now, if whoever reads may see it; what it throws ends this
   * @throws Refused if too many follow already; nothing was written then
   */
  void follow(TaskLog log, long firstLine, Supplier<Build> look, EventWriter out)
      throws IOException {
    if (!room.tryAcquire()) {
      throw new Refused(
          Problem.of(ProblemKind.UNAVAILABLE, LogApiWording.TOO_MANY_FOLLOW.of(most))
              .retryAfter(SOON_SECONDS));
    }
    var follow = new LogFollow(logs, log, look, pace);
    try {
      add(follow);
      if (!closed) {
        follow.run(out, firstLine);
      }
    } finally {
      remove(follow);
      room.release();
    }
  }

  private void add(LogFollow follow) {
    var _ =
        following.compute(
            follow.build(),
            (_, known) -> {
              Set<LogFollow> all = known == null ? ConcurrentHashMap.newKeySet() : known;
              all.add(follow);
              return all;
            });
  }

  private void remove(LogFollow follow) {
    var _ =
        following.computeIfPresent(
            follow.build(), (_, known) -> known.remove(follow) && known.isEmpty() ? null : known);
  }

  @Override
  public void committed(Optional<Build> before, Build after, Optional<BuildEvent> event) {
    following.getOrDefault(after.id(), Set.of()).forEach(follow -> follow.see(after));
  }

  /** How many there are. */
  int count() {
    return most - room.availablePermits();
  }

  /** Ends all; whoever followed may come back where the server is then. */
  @Override
  public void close() {
    closed = true;
    following.values().forEach(all -> all.forEach(LogFollow::stop));
    listening.close();
  }
}
