package dev.millrace.bench;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.pipeline.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Transitions a second, and how long one event takes until its effects are performed: the rules
 * alone, the whole loop in memory, and the whole loop on databases with every commit flushed,
 * beside what the disk can flush.
 */
final class EngineBenchmarks {
  private static final int TASKS = 10;
  private static final Duration EACH = Duration.ofSeconds(3);
  private static final int[] AT_ONCE = {1, 64, 1_000};

  private final Path folder;
  private final List<Durable> databases;
  private final Pipeline pipeline = Pipelines.wide(1, TASKS);
  private final AtomicLong builds = new AtomicLong();

  EngineBenchmarks(Path folder, List<Durable> databases) {
    this.folder = folder;
    this.databases = databases;
  }

  void run() {
    List<String> rows = new ArrayList<>();
    rows.add(Flushes.measure(folder, 1, EACH).row("4 KiB append + flush, one by one", EACH));
    rows.add(moved(new Mover.RulesAlone(), 1).row("rules alone, one thread", EACH));
    for (int atOnce : AT_ONCE) {
      try (Platform platform = Platform.inMemory(new NoMachines())) {
        rows.add(
            moved(new Mover.Whole(platform), atOnce).row("in memory, " + builds(atOnce), EACH));
      }
    }
    for (Durable database : databases) {
      database.floor(EACH).ifPresent(rows::add);
      for (int atOnce : AT_ONCE) {
        try (Platform platform = Platform.on(database.open(), new NoMachines())) {
          String name = database.name() + ", " + builds(atOnce);
          rows.add(moved(new Mover.Whole(platform), atOnce).row(name, EACH));
        }
      }
    }
    Table.print("Transitions", List.of("per second", "an event: median", "99 of 100 within"), rows);
  }

  private static String builds(int atOnce) {
    return "%,d build%s at once".formatted(atOnce, atOnce == 1 ? "" : "s");
  }

  private Latencies moved(Mover mover, int atOnce) {
    var _ = during(EACH.dividedBy(3), mover, atOnce);
    return during(EACH, mover, atOnce);
  }

  private Latencies during(Duration time, Mover mover, int atOnce) {
    long end = System.nanoTime() + time.toNanos();
    return Drivers.run(atOnce, _ -> drive(mover, end));
  }

  /** One build after another; each event once the one before it is answered. */
  private Latencies drive(Mover mover, long end) {
    var taken = new Latencies();
    while (System.nanoTime() < end) {
      Build build = mover.start(new BuildId("b-" + builds.incrementAndGet()), pipeline);
      while (!build.status().isFinished() && System.nanoTime() < end) {
        BuildEvent event = QuickWorker.next(build.stages().getFirst().jobs().getFirst());
        long start = System.nanoTime();
        build = mover.send(build, event);
        taken.addSince(start);
      }
    }
    return taken;
  }
}
