package dev.millrace.server.system.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Times of one kind, as a histogram with the same steps for all kinds. */
final class Latencies {
  private static final Duration[] STEPS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final String name;

  Latencies(MeterRegistry registry, String name) {
    this.registry = registry;
    this.name = name;
  }

  /** Less than no time counts as none: clocks jump. */
  void record(Duration took, Tags tags) {
    Timer.builder(name)
        .tags(tags)
        .serviceLevelObjectives(STEPS)
        .register(registry)
        .record(took.isNegative() ? Duration.ZERO : took);
  }
}
