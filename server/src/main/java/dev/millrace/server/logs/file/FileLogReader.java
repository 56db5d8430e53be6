package dev.millrace.server.logs.file;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.logs.LogKey;
import dev.millrace.server.logs.LogReader;
import dev.millrace.server.logs.LogSize;
import dev.millrace.server.logs.LogSlice;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;

/** Reads logs below one folder, whoever writes them. Safe from any thread. */
final class FileLogReader implements LogReader {
  /** Logs whose lines are not looked for from the beginning again. */
  static final int MAX_REMEMBERED = 256;

  private final LogPaths paths;
  private final ReentrantLock lock = new ReentrantLock();
  private final SequencedMap<LogKey, LogView> remembered = new LinkedHashMap<>(16, 0.75f, true);

  FileLogReader(Path folder) {
    this.paths = new LogPaths(folder);
  }

  @Override
  public LogSize size(LogKey log) {
    return view(log).size();
  }

  @Override
  public LogSlice read(LogKey log, long firstLine, int maxLines) {
    return view(log).read(firstLine, maxLines, READ_MAX_BYTES);
  }

  @Override
  public List<LogKey> logsOf(BuildId build) {
    return paths.logsOf(build);
  }

  private LogView view(LogKey log) {
    lock.lock();
    try {
      LogView view =
          remembered.computeIfAbsent(log, key -> new LogView(paths.lines(key), paths.places(key)));
      if (remembered.size() > MAX_REMEMBERED) {
        var _ = remembered.pollFirstEntry();
      }
      return view;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is held between two calls. */
  @Override
  public void close() {}
}
