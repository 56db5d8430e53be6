package dev.millrace.bench.server;

import static java.util.Objects.requireNonNull;

import dev.millrace.bench.Latencies;
import dev.millrace.bench.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * How long requests take that come whether or not those before them were answered: so many a
 * second, four of five read, one starts a build of one task. Each is timed from the moment it
 * should have been sent, so that a server that stands still is not spared the requests of that
 * time.
 */
final class LoadBenchmarks {
  private static final int PIPELINES = 500;
  private static final int ONE_STARTS_IN = 5;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration EACH = Duration.ofSeconds(20);

  private final Path folder;

  LoadBenchmarks(Path folder) {
    this.folder = folder;
  }

  void run() {
    try (var server = RunningServer.withQuickWorkers(folder.resolve("load"), Map.of(), true)) {
      Api api = server.settingUp();
      List<String> pipelines = StartBenchmarks.pipelines(api, PIPELINES, 1);
      String build = api.start(pipelines.getFirst());
      var _ = new Load(api, pipelines, build).run(100, WARM_UP);
      var rows = new ArrayList<String>();
      for (int rate : new int[] {50, 500}) {
        rows.addAll(new Load(api, pipelines, build).rows(rate));
      }
      Table.print(
          "Requests of many, four of five read, one starts a build",
          List.of("per second", "median", "99 of 100 within"),
          rows);
    }
  }

  /** The requests of one measurement. */
  private static final class Load {
    private final Api api;
    private final List<String> pipelines;
    private final List<String> names;
    private final Map<String, String> reads;
    private final Map<String, Latencies> taken = new ConcurrentHashMap<>();

    Load(Api api, List<String> pipelines, String build) {
      this.api = api;
      this.pipelines = pipelines;
      this.reads = Reads.all(build);
      this.names = List.copyOf(reads.keySet());
    }

    List<String> rows(int rate) {
      Map<String, Latencies> all = run(rate, EACH);
      var rows = new ArrayList<String>();
      List<String> sorted = new ArrayList<>(names);
      sorted.add("start");
      for (String name : sorted) {
        rows.add(
            requireNonNull(all.get(name)).row(name + ", at " + rate + " requests a second", EACH));
      }
      rows.add(
          Latencies.merged(List.copyOf(all.values()))
              .row("all, at " + rate + " requests a second", EACH));
      return rows;
    }

    Map<String, Latencies> run(int rate, Duration time) {
      long begun = System.nanoTime();
      long count = rate * time.toSeconds();
      var threads = new ArrayList<Thread>();
      for (long n = 0; n < count; n++) {
        long due = begun + n * 1_000_000_000L / rate;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        long number = n;
        threads.add(Thread.startVirtualThread(() -> request(number, due)));
      }
      threads.forEach(Load::join);
      return taken;
    }

    private void request(long number, long due) {
      String name;
      if (number % ONE_STARTS_IN == 0) {
        name = "start";
        var _ = api.start(pipelines.get((int) (number / ONE_STARTS_IN % pipelines.size())));
      } else {
        name = names.get((int) (number % names.size()));
        var _ = api.inProject(reads.getOrDefault(name, ""));
      }
      Latencies mine = taken.computeIfAbsent(name, _ -> new Latencies());
      synchronized (mine) {
        mine.addSince(due);
      }
    }

    private static void join(Thread thread) {
      try {
        thread.join();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while measuring", stop);
      }
    }
  }
}
