package dev.millrace.bench;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.pipeline.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Builds through their queues, on SQLite with every commit flushed. */
final class QueueBenchmarks {
  private static final Duration EACH = Duration.ofSeconds(3);
  private static final Duration FLUSHES = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int PIPELINES = 500;
  private static final int WARM_UP = 100;

  /** The most builds of one pipeline that may wait; more wait of several in one group. */
  private static final int WAITING_OF_PIPELINE = 200;

  /** The queue's step, the start of the next; that of the end is on disk by then. */
  private static final int COMMITS = 2;

  private final Path folder;

  QueueBenchmarks(Path folder) {
    this.folder = folder;
  }

  void run() {
    Table.print(
        "Starts, each through the queue of one of " + PIPELINES + " pipelines",
        List.of("per second", "a start: median", "99 of 100 within"),
        List.of(starts(1), starts(64)));
    Table.print(
        "From the end of a build until the next in line runs",
        List.of("median", "99 of 100 within"),
        List.of(
            Flushes.measure(folder, COMMITS, FLUSHES).row(COMMITS + " × 4 KiB append + flush"),
            successions(10, 50),
            successions(1_000, 1)));
  }

  private String starts(int atOnce) {
    Pipeline pipeline = pipeline("");
    var count = new AtomicLong();
    Path file = folder.resolve("starts-" + atOnce + ".db");
    try (Platform platform = Platform.onSqlite(file, new NoMachines())) {
      var _ = starts(platform, atOnce, EACH.dividedBy(3), pipeline, count);
      return starts(platform, atOnce, EACH, pipeline, count).row(atOnce + " at once", EACH);
    }
  }

  private static Latencies starts(
      Platform platform, int atOnce, Duration time, Pipeline pipeline, AtomicLong count) {
    long end = System.nanoTime() + time.toNanos();
    return Drivers.run(
        atOnce,
        _ -> {
          var taken = new Latencies();
          while (System.nanoTime() < end) {
            start(platform, pipeline, count.incrementAndGet(), taken);
          }
          return taken;
        });
  }

  private static void start(Platform platform, Pipeline pipeline, long number, Latencies taken) {
    var id = new BuildId("b-" + number);
    long start = System.nanoTime();
    var _ = platform.startUnpaced(Starts.of(id, "p-" + number % PIPELINES, pipeline));
    taken.addSince(start);
    // So that none of the pipelines comes to the limit of its unfinished builds.
    var _ = platform.send(id, new BuildEvent.CancelRequested("bench", true));
  }

  private String successions(int waiting, int lines) {
    var taken = new Latencies();
    Path file = folder.resolve("line-" + waiting + ".db");
    try (Platform platform = Platform.onSqlite(file, new NoMachines())) {
      drain(platform, "warm-up", WARM_UP, new Latencies());
      for (int line = 0; line < lines; line++) {
        drain(platform, "line-" + line, waiting, taken);
      }
    }
    return taken.row("%,d wait".formatted(waiting));
  }

  private static void drain(Platform platform, String group, int waiting, Latencies taken) {
    Pipeline pipeline =
        pipeline(
            "concurrency: {group: %s, queue-length: %d}\n".formatted(group, WAITING_OF_PIPELINE));
    int pipelines = waiting / WAITING_OF_PIPELINE + 1;
    for (int n = 0; n <= waiting; n++) {
      var _ = platform.startUnpaced(Starts.of(id(group, n), group + "-" + n % pipelines, pipeline));
    }
    for (int n = 0; n < waiting; n++) {
      var _ = platform.send(id(group, n), new BuildEvent.CancelRequested("bench", true));
      long ended = System.nanoTime();
      var _ =
          platform
              .rooms()
              .builds()
              .awaitUntil(id(group, n + 1), build -> build.status() == BuildStatus.RUNNING, LONG);
      taken.addSince(ended);
    }
  }

  private static BuildId id(String group, int number) {
    return new BuildId(group + "-" + number);
  }

  private static Pipeline pipeline(String more) {
    return Pipelines.read("version: v3.0\n" + more + "steps: [{run: make}]\n");
  }
}
