package dev.millrace.server.bench;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.Arbitration;
import dev.millrace.server.builds.Machines;
import dev.millrace.server.builds.Samples;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.server.builds.sql.SqlBuildStore;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Steps per second of the whole loop (engine, commit, flush) on SQLite, for one build and for 64 at
 * once, beside the rate of bare appends with a flush. Arguments: folder, seconds.
 */
final class StoreThroughput {
  private static final JobId JOB = new JobId("only");

  private StoreThroughput() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int seconds = Integer.parseInt(arguments[1]);
    for (int round = 0; round < 2; round++) {
      print("4 KiB append + flush", flushes(folder, seconds));
      print("steps, 1 build", steps(folder.resolve("one-" + round + ".db"), 1, seconds));
      print("steps, 64 builds", steps(folder.resolve("many-" + round + ".db"), 64, seconds));
    }
  }

  private static double flushes(Path folder, int seconds) throws IOException {
    ByteBuffer page = ByteBuffer.allocate(4096);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    long count = 0;
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("raw"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (; System.nanoTime() < end; count++) {
        page.clear();
        file.write(page);
        file.force(false);
      }
    }
    return (double) count / seconds;
  }

  private static double steps(Path database, int builds, int seconds) throws Exception {
    var steps = new AtomicLong();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try (var store = new SqlBuildStore(SqliteDatabase.open(database));
        var loop = Arbitration.open(store, new NoMachines(), InstantSource.system())) {
      List<Thread> threads = new ArrayList<>();
      for (int n = 0; n < builds; n++) {
        int number = n;
        threads.add(Thread.ofVirtual().start(() -> run(loop, number, end, steps)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    return (double) steps.get() / seconds;
  }

  private static void run(Arbitration loop, int number, long end, AtomicLong steps) {
    for (int round = 0; System.nanoTime() < end; round++) {
      var id = new BuildId("b-" + number + "-" + round);
      Build build = loop.queues().start(request(id));
      JobState job = build.find(JOB).orElseThrow();
      build = loop.builds().send(id, new BuildEvent.WorkerStarted(JOB, job.attempt(), job.fence()));
      steps.addAndGet(2);
      for (TaskState task : job.tasks()) {
        if (System.nanoTime() > end) {
          return;
        }
        build = loop.builds().send(id, succeeded(job, task));
        steps.incrementAndGet();
      }
      if (!build.status().isFinished()) {
        throw new AssertionError("build " + id + " should have ended: " + build.status());
      }
    }
  }

  private static BuildEvent succeeded(JobState job, TaskState task) {
    return new BuildEvent.TaskCompleted(
        JOB,
        job.attempt(),
        job.fence(),
        task.id(),
        0,
        new TaskResult(
            TaskResult.Outcome.SUCCEEDED,
            Optional.empty(),
            Data.ordered(Map.of()),
            Data.ordered(Map.of())));
  }

  /** A pipeline of its own for each build: one pipeline's are not started that fast. */
  private static StartRequest request(BuildId id) {
    return StartRequest.plain(id, new ProjectId("bench"), new PipelineId(id.value()), PIPELINE);
  }

  private static final Pipeline PIPELINE =
      Samples.pipeline(
          """
          version: v3.0
          name: bench
          stages:
            - jobs:
                only:
                  steps:
          """
              + "          - run: make\n".repeat(20));

  private static void print(String what, double perSecond) {
    System.out.printf("%-24s %,10.0f /s%n", what, perSecond);
  }

  private record NoMachines() implements Machines {
    @Override
    public void prepare(BuildId build, Effect.PrepareMachine wanted) {}

    @Override
    public void stop(BuildId build, Effect.StopTask wanted) {}

    @Override
    public void release(BuildId build, Effect.ReleaseMachine wanted) {}
  }
}
