package dev.millrace.bench;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobState;
import dev.millrace.pipeline.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Whole builds, from the wish to the end, by workers that answer at once and spawn nothing. */
final class BuildRateBenchmarks {
  private static final int JOBS = 2;
  private static final Duration EACH = Duration.ofSeconds(3);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int[] AT_ONCE = {1, 64};

  private final Path folder;
  private final List<Durable> databases;
  private final Pipeline pipeline = Pipelines.wide(JOBS, 1);
  private final AtomicLong builds = new AtomicLong();

  BuildRateBenchmarks(Path folder, List<Durable> databases) {
    this.folder = folder;
    this.databases = databases;
  }

  void run() {
    List<String> rows = new ArrayList<>();
    rows.add(Flushes.measure(folder, 1, EACH).row("4 KiB append + flush, one by one", EACH));
    rows.add(repeated(1, this::byRulesAlone).row("rules alone, one thread", EACH));
    for (int atOnce : AT_ONCE) {
      Latencies taken = onPlatform(atOnce, Platform::inMemory);
      rows.add(taken.row("in memory, " + atOnce + " at once", EACH));
    }
    for (Durable database : databases) {
      for (int atOnce : AT_ONCE) {
        Latencies taken = onPlatform(atOnce, machines -> Platform.on(database.open(), machines));
        rows.add(taken.row(database.name() + ", " + atOnce + " at once", EACH));
      }
    }
    Table.print(
        "Builds of " + JOBS + " one-task jobs, from the wish to the end",
        List.of("per second", "a build: median", "99 of 100 within"),
        rows);
  }

  private Latencies onPlatform(int atOnce, Platform.Opening opening) {
    var machines = new QuickMachines();
    try (Platform platform = opening.open(machines)) {
      machines.speakTo(platform.rooms().builds());
      return repeated(atOnce, id -> byWorkers(platform, id));
    }
  }

  private Latencies repeated(int atOnce, Consumer<BuildId> build) {
    var _ = during(EACH.dividedBy(3), atOnce, build);
    return during(EACH, atOnce, build);
  }

  private Latencies during(Duration time, int atOnce, Consumer<BuildId> build) {
    long end = System.nanoTime() + time.toNanos();
    return Drivers.run(
        atOnce,
        _ -> {
          var taken = new Latencies();
          while (System.nanoTime() < end) {
            long start = System.nanoTime();
            build.accept(new BuildId("b-" + builds.incrementAndGet()));
            taken.addSince(start);
          }
          return taken;
        });
  }

  private void byWorkers(Platform platform, BuildId id) {
    var _ = platform.start(Starts.alone(id, pipeline));
    Build build = platform.rooms().builds().awaitEnd(id, LONG);
    if (!build.status().isFinished()) {
      throw new IllegalStateException("build " + id + " has not ended: " + build.status());
    }
  }

  private void byRulesAlone(BuildId id) {
    var rules = new Mover.RulesAlone();
    Build build = rules.start(id, pipeline);
    for (int position = 0; position < JOBS; position++) {
      for (JobState job = job(build, position);
          !job.status().isFinished();
          job = job(build, position)) {
        build = rules.send(build, QuickWorker.next(job));
      }
    }
  }

  private static JobState job(Build build, int position) {
    return build.stages().getFirst().jobs().get(position);
  }
}
