package dev.millrace.bench;

import dev.millrace.engine.BuildLifecycle;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.yaml.YamlReader;
import dev.millrace.server.Arbitration;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.server.builds.sqlite.SqliteBuildStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Transitions a second: the rules alone in memory, and the whole loop on SQLite with every commit
 * flushed, beside what the disk can flush. A transition is one event, decided and (on SQLite)
 * committed.
 */
final class EngineBenchmarks {
  private static final int TASKS = 10;
  private static final Duration EACH = Duration.ofSeconds(4);

  private final Path folder;
  private final Pipeline pipeline = pipeline();
  private final AtomicLong builds = new AtomicLong();

  EngineBenchmarks(Path folder) {
    this.folder = folder;
  }

  void run() throws IOException {
    Table.print(
        "Transitions a second",
        List.of("per second"),
        List.of(
            row("4 KiB append + flush, one by one", flushes()),
            row("rules alone, in memory, one thread", inMemory()),
            row("SQLite FULL, 1 build at once", onSqlite(1)),
            row("SQLite FULL, 64 builds at once", onSqlite(64))));
  }

  private static String row(String name, double perSecond) {
    return Table.row(name, String.format(Locale.ROOT, "%,.0f", perSecond));
  }

  private double flushes() throws IOException {
    try (var file =
        FileChannel.open(
            folder.resolve("flushes"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var block = ByteBuffer.allocate(4096);
      return rate(() -> {
        var _ = file.write(block.rewind());
        file.force(false);
        return 1;
      });
    }
  }

  private double inMemory() throws IOException {
    return rate(() -> {
      Instant now = Instant.EPOCH;
      Build build = BuildLifecycle.start(request(), now).next();
      long transitions = 1;
      for (var event = next(build); event.isPresent(); event = next(build)) {
        build = BuildLifecycle.on(build, event.get(), now).next();
        transitions++;
      }
      return transitions;
    });
  }

  private double onSqlite(int atOnce) throws IOException {
    try (var store = SqliteBuildStore.open(folder.resolve("builds-" + atOnce + ".db"));
        var rooms = Arbitration.open(store, new NoMachines(), InstantSource.system())) {
      var transitions = new AtomicLong();
      long start = System.nanoTime();
      long end = start + EACH.toNanos();
      List<Thread> drivers = new ArrayList<>();
      for (int i = 0; i < atOnce; i++) {
        drivers.add(Thread.startVirtualThread(() -> drive(rooms, end, transitions)));
      }
      for (Thread driver : drivers) {
        driver.join();
      }
      return transitions.get() / ((System.nanoTime() - start) / 1e9);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", stop);
    }
  }

  /** A pipeline of its own for each build: one pipeline's are not started that fast. */
  private StartRequest start() {
    BuildRequest request = request();
    return StartRequest.plain(
        request.id(),
        new ProjectId("bench"),
        new PipelineId(request.id().value()),
        request.pipeline());
  }

  private void drive(Arbitration rooms, long end, AtomicLong transitions) {
    while (System.nanoTime() < end) {
      Build build = rooms.queues().start(start());
      transitions.incrementAndGet();
      for (var event = next(build); event.isPresent(); event = next(build)) {
        build = rooms.builds().send(build.id(), event.get());
        transitions.incrementAndGet();
      }
    }
  }

  /** What a worker would say next; empty when the build is over. */
  private static Optional<BuildEvent> next(Build build) {
    if (build.status().isFinished()) {
      return Optional.empty();
    }
    if (build.startedAt().isEmpty()) {
      return Optional.of(new BuildEvent.BuildAdmitted(build.attempt()));
    }
    JobState job = build.stages().getFirst().jobs().getFirst();
    if (job.startedAt().isEmpty()) {
      return Optional.of(new BuildEvent.WorkerStarted(job.id(), job.attempt(), job.fence()));
    }
    TaskState task = job.tasks().get(job.tasks().open());
    return Optional.of(
        task.status() == TaskStatus.RUNNING
            ? new BuildEvent.TaskCompleted(
                job.id(), job.attempt(), job.fence(), task.id(), task.retry(), success())
            : new BuildEvent.TaskClaimed(job.id(), job.attempt(), job.fence()));
  }

  private static TaskResult success() {
    return new TaskResult(
        TaskResult.Outcome.SUCCEEDED,
        Optional.empty(),
        Data.ordered(Map.of()),
        Data.ordered(Map.of()));
  }

  private BuildRequest request() {
    long number = builds.incrementAndGet();
    return new BuildRequest(
        new BuildId("b-" + number),
        number,
        pipeline,
        Data.ordered(Map.of()),
        Data.ordered(Map.of()),
        Set.of());
  }

  private static Pipeline pipeline() {
    String steps =
        IntStream.range(0, TASKS)
            .mapToObj(_ -> "  - run: \"true\"\n")
            .collect(Collectors.joining("", "version: v3.0\nsteps:\n", ""));
    return YamlReader.ofVersion3().read(steps, "bench.yml").pipeline().orElseThrow();
  }

  /** Runs {@code work} again and again after a warm-up; answers what it did, a second. */
  private static double rate(Work work) throws IOException {
    var _ = during(work, EACH.dividedBy(2));
    return during(work, EACH);
  }

  private static double during(Work work, Duration time) throws IOException {
    long start = System.nanoTime();
    long done = 0;
    while (System.nanoTime() - start < time.toNanos()) {
      done += work.once();
    }
    return done / ((System.nanoTime() - start) / 1e9);
  }

  /** Something that can be done again and again. */
  private interface Work {
    /** Answers how much of what is counted was done. */
    long once() throws IOException;
  }
}
