package dev.millrace.bench.server;

import dev.millrace.bench.Drivers;
import dev.millrace.bench.Latencies;
import dev.millrace.bench.Table;
import dev.millrace.testkit.postgres.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * How many starts a second a server accepts, each on disk before it is answered; and how many
 * builds of two jobs of one task it brings to their end, by workers that spawn nothing.
 */
final class StartBenchmarks {
  private static final int PIPELINES = 500;
  private static final int[] AT_ONCE = {1, 64};
  private static final Duration EACH = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Path folder;

  StartBenchmarks(Path folder) {
    this.folder = folder;
  }

  void run() {
    var starts = new ArrayList<String>();
    var builds = new ArrayList<String>();
    measure("SQLite FULL", folder.resolve("starts"), Map.of(), starts, builds);
    try (PostgresServer postgres = PostgresServer.open(true)) {
      Map<String, String> settings =
          Map.of(
              "MILLRACE_SERVER_DATABASE_URL", postgres.url(postgres.newDatabase()),
              "MILLRACE_SERVER_DATABASE_USER", PostgresServer.USER,
              "MILLRACE_SERVER_DATABASE_PASSWORD", postgres.password());
      measure("PostgreSQL", folder.resolve("starts-postgres"), settings, starts, builds);
    }
    Table.print(
        "Starts over HTTP, accepted once they are on disk",
        List.of("per second", "a start: median", "99 of 100 within"),
        starts);
    Table.print(
        "Builds of 2 one-task jobs over HTTP, from the wish to the end",
        List.of("per second", "a build: median", "99 of 100 within"),
        builds);
  }

  private static void measure(
      String database,
      Path data,
      Map<String, String> settings,
      List<String> starts,
      List<String> builds) {
    try (var server = RunningServer.withQuickWorkers(data, settings, true)) {
      Api api = server.settingUp();
      List<String> pipelines = pipelines(api, PIPELINES, 2);
      var floor = repeated(1, _ -> api.get("/health/live"));
      starts.add(floor.row("a request that does nothing, 1 at once", EACH));
      try (var ends = new Ends(api)) {
        for (int atOnce : AT_ONCE) {
          var next = new AtomicInteger();
          Latencies taken =
              repeated(
                  atOnce,
                  _ -> {
                    String pipeline = pipelines.get(next.getAndIncrement() % PIPELINES);
                    ends.await(api.start(pipeline));
                  });
          builds.add(taken.row(database + ", " + atOnce + " at once", EACH));
        }
      }
      for (int atOnce : AT_ONCE) {
        var next = new AtomicInteger();
        Latencies taken =
            repeated(atOnce, _ -> api.start(pipelines.get(next.getAndIncrement() % PIPELINES)));
        starts.add(taken.row(database + ", " + atOnce + " at once", EACH));
      }
    }
  }

  /** Pipelines of so many jobs of one task each. */
  static List<String> pipelines(Api api, int count, int jobs) {
    var yaml = new StringBuilder("version: v3.0\njobs:\n");
    IntStream.range(0, jobs)
        .forEach(job -> yaml.append("  j" + job + ":\n    steps:\n      - run: \"true\"\n"));
    return IntStream.range(0, count).mapToObj(n -> api.pipeline("p" + n, yaml.toString())).toList();
  }

  /** Something done again and again by so many at once, after a while of it to warm up. */
  private static Latencies repeated(int atOnce, Deed deed) {
    var _ = during(EACH.dividedBy(2), atOnce, deed);
    return during(EACH, atOnce, deed);
  }

  private interface Deed {
    void run(int driver);
  }

  private static Latencies during(Duration time, int atOnce, Deed deed) {
    long end = System.nanoTime() + time.toNanos();
    return Drivers.run(
        atOnce,
        driver -> {
          var taken = new Latencies();
          while (System.nanoTime() < end) {
            long start = System.nanoTime();
            deed.run(driver);
            taken.addSince(start);
          }
          return taken;
        });
  }

  /** Which builds have ended, heard by one stream of events. */
  private static final class Ends implements AutoCloseable {
    private final Map<String, CompletableFuture<Void>> ended = new ConcurrentHashMap<>();
    private final BufferedReader events;
    private volatile boolean closed;

    Ends(Api api) {
      this.events =
          new BufferedReader(
              new InputStreamReader(
                  api.follow("/projects/" + Api.PROJECT + "/events?kind=build"),
                  StandardCharsets.UTF_8));
      Thread.startVirtualThread(this::read);
    }

    private void read() {
      try {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
          if (line.startsWith("data:") && line.contains("\"endedAt\"")) {
            Api.find(line, "build").ifPresent(build -> of(build).complete(null));
          }
        }
      } catch (IOException failure) {
        if (!closed) {
          throw new UncheckedIOException(failure);
        }
      }
    }

    private CompletableFuture<Void> of(String build) {
      return ended.computeIfAbsent(build, _ -> new CompletableFuture<>());
    }

    void await(String build) {
      of(build).orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
      ended.remove(build);
    }

    @Override
    public void close() {
      closed = true;
      try {
        events.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
