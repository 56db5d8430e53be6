package dev.millrace.server;

import dev.millrace.engine.state.Build;
import dev.millrace.server.system.ServerProcess;
import dev.millrace.server.system.metrics.ServerMetrics;
import dev.millrace.server.traces.SpanPlace;
import dev.millrace.server.traces.TraceSettings;
import dev.millrace.server.traces.Traces;
import dev.millrace.server.traces.otlp.OtlpSpans;
import dev.millrace.server.workers.TaskSurroundings;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Traces, where somebody wants them. */
final class Tracing {
  /** What a task does itself becomes a part of its span. */
  static final TaskSurroundings TOLD_TO_TASKS =
      (build, job, task) ->
          Map.of(
              SpanPlace.HEADER.toUpperCase(Locale.ROOT),
              SpanPlace.ofBuild(build.id(), build.attempt())
                  .ofTask(job, task.task(), task.attempt(), task.retry())
                  .written());

  private Tracing() {}

  /** The id of the trace of a build, where there are traces. */
  static Optional<String> traceOf(Build build, Optional<Traces> traces) {
    return traces.map(_ -> SpanPlace.ofBuild(build.id(), build.attempt()).trace());
  }

  static Traces begin(TraceSettings settings, ServerMetrics metrics, InstantSource clock) {
    String version = ServerProcess.versionOf(MillraceServer.class);
    Traces traces = Traces.to(new OtlpSpans(settings, version), clock);
    metrics.watch(traces);
    return traces;
  }
}
