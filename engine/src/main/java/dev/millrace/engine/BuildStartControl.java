package dev.millrace.engine;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;

/**
 * From the queue into life. Whether a build may leave the queue (run locks, concurrency groups) is
 * decided outside and arrives as an event.
 */
final class BuildStartControl {
  private BuildStartControl() {}

  static void admitted(Progress progress, int attempt) {
    Build build = progress.build();
    if (build.status() == BuildStatus.QUEUE && build.attempt() == attempt) {
      progress.become(build.admitted(progress.now()));
    }
  }
}
