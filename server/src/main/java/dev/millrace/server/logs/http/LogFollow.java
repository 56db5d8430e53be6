package dev.millrace.server.logs.http;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.LogKey;
import dev.millrace.server.logs.LogSlice;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Somebody follows a log. {@link #run} belongs to the thread of their request; the rest is called
 * by whoever has news, which changes the volatile fields only.
 */
final class LogFollow {
  /** Lines taken at once; with the limit of a read this is all that is held for a reader. */
  static final int MAX_LINES = 500;

  private final BuildLogs logs;
  private final TaskLog log;
  private final Supplier<Build> look;
  private final Pace pace;
  private volatile boolean over;
  private volatile boolean mayStillGrow;
  private volatile boolean stopped;

  /**
   * How long to wait.
   *
   * @param alive after how long without a line that is said, and whoever reads is looked at again
   * @param quiet how long a log must be quiet that may grow behind the end of its task
   */
  record Pace(Duration alive, Duration quiet) {
    static final Pace STANDARD = new Pace(Duration.ofSeconds(15), Duration.ofSeconds(2));
  }

  /**
   * A log to follow.
   *
   * @param look finds the build as it is now, if whoever reads may still see it; else it throws
   */
  LogFollow(BuildLogs logs, TaskLog log, Supplier<Build> look, Pace pace) {
    this.logs = logs;
    this.log = log;
    this.look = look;
    this.pace = pace;
  }

  BuildId build() {
    return log.key().build();
  }

  /** The build is so now. */
  void see(Build build) {
    if (!over && log.isOver(build)) {
      mayStillGrow = log.mayStillGrow(build);
      over = true;
      logs.wake(log.key());
    }
  }

  /** Nobody is to be kept waiting any more. */
  void stop() {
    stopped = true;
    logs.wake(log.key());
  }

  /** Writes lines from one on, until the log is complete or this is stopped. */
  void run(EventWriter out, long firstLine) throws IOException {
    LogKey key = log.key();
    long next = firstLine;
    long looked = System.nanoTime();
    see(look.get());
    out.alive();
    while (!isStopped()) {
      boolean wasOver = over;
      LogSlice slice =
          wasOver
              ? logs.follow(key, next, MAX_LINES, lastWait(), this::isStopped)
              : logs.follow(key, next, MAX_LINES, pace.alive(), () -> over || isStopped());
      if (slice.count() > 0) {
        out.lines(slice);
        next = slice.nextLine();
      } else if (wasOver && !isStopped()) {
        out.end(next);
        return;
      }
      if (System.nanoTime() - looked >= pace.alive().toNanos()) {
        looked = System.nanoTime();
        see(look.get());
        out.alive();
      }
    }
  }

  private Duration lastWait() {
    return mayStillGrow ? pace.quiet() : Duration.ZERO;
  }

  private boolean isStopped() {
    return stopped || Thread.currentThread().isInterrupted();
  }
}
