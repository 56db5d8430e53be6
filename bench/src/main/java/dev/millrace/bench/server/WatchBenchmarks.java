package dev.millrace.bench.server;

import dev.millrace.bench.Figure;
import dev.millrace.bench.Latencies;
import dev.millrace.bench.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** How long changes and lines are on their way to those who watch, and what watchers cost. */
final class WatchBenchmarks {
  private static final int WATCHERS = 1_000;

  /** As many streams as a user may have. */
  private static final int WATCHERS_OF_USER = 100;

  private static final int PIPELINES = 50;
  private static final int BUILDS_A_SECOND = 10;
  private static final Duration WATCHED = Duration.ofSeconds(10);
  private static final int LINES_A_SECOND = 100;
  private static final Duration PRINTED = Duration.ofSeconds(5);

  /** Of a time in nanoseconds since 1970, until the year 2286. */
  private static final int DIGITS = 19;

  private final Path launcher;
  private final Path folder;

  WatchBenchmarks(Path launcher, Path folder) {
    this.launcher = launcher;
    this.folder = folder;
  }

  void run() {
    var rows = new ArrayList<String>();
    for (int watchers : new int[] {1, WATCHERS}) {
      rows.add(changes(watchers));
    }
    Table.print(
        "Changes told to watchers, while " + BUILDS_A_SECOND + " builds a second run",
        List.of(
            "changes told",
            "a change on its way: median",
            "99 of 100 within",
            "memory of the server"),
        rows);
    Table.print(
        "From a line printed to its event, " + LINES_A_SECOND + " lines a second",
        List.of("median", "99 of 100 within"),
        List.of(lines()));
  }

  private String changes(int watchers) {
    try (var server =
        RunningServer.withQuickWorkers(folder.resolve("watch-" + watchers), Map.of(), true)) {
      Api api = server.settingUp();
      List<String> pipelines = StartBenchmarks.pipelines(api, PIPELINES, 1);
      double before = server.residentMebibytes();
      var over = new AtomicBoolean();
      var ready = new CountDownLatch(watchers);
      var told = new LongAdder();
      List<Latencies> parts = new ArrayList<>();
      Api user = api;
      for (int n = 0; n < watchers; n++) {
        if (n > 0 && n % WATCHERS_OF_USER == 0) {
          user = api.asNewAdministrator("watcher" + n / WATCHERS_OF_USER);
        }
        var watch = new Watch(user, ready, told, over);
        parts.add(watch.taken);
        var _ = Thread.startVirtualThread(watch);
      }
      await(ready);
      long begun = System.nanoTime();
      for (int n = 0; n < BUILDS_A_SECOND * WATCHED.toSeconds(); n++) {
        long due = begun + n * 1_000_000_000L / BUILDS_A_SECOND;
        LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
        var _ = api.start(pipelines.get(n % PIPELINES));
      }
      LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
      double after = server.residentMebibytes();
      over.set(true);
      String memory =
          Figure.number(before) + " MiB before, " + Figure.number(after) + " MiB with them";
      String row = Latencies.merged(parts).row(watchers + " watchers");
      String name = "| " + watchers + " watchers |";
      return name + " " + told.sum() + " |" + row.substring(name.length()) + " " + memory + " |";
    }
  }

  private static void await(CountDownLatch ready) {
    try {
      if (!ready.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException(ready.getCount() + " watchers are not served");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", stop);
    }
  }

  /** One who watches a project. */
  private static final class Watch implements Runnable {
    final Latencies taken = new Latencies();
    private final Api api;
    private final CountDownLatch ready;
    private final LongAdder told;
    private final AtomicBoolean over;

    Watch(Api api, CountDownLatch ready, LongAdder told, AtomicBoolean over) {
      this.api = api;
      this.ready = ready;
      this.told = told;
      this.over = over;
    }

    @Override
    public void run() {
      try (var events =
          new BufferedReader(
              new InputStreamReader(
                  api.follow("/projects/" + Api.PROJECT + "/events"), StandardCharsets.UTF_8))) {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
          if (line.startsWith("event:") && line.contains("ready")) {
            ready.countDown();
          } else if (line.startsWith("data:") && line.contains("\"kind\"") && !over.get()) {
            Instant at = Instant.parse(Api.text(line, "at"));
            taken.add(Duration.between(at, Instant.now()).toNanos());
            told.increment();
          }
        }
      } catch (IOException broken) {
        if (!over.get()) {
          throw new IllegalStateException("a watcher lost its server", broken);
        }
      }
    }
  }

  private String lines() {
    try (var server = RunningServer.ofProduct(launcher, folder.resolve("lines"), true)) {
      Api api = server.settingUp();
      long count = LINES_A_SECOND * PRINTED.toSeconds();
      String program =
          """
          import sys, time; start = time.monotonic(); \
          [(time.sleep(max(0, start + n / %d - time.monotonic())), \
          print(time.time_ns(), flush=True)) for n in range(%d)]\
          """
              .formatted(LINES_A_SECOND, count);
      String pipeline =
          api.pipeline(
              "printer",
              "version: v3.0\njobs:\n  print:\n    steps:\n      - run: python3 -c '"
                  + program
                  + "'\n");
      String build = api.start(pipeline);
      var taken = new Latencies();
      String path = "/projects/" + Api.PROJECT + "/builds/" + build + "/logs/print/print:1/follow";
      try (var events =
          new BufferedReader(new InputStreamReader(api.follow(path), StandardCharsets.UTF_8))) {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
          String text = line.startsWith("data:") ? Api.find(line, "text").orElse("") : "";
          if (text.length() == DIGITS && text.chars().allMatch(Character::isDigit)) {
            Instant now = Instant.now();
            taken.add(now.getEpochSecond() * 1_000_000_000L + now.getNano() - Long.parseLong(text));
          }
          if (line.startsWith("event:") && line.contains("end")) {
            break;
          }
        }
      } catch (IOException broken) {
        throw new IllegalStateException("the log broke off", broken);
      }
      if (taken.count() < count) {
        throw new IllegalStateException("of " + count + " lines " + taken.count() + " came");
      }
      return taken.row("`curl …/follow` of a task that prints");
    }
  }
}
