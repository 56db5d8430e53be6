package dev.millrace.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.agent.Patience;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log of a task, into a store in memory, for tests. */
@Timeout(60)
abstract class TaskLogTestBase {
  static final Patience QUICK =
      new Patience(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMinutes(1));

  @TempDir Path folder;
  final StoredLog stored = new StoredLog();
  final List<String> heard = new ArrayList<>();
  Runnable whenHeard = () -> {};
  final List<LogShipper> shippers = new ArrayList<>();

  @AfterEach
  void close() {
    shippers.forEach(LogShipper::close);
  }

  TaskLog log(Masker masker) {
    return log(masker, 64 << 20);
  }

  TaskLog log(Masker masker, long spoolBytes) {
    return log(masker, spoolBytes, QUICK, () -> {});
  }

  TaskLog log(Masker masker, long spoolBytes, Patience patience, Runnable refused) {
    var shipper =
        new LogShipper(
            new Numbered(stored),
            events(refused),
            Language.ENGLISH,
            patience,
            new VirtualClock(),
            folder.resolve("spool"),
            spoolBytes);
    shippers.add(shipper);
    return new TaskLog(shipper, "t", 1, 0, new VirtualClock(), listener(), masker);
  }

  /** Lets several logs of a test share one store: each begins where the one before ended. */
  static final class Numbered implements LogShipper.Destination {
    private final StoredLog stored;
    private final long base;

    Numbered(StoredLog stored) {
      this.stored = stored;
      this.base = stored.lines().size();
    }

    @Override
    public void append(dev.millrace.protocol.LogBatch batch) {
      stored.append(
          new dev.millrace.protocol.LogBatch(
              batch.taskId(),
              batch.attempt(),
              batch.retry(),
              base + batch.firstLine(),
              batch.lines(),
              batch.framed()));
    }
  }

  static LogShipper.Events events(Runnable refused) {
    return new LogShipper.Events() {
      @Override
      public void roomMade() {}

      @Override
      public void refused() {
        refused.run();
      }
    };
  }

  LineListener listener() {
    return new LineListener() {
      @Override
      public void commandLine(String line) {
        heard.add(line);
        whenHeard.run();
      }

      @Override
      public boolean wantsEveryLine() {
        return false;
      }

      @Override
      public void anyLine(String line) {}
    };
  }

  static long finish(TaskLog log) {
    try {
      return log.finish();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  static void print(TaskLog log, String... texts) {
    for (var text : texts) {
      var bytes = text.getBytes(UTF_8);
      log.accept(bytes, bytes.length);
    }
  }

  static void printInChunks(TaskLog log, String text, int size) {
    var bytes = text.getBytes(UTF_8);
    for (int at = 0; at < bytes.length; at += size) {
      var chunk = Arrays.copyOfRange(bytes, at, Math.min(at + size, bytes.length));
      log.accept(chunk, chunk.length);
    }
  }
}
