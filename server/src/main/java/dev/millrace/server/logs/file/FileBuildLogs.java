package dev.millrace.server.logs.file;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.protocol.LogBatch;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.Frames;
import dev.millrace.server.logs.LogKey;
import dev.millrace.server.logs.LogReader;
import dev.millrace.server.logs.LogSize;
import dev.millrace.server.logs.LogSlice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Logs below one folder. Keeps the files used last open. Safe from any thread. */
public final class FileBuildLogs implements BuildLogs {
  /** Files kept open for nobody in particular. */
  static final int MAX_OPEN = 256;

  private final LogPaths paths;
  private final long logMaxBytes;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<LogKey, Entry> open = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  private static final class Entry {
    final LogKey key;
    int users;

    /** Opened by the first user, under this entry's own lock, because it may take a while. */
    private Optional<LogFile> file = Optional.empty();

    private final ReentrantLock opening = new ReentrantLock();

    Entry(LogKey key) {
      this.key = key;
    }
  }

  private FileBuildLogs(Path folder, long logMaxBytes) {
    this.paths = new LogPaths(folder);
    this.logMaxBytes = logMaxBytes;
  }

  /** Opens the logs below {@code folder}, which is made when the first line comes. */
  public static FileBuildLogs open(Path folder) {
    return new FileBuildLogs(folder, LOG_MAX_BYTES);
  }

  /**
   * Reads the logs below {@code folder}, also while a process writes them: takes no lock and
   * changes no file. What is seen are whole lines; the newest may not have reached the disk yet.
   */
  public static LogReader openToRead(Path folder) {
    return new FileLogReader(folder);
  }

  static FileBuildLogs open(Path folder, long logMaxBytes) {
    return new FileBuildLogs(folder, logMaxBytes);
  }

  @Override
  public void append(BuildId build, LogBatch batch) {
    Frames.check(batch);
    var key = new LogKey(build, new TaskId(batch.taskId()), batch.attempt(), batch.retry());
    var _ =
        using(
            key,
            log -> {
              log.append(batch);
              return log;
            });
  }

  @Override
  public LogSize size(LogKey log) {
    return using(log, LogFile::size);
  }

  @Override
  public LogSlice read(LogKey log, long firstLine, int maxLines) {
    return using(log, file -> file.read(firstLine, maxLines, READ_MAX_BYTES));
  }

  @Override
  public LogSlice follow(
      LogKey log, long firstLine, int maxLines, Duration wait, BooleanSupplier isEnough) {
    return using(
        log,
        file -> {
          file.await(firstLine, wait, isEnough);
          return file.read(firstLine, maxLines, READ_MAX_BYTES);
        });
  }

  @Override
  public void wake(LogKey log) {
    var _ =
        using(
            log,
            file -> {
              file.wake();
              return file;
            });
  }

  @Override
  public List<LogKey> logsOf(BuildId build) {
    return paths.logsOf(build);
  }

  private <T> T using(LogKey key, Function<LogFile, T> use) {
    Entry entry = acquire(key);
    try {
      return use.apply(fileOf(entry));
    } finally {
      release(entry);
    }
  }

  private LogFile fileOf(Entry entry) {
    entry.opening.lock();
    try {
      LogFile file = entry.file.orElseGet(() -> new LogFile(files(entry.key), logMaxBytes));
      entry.file = Optional.of(file);
      return file;
    } finally {
      entry.opening.unlock();
    }
  }

  private LogFiles files(LogKey key) {
    return new LogFiles(paths.lines(key), paths.places(key));
  }

  private Entry acquire(LogKey key) {
    lock.lock();
    try {
      if (closed) {
        throw new EndpointUnavailable("the logs are closed", new IllegalStateException("closed"));
      }
      Entry entry = open.computeIfAbsent(key, Entry::new);
      entry.users++;
      return entry;
    } finally {
      lock.unlock();
    }
  }

  private void release(Entry entry) {
    lock.lock();
    try {
      entry.users--;
      Iterator<Entry> eldestFirst = open.values().iterator();
      for (int surplus = open.size() - MAX_OPEN; surplus > 0 && eldestFirst.hasNext(); ) {
        Entry eldest = eldestFirst.next();
        if (eldest.users == 0 && eldest.file.map(file -> !file.isDamaged()).orElse(true)) {
          eldestFirst.remove();
          eldest.file.ifPresent(LogFile::close);
          surplus--;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      open.values().forEach(entry -> entry.file.ifPresent(LogFile::close));
    } finally {
      lock.unlock();
    }
  }
}
