package dev.millrace.cli.questions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;

/**
 * Lines a person types. A read of the terminal can't be interrupted, so a thread of its own reads
 * and hands over, and whoever waits for a line can stop waiting for it.
 */
public final class Keyboard {
  /** More of a line is left out: nobody types that much. */
  static final int LINE_MAX = 100_000;

  private final BufferedReader reader;
  private final SynchronousQueue<Optional<String>> lines = new SynchronousQueue<>();

  /** A line is read that nobody has taken. Guarded by this. */
  private boolean isReading;

  /** A keyboard over a stream of lines. */
  public Keyboard(Reader lines) {
    this.reader = new BufferedReader(lines);
  }

  /**
   * Blocks until a line is typed; empty: none will come any more.
   *
   * @throws InterruptedException if nobody needs the line any more; it is for the next who waits
   */
  synchronized Optional<String> line() throws InterruptedException {
    if (!isReading) {
      isReading = true;
      var _ = Thread.ofVirtual().name("keyboard").start(this::read);
    }
    Optional<String> line = lines.take();
    isReading = false;
    return line;
  }

  private void read() {
    try {
      lines.put(next());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** A terminal that can't be read is as good as closed: whoever waits must not wait for ever. */
  private Optional<String> next() {
    try {
      return Optional.ofNullable(reader.readLine())
          .map(text -> text.substring(0, Math.min(LINE_MAX, text.length())));
    } catch (IOException broken) {
      return Optional.empty();
    }
  }
}
