package dev.millrace.server.system.metrics;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.server.builds.LoopWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;

/** Times what the loop of builds does. */
final class LoopMetrics implements LoopWatch {
  private final Latencies decisions;
  private final Latencies commits;
  private final Latencies effects;
  private final Latencies timers;

  LoopMetrics(MeterRegistry registry) {
    this.decisions = new Latencies(registry, "millrace.decisions");
    this.commits = new Latencies(registry, "millrace.build.commits");
    this.effects = new Latencies(registry, "millrace.effects");
    this.timers = new Latencies(registry, "millrace.timers.lateness");
  }

  @Override
  public void decided(BuildEvent event, Duration took) {
    decisions.record(took, Tags.of("event", event.getClass().getSimpleName()));
  }

  @Override
  public void committed(Duration took, boolean stored) {
    commits.record(took, outcome(stored));
  }

  @Override
  public void performed(Effect effect, Duration took, boolean done) {
    effects.record(took, outcome(done).and("kind", effect.getClass().getSimpleName()));
  }

  @Override
  public void brought(Duration late) {
    timers.record(late, Tags.empty());
  }

  static Tags outcome(boolean success) {
    return Tags.of("outcome", success ? "done" : "failed");
  }
}
