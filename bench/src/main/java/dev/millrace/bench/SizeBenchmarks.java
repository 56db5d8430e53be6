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
import java.util.function.IntFunction;

/** What one event costs in builds of all sizes: it should not grow with the build. */
final class SizeBenchmarks {
  private static final int[] JOBS = {100, 1_000, 10_000};
  private static final int[] TASKS = {10, 100, 1_000};

  /** Of each size, as many builds as have this many events. */
  private static final int EVENTS_OF_RULES = 60_000;

  /** Of each size, events on the disk, of the last build maybe only the first. */
  private static final int EVENTS_ON_SQLITE = 2_000;

  private static final Duration FLUSHES = Duration.ofMillis(500);

  private final Path folder;
  private final AtomicLong builds = new AtomicLong();

  /** What it took to begin builds, and each event after that. */
  private record Taken(Latencies begin, Latencies event) {}

  SizeBenchmarks(Path folder) {
    this.folder = folder;
  }

  void run() {
    curve("One event in a build of so many jobs", JOBS, jobs -> Pipelines.wide(jobs, 1));
    curve("One event in a job of so many tasks", TASKS, tasks -> Pipelines.wide(1, tasks));
  }

  private void curve(String title, int[] sizes, IntFunction<Pipeline> pipelines) {
    List<Double> flushes = new ArrayList<>();
    List<Taken> byRules = new ArrayList<>();
    List<Taken> onSqlite = new ArrayList<>();
    for (int size : sizes) {
      Pipeline pipeline = pipelines.apply(size);
      var _ = moved(new Mover.RulesAlone(), pipeline, EVENTS_OF_RULES);
      byRules.add(moved(new Mover.RulesAlone(), pipeline, EVENTS_OF_RULES));
      try (Platform platform =
          Platform.onSqlite(folder.resolve("size-" + builds.get() + ".db"), new NoMachines())) {
        var _ = moved(new Mover.Whole(platform), pipeline, EVENTS_ON_SQLITE / 4);
        onSqlite.add(moved(new Mover.Whole(platform), pipeline, EVENTS_ON_SQLITE));
      }
      flushes.add(Flushes.measure(folder, 1, FLUSHES).meanNanos());
    }
    List<String> columns = new ArrayList<>();
    for (int size : sizes) {
      columns.add("%,d".formatted(size));
    }
    columns.add("last : first");
    Table.print(
        title,
        columns,
        List.of(
            row("4 KiB append + flush", flushes),
            row("rules alone", byRules.stream().map(taken -> taken.event().meanNanos()).toList()),
            row("SQLite FULL", onSqlite.stream().map(taken -> taken.event().meanNanos()).toList()),
            row("rules alone, to begin, for each", begins(byRules, sizes)),
            row("SQLite FULL, to begin, for each", begins(onSqlite, sizes))));
  }

  private static List<Double> begins(List<Taken> taken, int[] sizes) {
    List<Double> each = new ArrayList<>();
    for (int n = 0; n < sizes.length; n++) {
      each.add(taken.get(n).begin().meanNanos() / sizes[n]);
    }
    return each;
  }

  private static String row(String name, List<Double> nanos) {
    List<String> values = new ArrayList<>(nanos.stream().map(Latencies::shown).toList());
    values.add("%.1f".formatted(nanos.getLast() / nanos.getFirst()));
    return Table.row(name, values.toArray(String[]::new));
  }

  /** Builds one after another; all jobs of one begin, then each is worked on. */
  private Taken moved(Mover mover, Pipeline pipeline, int events) {
    var taken = new Taken(new Latencies(), new Latencies());
    while (taken.event().count() < events) {
      long begin = System.nanoTime();
      Build build = mover.start(new BuildId("b-" + builds.incrementAndGet()), pipeline);
      taken.begin().addSince(begin);
      int jobs = build.stages().getFirst().jobs().size();
      for (int position = 0; position < jobs; position++) {
        for (JobState job = job(build, position);
            !job.status().isFinished() && taken.event().count() < events;
            job = job(build, position)) {
          long start = System.nanoTime();
          build = mover.send(build, QuickWorker.next(job));
          taken.event().addSince(start);
        }
      }
    }
    return taken;
  }

  private static JobState job(Build build, int position) {
    return build.stages().getFirst().jobs().get(position);
  }
}
