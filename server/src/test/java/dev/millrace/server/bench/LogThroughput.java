package dev.millrace.server.bench;

import dev.millrace.engine.state.BuildId;
import dev.millrace.protocol.LogBatch;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.file.FileBuildLogs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Log lines per second, durable, from one worker and from eight, in batches of 1,000 and 8,000
 * lines of 100 bytes. Arguments: folder, seconds.
 */
final class LogThroughput {
  private LogThroughput() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    for (int round = 0; round < 2; round++) {
      for (int workers : new int[] {1, 8}) {
        for (int lines : new int[] {1_000, 8_000}) {
          double rate =
              run(folder.resolve(round + "-" + workers + "-" + lines), workers, lines, seconds);
          System.out.printf("%d workers, batches of %,d: %,12.0f lines/s%n", workers, lines, rate);
        }
      }
    }
  }

  private static double run(Path folder, int workers, int lines, int seconds)
      throws InterruptedException {
    String text = "1767225600123o " + "x".repeat(84) + "\n";
    byte[] framed = text.repeat(lines).getBytes(StandardCharsets.UTF_8);
    var stored = new AtomicLong();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try (BuildLogs logs = FileBuildLogs.open(folder)) {
      List<Thread> threads = new ArrayList<>();
      for (int worker = 1; worker <= workers; worker++) {
        String task = "job:" + worker;
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  for (long first = 0; System.nanoTime() < end; first += lines) {
                    logs.append(new BuildId("b"), new LogBatch(task, 1, 0, first, lines, framed));
                    stored.addAndGet(lines);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    return (double) stored.get() / seconds;
  }
}
