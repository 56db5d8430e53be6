package dev.millrace.server.logs.http;

import dev.millrace.engine.state.Build;
import dev.millrace.server.logs.LogSize;
import java.util.List;
import java.util.Optional;

/**
 * A page of the logs of a build.
 *
 * @param items by task, attempt and retry; of a task that has said nothing there is none
 */
public record LogList(List<LogView> items, Optional<String> next) {
  public LogList {
    items = List.copyOf(items);
  }

  /**
   * One log.
   *
   * @param retry automatic retries of the task within the attempt, from 0
   * @param bytes as stored: each line with its time and kind
   * @param isOver whether the task was over; it may have been before its log was complete
   */
  public record LogView(
      String job, String task, int attempt, int retry, long lines, long bytes, boolean isOver) {
    static LogView of(TaskLog log, LogSize size, Build build) {
      return new LogView(
          log.job().value(),
          log.key().task().value(),
          log.key().attempt(),
          log.key().retry(),
          size.lines(),
          size.bytes(),
          log.isOver(build));
    }
  }
}
