package dev.millrace.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** What the disk can do: 4 KiB appended and flushed. The floor of whatever is on disk. */
final class Flushes {
  private Flushes() {}

  /** How long {@code inRow} of them take, one after another, again and again. */
  static Latencies measure(Path folder, int inRow, Duration time) {
    var _ = during(folder, inRow, time.dividedBy(3));
    return during(folder, inRow, time);
  }

  private static Latencies during(Path folder, int inRow, Duration time) {
    var taken = new Latencies();
    var block = ByteBuffer.allocate(4096);
    long end = System.nanoTime() + time.toNanos();
    try (var file =
        FileChannel.open(
            folder.resolve("flushes"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (System.nanoTime() < end) {
        long start = System.nanoTime();
        for (int n = 0; n < inRow; n++) {
          var _ = file.write(block.rewind());
          file.force(false);
        }
        taken.addSince(start);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return taken;
  }
}
