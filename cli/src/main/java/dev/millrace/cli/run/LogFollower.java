package dev.millrace.cli.run;

import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.LogKey;
import dev.millrace.server.logs.LogSlice;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads one log from its first line to its end while it is written. */
final class LogFollower {
  private static final int LINES_AT_ONCE = 20_000;

  /** Woken by each append, so this only bounds how long a thread outlives its log. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final BuildLogs logs;
  private final LogKey key;
  private final Consumer<LogSlice> reader;

  /** Guarded by this, as all reading is. */
  private long next;

  private boolean finished;

  private LogFollower(BuildLogs logs, LogKey key, Consumer<LogSlice> reader) {
    this.logs = logs;
    this.key = key;
    this.reader = reader;
  }

  static LogFollower start(BuildLogs logs, LogKey key, Consumer<LogSlice> reader) {
    var follower = new LogFollower(logs, key, reader);
    Thread.ofVirtual().name("follow-" + key.task()).start(follower::follow);
    return follower;
  }

  private void follow() {
    try {
      long from = 0;
      while (from >= 0) {
        from = take(logs.follow(key, from, LINES_AT_ONCE, WAIT));
      }
    } catch (EndpointUnavailable closed) {
      // Whoever closes the logs has finished this before, or does not care any more.
    }
  }

  /** Hands lines on unless another did; answers where to go on, or -1 at the end. */
  private synchronized long take(LogSlice slice) {
    if (finished) {
      return -1;
    }
    if (slice.firstLine() == next && slice.count() > 0) {
      reader.accept(slice);
      next = slice.nextLine();
    }
    return next;
  }

  /** Reads what is left of a log that does not grow any more; nothing is read afterwards. */
  synchronized void finish() {
    LogSlice rest = logs.read(key, next, LINES_AT_ONCE);
    while (!finished && rest.count() > 0) {
      reader.accept(rest);
      next = rest.nextLine();
      rest = logs.read(key, next, LINES_AT_ONCE);
    }
    finished = true;
  }
}
