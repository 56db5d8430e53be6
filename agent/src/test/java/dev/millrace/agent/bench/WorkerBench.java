package dev.millrace.agent.bench;

import dev.millrace.agent.worker.TaskTexts;
import dev.millrace.agent.worker.Worker;
import dev.millrace.agent.worker.WorkerSettings;
import dev.millrace.protocol.Heartbeat;
import dev.millrace.protocol.HeartbeatAnswer;
import dev.millrace.protocol.JobEnd;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.JobStart;
import dev.millrace.protocol.LogBatch;
import dev.millrace.protocol.TaskAction;
import dev.millrace.protocol.TaskClaim;
import dev.millrace.protocol.TaskOrder;
import dev.millrace.protocol.TaskReport;
import dev.millrace.protocol.TypedVariable;
import dev.millrace.protocol.WorkerEndpoint;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a task costs above its process, and how fast lines pass. */
public final class WorkerBench {
  private static final int TASKS = 500;
  private static final int LINES = 1_000_000;

  private WorkerBench() {}

  /** Prints a table to stdout. */
  public static void main(String[] arguments) throws Exception {
    var folder = Files.createTempDirectory("bench");
    var lines = folder.resolve("lines");
    try (var writer = Files.newBufferedWriter(lines)) {
      for (int i = 0; i < LINES; i++) {
        writer.write("[INFO] compiling module number " + i + " of a large build\n");
      }
    }
    var out = System.out;
    for (int round = 0; round < 3; round++) {
      double raw = rawSpawns();
      double job = seconds(folder, "sh", ":", TASKS, 0);
      report(out, "spawn by ProcessBuilder, sh -c :", raw / TASKS * 1000, "ms");
      report(out, "task in a job, sh script ':'", job / TASKS * 1000, "ms");
      report(out, "job of one such task", seconds(folder, "sh", ":", 1, 0) * 1000, "ms");
      for (int secrets : new int[] {0, 100}) {
        double log = seconds(folder, "sh", "cat " + lines, 1, secrets);
        report(out, "lines with " + secrets + " secrets", LINES / log / 1000, "thousand/s");
      }
    }
  }

  private static void report(PrintStream out, String what, double value, String unit) {
    out.printf("%-36s %10.2f %s%n", what, value, unit);
  }

  private static double rawSpawns() throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (int i = 0; i < TASKS; i++) {
      var process = new ProcessBuilder("/bin/sh", "-c", ":").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      process.waitFor();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static double seconds(Path folder, String shell, String script, int tasks, int secrets) {
    Map<String, TypedVariable> variables = new HashMap<>();
    for (int i = 0; i < secrets; i++) {
      variables.put("S" + i, new TypedVariable("secret-value-" + i * 7919, false, true));
    }
    var order =
        new TaskOrder(
            "t",
            1,
            0,
            "s",
            "T",
            new TaskAction.RunScript(shell, script, false),
            Duration.ofHours(1),
            Map.of(),
            variables,
            false,
            false);
    var worker =
        new Worker(
            new Repeating(order, tasks),
            new JobLease("b", "j", 1, 1),
            WorkerSettings.in(folder.resolve("root")),
            TaskTexts.UNCHANGED,
            InstantSource.system());
    long start = System.nanoTime();
    worker.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Hands out one task again and again. */
  private static final class Repeating implements WorkerEndpoint {
    private final TaskOrder order;
    private int left;

    Repeating(TaskOrder order, int times) {
      this.order = order;
      this.left = times;
    }

    @Override
    public JobStart start(JobLease lease) {
      return new JobStart("J", Duration.ofHours(1), "", Map.of());
    }

    @Override
    public TaskClaim claim(JobLease lease, Duration wait) {
      return left-- > 0 ? new TaskClaim.Do(order) : new TaskClaim.End("done");
    }

    @Override
    public TaskClaim complete(JobLease lease, TaskReport report, Duration wait) {
      return claim(lease, wait);
    }

    @Override
    public HeartbeatAnswer heartbeat(JobLease lease, Heartbeat heartbeat, Duration wait) {
      try {
        var _ = new CountDownLatch(1).await(wait.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
      return new HeartbeatAnswer(java.util.Set.copyOf(List.<String>of()));
    }

    @Override
    public void appendLog(JobLease lease, LogBatch batch) {}

    @Override
    public void end(JobLease lease, JobEnd end) {}
  }
}
