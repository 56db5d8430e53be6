package dev.millrace.bench;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** What live builds take of the heap, beside their state alone; each has a pipeline of its own. */
final class HeapBenchmarks {
  private static final int COLLECTIONS = 4;

  private final Path folder;

  HeapBenchmarks(Path folder) {
    this.folder = folder;
  }

  void run() {
    Table.print(
        "Memory of a live build whose jobs wait for machines",
        List.of("its pipeline", "and its state", "live on SQLite"),
        List.of(row(1_000, 2), row(1, 10_000)));
  }

  private String row(int builds, int jobs) {
    long pipelines = taken(builds, _ -> Pipelines.wide(jobs, 1));
    long states = taken(builds, n -> start(new Mover.RulesAlone(), n, jobs));
    Path file = folder.resolve("heap-" + jobs + ".db");
    long live;
    try (Platform platform = Platform.onSqlite(file, new NoMachines())) {
      var whole = new Mover.Whole(platform);
      // So that what is made once is made.
      var _ = start(whole, -1, jobs);
      live = taken(builds, n -> start(whole, n, jobs));
    }
    return Table.row(
        "%,d jobs, mean of %,d build%s".formatted(jobs, builds, builds == 1 ? "" : "s"),
        kibibytes(pipelines, builds),
        kibibytes(states, builds),
        kibibytes(live, builds));
  }

  private static Build start(Mover mover, int number, int jobs) {
    return mover.start(new BuildId("b-" + number), Pipelines.wide(jobs, 1));
  }

  private static String kibibytes(long bytes, int builds) {
    return String.format(Locale.ROOT, "%,.1f KiB", bytes / 1024.0 / builds);
  }

  /** What is in use more once these things are there. */
  private static long taken(int count, IntFunction<Object> thing) {
    long before = inUse();
    List<Object> things = new ArrayList<>(count);
    try {
      for (int n = 0; n < count; n++) {
        things.add(thing.apply(n));
      }
      return inUse() - before;
    } finally {
      Reference.reachabilityFence(things);
    }
  }

  private static long inUse() {
    for (int n = 0; n < COLLECTIONS; n++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
