package dev.millrace.bench.server;

import dev.millrace.bench.Figure;
import dev.millrace.bench.Latencies;
import dev.millrace.bench.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * How long the product's server takes until it is ready, what of it is in memory then, and how long
 * it reads: with nothing in its database, and with as much as years of work leave there.
 */
final class StartupBenchmarks {
  private static final int RUNS = 5;
  private static final int PIPELINES = 10_000;
  private static final int BUILDS = 1_000_000;
  private static final String ONE_TASK = "version: v3.0\nsteps:\n  - run: \"true\"\n";

  /** After which what a start needs once is done with. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private static final int READS = 300;

  private final Path launcher;
  private final Path folder;

  StartupBenchmarks(Path launcher, Path folder) {
    this.launcher = launcher;
    this.folder = folder;
  }

  void run() {
    Path small = folder.resolve("small");
    Path large = folder.resolve("large");
    Api atSmall = prepare(small);
    Api atLarge = prepare(large);
    GrownData.grow(large.resolve("millrace.db"), PIPELINES, BUILDS);
    String grown =
        String.format(Locale.ROOT, "%,d pipelines, %,d finished builds", PIPELINES, BUILDS);
    Table.print(
        "The server, from its command to ready, and its memory",
        List.of("ready: median", "min – max", "resident when ready", "5 s later"),
        List.of(row("1 pipeline, 1 build", small), row(grown, large)));
    var reads = new ArrayList<String>();
    reads.addAll(reads("1 build", small, atSmall));
    reads.addAll(reads("1,000,000 builds", large, atLarge));
    Table.print("One who reads", List.of("median", "99 of 100 within"), reads);
  }

  /** One pipeline that has run once. */
  private Api prepare(Path data) {
    try (var server = RunningServer.ofProduct(launcher, data, true)) {
      Api api = server.settingUp();
      String build = api.start(api.pipeline("grown", ONE_TASK));
      while (Api.find(api.inProject("/builds/" + build), "endedAt").isEmpty()) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      return api;
    }
  }

  private String row(String name, Path data) {
    var ready = new ArrayList<Double>();
    var resident = new ArrayList<Double>();
    var settled = new ArrayList<Double>();
    for (int run = 0; run < RUNS; run++) {
      try (var server = RunningServer.ofProduct(launcher, data, false)) {
        ready.add(server.untilReady().toNanos() / 1e6);
        resident.add(server.residentMebibytes());
        LockSupport.parkNanos(SETTLED.toNanos());
        settled.add(server.residentMebibytes());
      }
    }
    var times = new Figure(name, "ms", ready);
    var before = new Figure(name, "MiB", resident);
    var after = new Figure(name, "MiB", settled);
    return Table.row(
        name,
        times.shown(times.median()),
        Figure.number(times.min()) + " – " + Figure.number(times.max()),
        before.shown(before.median()),
        after.shown(after.median()));
  }

  private List<String> reads(String where, Path data, Api api) {
    try (var server = RunningServer.ofProduct(launcher, data, false)) {
      Api here = api.at(server.url());
      String build = Api.text(here.inProject("/builds?limit=1"), "id");
      var rows = new ArrayList<String>();
      Map<String, String> reads = Reads.all(build);
      reads.forEach((name, path) -> rows.add(read(here, path).row(name + ", " + where)));
      rows.add(
          Table.row(
              "resident after that, " + where,
              Figure.number(server.residentMebibytes()) + " MiB",
              ""));
      return rows;
    }
  }

  private static Latencies read(Api api, String path) {
    var taken = new Latencies();
    for (int n = 0; n < 2 * READS; n++) {
      long start = System.nanoTime();
      var _ = api.inProject(path);
      if (n >= READS) {
        taken.addSince(start);
      }
    }
    return taken;
  }
}
