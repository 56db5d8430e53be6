package dev.millrace.engine;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.wording.Sentence;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * From the queue into life. Whether a build may leave the queue (run locks, concurrency groups) is
 * decided outside and arrives as an event.
 */
final class BuildStartControl {
  private BuildStartControl() {}

  static void admitted(Progress progress, int attempt, OptionalLong version) {
    Build build = progress.build();
    if (build.status() == BuildStatus.QUEUE && build.attempt() == attempt) {
      Build admitted = build.admitted(progress.now()).because(Optional.empty());
      progress.become(version.isEmpty() ? admitted : withVersion(admitted, version.getAsLong()));
    }
  }

  static void timedOut(Progress progress, int attempt, Sentence reason) {
    Build build = progress.build();
    if (build.status() == BuildStatus.QUEUE && build.attempt() == attempt) {
      progress.become(build.because(Optional.of(reason)));
      BuildEndControl.abandon(progress, BuildStatus.QUEUE_TIMEOUT);
    }
  }

  private static Build withVersion(Build build, long number) {
    var variables = new LinkedHashMap<>(build.variables());
    variables.put(
        VersionVariables.BUILD_NUMBER, new VariableValue(Long.toString(number), true, false));
    return build.withVariables(variables);
  }
}
