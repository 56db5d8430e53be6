package dev.millrace.bench;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.server.builds.Machines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Builds that wait for one mutex, on SQLite with every commit flushed. */
final class MutexBenchmarks {
  private static final Duration FLUSHES = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final int WARM_UP = 100;

  /** The holder's end, the mutex's step, the next holder's step. */
  private static final int COMMITS = 3;

  private final Path folder;

  MutexBenchmarks(Path folder) {
    this.folder = folder;
  }

  void run() {
    Table.print(
        "From the end of the job that holds a mutex until a machine is asked for the next",
        List.of("median", "99 of 100 within"),
        List.of(
            Flushes.measure(folder, COMMITS, FLUSHES).row(COMMITS + " × 4 KiB append + flush"),
            row(10, 50),
            row(1_000, 1)));
  }

  private String row(int waiting, int lines) {
    Latencies taken = new Latencies();
    var asked = new AskedMachines();
    Path file = folder.resolve("mutex-" + waiting + ".db");
    try (Platform platform = Platform.onSqlite(file, asked)) {
      new Line(platform, asked, "warm-up").drain(WARM_UP, new Latencies());
      for (int line = 0; line < lines; line++) {
        new Line(platform, asked, "line-" + line).drain(waiting, taken);
      }
    }
    return taken.row("%,d wait".formatted(waiting));
  }

  /** One mutex and the builds that wait for it. */
  private record Line(Platform platform, AskedMachines asked, String name) {
    void drain(int waiting, Latencies taken) {
      Pipeline pipeline =
          Pipelines.read(
              """
              version: v3.0
              jobs:
                only:
                  mutex: {label: %s, queue-length: 50}
                  steps: [{run: make}]
              """
                  .formatted(name));
      var _ = platform.start(Starts.alone(new BuildId(name + "-holder"), pipeline));
      BuildId holder = asked.next().build();
      for (int n = 0; n < waiting; n++) {
        join(new BuildId(name + "-" + n), pipeline);
      }
      for (int n = 0; n < waiting; n++) {
        Build last = lastEventOf(holder);
        long released = System.nanoTime();
        var _ = platform.send(holder, QuickWorker.next(job(last)));
        AskedMachines.Asked next = asked.next();
        taken.add(next.at() - released);
        holder = next.build();
      }
    }

    /**
     * A job lets at most fifty wait before it, so its place in line is taken for it before it asks:
     * to the mutex it is the same question twice.
     */
    private void join(BuildId id, Pipeline pipeline) {
      var ask =
          new Effect.AcquireMutex(
              new JobId("only"),
              1,
              1,
              new MutexId(Starts.PROJECT.value(), name),
              Optional.of(Integer.MAX_VALUE));
      var _ = platform.rooms().mutexes().send(id, ask).join();
      var _ = platform.start(Starts.alone(id, pipeline));
    }

    /** Works on the holder's job until one event is left: its only task runs. */
    private Build lastEventOf(BuildId holder) {
      Build build = platform.rooms().builds().find(holder).orElseThrow();
      while (job(build).tasks().getFirst().status() != TaskStatus.RUNNING) {
        build = platform.send(holder, QuickWorker.next(job(build)));
      }
      return build;
    }

    private static JobState job(Build build) {
      return build.stages().getFirst().jobs().getFirst();
    }
  }

  /** Notes when a machine is asked for, and brings none. */
  private static final class AskedMachines implements Machines {
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

    record Asked(BuildId build, long at) {}

    Asked next() {
      try {
        return Optional.ofNullable(asked.poll(LONG.toSeconds(), TimeUnit.SECONDS))
            .orElseThrow(() -> new IllegalStateException("nobody got the mutex"));
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while measuring", stop);
      }
    }

    @Override
    public void prepare(BuildId build, Effect.PrepareMachine wanted) {
      asked.add(new Asked(build, System.nanoTime()));
    }

    @Override
    public void stop(BuildId build, Effect.StopTask wanted) {}

    @Override
    public void release(BuildId build, Effect.ReleaseMachine wanted) {}
  }
}
