package dev.millrace.server.system.metrics;

import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.builds.LoopLoad;
import dev.millrace.server.database.Database;
import dev.millrace.server.events.LiveEvents;
import dev.millrace.server.http.Query;
import dev.millrace.server.http.Surroundings;
import dev.millrace.server.system.BuildFigures;
import dev.millrace.server.system.JobCounts;
import dev.millrace.server.traces.Traces;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** All that the server measures of itself. Safe from any thread. */
public final class ServerMetrics implements AutoCloseable {
  /** Of what {@link #scrape} answers. */
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double MILLIS = 1_000;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final RequestMetrics requests = new RequestMetrics(registry);

  /** Measures nothing but the process, until it is joined to rooms. */
  public ServerMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      FunctionCounter.builder(
              "jvm.gc.collections", collector, GarbageCollectorMXBean::getCollectionCount)
          .tag("gc", collector.getName())
          .register(registry);
      FunctionCounter.builder("jvm.gc.time", collector, bean -> bean.getCollectionTime() / MILLIS)
          .baseUnit("seconds")
          .tag("gc", collector.getName())
          .register(registry);
    }
  }

  /** Times requests; for the HTTP server. */
  public Surroundings.Observer requests() {
    return requests;
  }

  /** The same database, whose durable writes are timed. */
  public Database watched(Database database) {
    return new WatchedDatabase(database, registry);
  }

  /** Measures builds and their loop from now on. */
  public void watch(Builds builds, BuildFigures figures) {
    builds.watch(new LoopMetrics(registry));
    load("millrace.builds.in.memory", builds, LoopLoad::inMemory);
    load("millrace.mailbox.waiting", builds, LoopLoad::waiting);
    load("millrace.mailbox.longest", builds, LoopLoad::longest);
    for (BuildStatus status : BuildStatus.values()) {
      if (status.isFinished()) {
        FunctionCounter.builder("millrace.builds.ended", figures, all -> all.now().ended(status))
            .tag("status", Query.written(status))
            .register(registry);
      } else {
        Gauge.builder("millrace.builds.live", figures, all -> all.now().live(status))
            .tag("status", Query.written(status))
            .register(registry);
      }
    }
    jobs("waiting", figures, JobCounts::waiting);
    jobs("assigning", figures, JobCounts::assigning);
    jobs("running", figures, JobCounts::running);
    jobs("paused", figures, JobCounts::paused);
    for (JobStatus status : JobStatus.values()) {
      if (status.isFinished()) {
        FunctionCounter.builder("millrace.jobs.ended", figures, all -> all.now().ended(status))
            .tag("status", Query.written(status))
            .register(registry);
      }
    }
  }

  private void load(String name, Builds builds, ToDoubleFunction<LoopLoad> what) {
    Gauge.builder(name, builds, all -> what.applyAsDouble(all.load())).register(registry);
  }

  private void jobs(String state, BuildFigures figures, ToLongFunction<JobCounts> count) {
    Gauge.builder("millrace.jobs.live", figures, all -> count.applyAsLong(all.now().jobs()))
        .tag("state", state)
        .register(registry);
  }

  /** Measures live events from now on. */
  public void watch(LiveEvents events) {
    Gauge.builder("millrace.events.watchers", events, LiveEvents::watchers).register(registry);
    FunctionCounter.builder("millrace.events.published", events, LiveEvents::published)
        .register(registry);
  }

  /** Measures traces from now on. */
  public void watch(Traces traces) {
    Gauge.builder("millrace.traces.waiting", traces, Traces::waiting).register(registry);
    spans("sent", traces, Traces::sent);
    spans("failed", traces, Traces::failed);
    spans("dropped", traces, Traces::dropped);
  }

  private void spans(String outcome, Traces traces, ToDoubleFunction<Traces> count) {
    FunctionCounter.builder("millrace.traces.spans", traces, count)
        .tag("outcome", outcome)
        .register(registry);
  }

  /** All as text for Prometheus. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }
}
