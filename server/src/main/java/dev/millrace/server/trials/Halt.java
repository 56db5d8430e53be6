package dev.millrace.server.trials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends the process when it comes to one point for the n-th time. Safe from any thread. */
final class Halt {
  /** What a shell says of a process that was killed. */
  private static final int AS_KILLED = 137;

  private final HaltPoint wanted;
  private final Path trace;
  private final AtomicInteger left;

  /**
   * Not before that.
   *
   * @param times from 1
   * @param trace a file that gets the key of the point as a line before the process ends
   */
  Halt(HaltPoint wanted, int times, Path trace) {
    this.wanted = wanted;
    this.trace = trace;
    this.left = new AtomicInteger(times);
  }

  /** Returns, unless this was the time. */
  void at(HaltPoint point) {
    if (point == wanted && left.decrementAndGet() == 0) {
      write();
      // No hook runs, no thread ends, no buffer is written.
      Runtime.getRuntime().halt(AS_KILLED);
    }
  }

  private void write() {
    try {
      Files.writeString(
          trace, wanted.key() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
