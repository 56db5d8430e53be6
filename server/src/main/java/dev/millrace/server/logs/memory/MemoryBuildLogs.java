package dev.millrace.server.logs.memory;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.protocol.LogBatch;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.Frames;
import dev.millrace.server.logs.LogKey;
import dev.millrace.server.logs.LogSize;
import dev.millrace.server.logs.LogSlice;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Logs in memory. One lock guards all; unbounded, so not for a server. */
public final class MemoryBuildLogs implements BuildLogs {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final Map<LogKey, List<byte[]>> logs = new TreeMap<>();
  private boolean closed;

  @Override
  public void append(BuildId build, LogBatch batch) {
    Frames.check(batch);
    var key = new LogKey(build, new TaskId(batch.taskId()), batch.attempt(), batch.retry());
    lock.lock();
    try {
      List<byte[]> lines = logs.computeIfAbsent(key, _ -> new ArrayList<>());
      if (batch.firstLine() > lines.size()) {
        throw new IllegalArgumentException(
            "a batch begins at line "
                + batch.firstLine()
                + ", behind a gap: the log of task "
                + batch.taskId()
                + " has "
                + lines.size()
                + " lines");
      }
      long stored = lines.size() - batch.firstLine();
      List<byte[]> given = split(batch.framed());
      for (long line = stored; line < given.size(); line++) {
        lines.add(given.get((int) line));
      }
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static List<byte[]> split(byte[] framed) {
    List<byte[]> lines = new ArrayList<>();
    int[] start = {0};
    var _ =
        Frames.scan(
            framed,
            framed.length,
            next -> {
              lines.add(java.util.Arrays.copyOfRange(framed, start[0], next));
              start[0] = next;
            });
    return lines;
  }

  @Override
  public LogSize size(LogKey log) {
    lock.lock();
    try {
      List<byte[]> lines = lines(log);
      return new LogSize(lines.size(), lines.stream().mapToLong(line -> line.length).sum());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public LogSlice read(LogKey log, long firstLine, int maxLines) {
    lock.lock();
    try {
      List<byte[]> lines = lines(log);
      var framed = new ByteArrayOutputStream();
      int count = 0;
      for (long line = firstLine; line < lines.size() && count < maxLines; line++) {
        byte[] next = lines.get((int) line);
        if (count > 0 && framed.size() + next.length > READ_MAX_BYTES) {
          break;
        }
        framed.writeBytes(next);
        count++;
      }
      return new LogSlice(firstLine, count, framed.toByteArray());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public LogSlice follow(
      LogKey log, long firstLine, int maxLines, Duration wait, BooleanSupplier isEnough) {
    long left = wait.toNanos();
    lock.lock();
    try {
      while (!closed && left > 0 && lines(log).size() <= firstLine && !isEnough.getAsBoolean()) {
        left = grown.awaitNanos(left);
      }
      return read(log, firstLine, maxLines);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return read(log, firstLine, maxLines);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void wake(LogKey log) {
    lock.lock();
    try {
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<LogKey> logsOf(BuildId build) {
    lock.lock();
    try {
      return logs.keySet().stream().filter(key -> key.build().equals(build)).toList();
    } finally {
      lock.unlock();
    }
  }

  private List<byte[]> lines(LogKey log) {
    return logs.getOrDefault(log, List.of());
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
