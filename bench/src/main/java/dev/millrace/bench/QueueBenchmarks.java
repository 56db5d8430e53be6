package dev.millrace.bench;

import dev.millrace.engine.StartRefused;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.queue.StartRate;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.yaml.YamlReader;
import dev.millrace.server.Arbitration;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.server.builds.sqlite.SqliteBuildStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Builds through their queues, on SQLite with every commit flushed. */
final class QueueBenchmarks {
  private static final ProjectId PROJECT = new ProjectId("bench");
  private static final Duration EACH = Duration.ofSeconds(4);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int PIPELINES = 500;
  private static final int IN_LINE = 200;

  private final Path folder;

  QueueBenchmarks(Path folder) {
    this.folder = folder;
  }

  void run() {
    Table.print(
        "Starts a second, each through the queue of one of " + PIPELINES + " pipelines",
        List.of("per second"),
        List.of(
            Table.row("1 start at once", rounded(starts(1))),
            Table.row("64 starts at once", rounded(starts(64)))));
    List<Long> micros = successions();
    Table.print(
        "From the end of a build until the next runs, " + IN_LINE + " in line",
        List.of("ms"),
        List.of(
            Table.row("median", millis(micros.get(micros.size() / 2))),
            Table.row("99 %", millis(micros.get(micros.size() * 99 / 100)))));
  }

  private static String rounded(double perSecond) {
    return String.format(Locale.ROOT, "%,.0f", perSecond);
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%.2f", micros / 1_000.0);
  }

  private double starts(int atOnce) {
    Pipeline pipeline = pipeline("");
    var count = new AtomicLong();
    try (var store = SqliteBuildStore.open(folder.resolve("starts-" + atOnce + ".db"));
        var platform = Arbitration.open(store, new NoMachines(), InstantSource.system())) {
      long begin = System.nanoTime();
      List<Thread> drivers = new ArrayList<>();
      for (int i = 0; i < atOnce; i++) {
        drivers.add(
            Thread.startVirtualThread(() -> {
              while (System.nanoTime() - begin < EACH.toNanos()) {
                start(platform, pipeline, count.incrementAndGet());
              }
            }));
      }
      drivers.forEach(QueueBenchmarks::join);
      return count.get() / ((System.nanoTime() - begin) / 1e9);
    }
  }

  private static void start(Arbitration platform, Pipeline pipeline, long number) {
    var id = new BuildId("b-" + number);
    var pipelineId = new PipelineId("p-" + number % PIPELINES);
    platform.queues().start(StartRequest.plain(id, PROJECT, pipelineId, pipeline));
    // So that none of the pipelines comes to the limit of its unfinished builds.
    platform.builds().send(id, new BuildEvent.CancelRequested("bench", true));
  }

  /** Again and again, since one queue takes only so many starts a second. */
  private static void startPaced(Arbitration platform, StartRequest request) {
    while (true) {
      try {
        platform.queues().start(request);
        return;
      } catch (StartRefused tooFast) {
        LockSupport.parkNanos(StartRate.REFILL.toNanos());
      }
    }
  }

  /** In microseconds, ascending. */
  private List<Long> successions() {
    Pipeline pipeline = pipeline("concurrency: {group: one, queue-length: 200}\n");
    List<Long> micros = new ArrayList<>();
    try (var store = SqliteBuildStore.open(folder.resolve("line.db"));
        var platform = Arbitration.open(store, new NoMachines(), InstantSource.system())) {
      for (int n = 0; n <= IN_LINE; n++) {
        var id = new BuildId("b-" + n);
        startPaced(platform, StartRequest.plain(id, PROJECT, new PipelineId("p"), pipeline));
      }
      for (int n = 0; n < IN_LINE; n++) {
        var next = new BuildId("b-" + (n + 1));
        platform.builds().send(new BuildId("b-" + n), new BuildEvent.CancelRequested("x", true));
        long ended = System.nanoTime();
        var _ =
            platform
                .builds()
                .awaitUntil(next, build -> build.status() == BuildStatus.RUNNING, LONG);
        micros.add((System.nanoTime() - ended) / 1_000);
      }
    }
    return micros.stream().sorted().toList();
  }

  private static void join(Thread driver) {
    try {
      driver.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", stop);
    }
  }

  private static Pipeline pipeline(String more) {
    return YamlReader.ofVersion3()
        .read("version: v3.0\n" + more + "steps: [{run: make}]\n", "bench.yml")
        .pipeline()
        .orElseThrow();
  }
}
