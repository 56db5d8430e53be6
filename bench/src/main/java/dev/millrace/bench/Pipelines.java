package dev.millrace.bench;

import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.TaskEntry;
import dev.millrace.pipeline.yaml.YamlReader;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The pipelines that are measured. */
final class Pipelines {
  /** The most tasks a job may have. */
  static final int TASKS_IN_JOB = 50;

  /** The most cases a matrix may have. */
  static final int CASES = 256;

  /** The jobs of {@link #sideBySide}. */
  static final int AT_ONCE = 200;

  /** The most jobs a stage may have as written; more come of matrices. */
  private static final int JOBS_IN_STAGE = 20;

  private static final String HEAD = "version: v3.0\n";

  private Pipelines() {}

  static String oneTask(String script) {
    return HEAD + "steps:\n  - run: |\n" + script.indent(6);
  }

  /** Jobs one after another, each with the most tasks it may have, which do nothing. */
  static String chain(int jobs) {
    String steps = "      - run: \"true\"\n".repeat(TASKS_IN_JOB);
    return jobs(
        jobs,
        job -> (job == 0 ? "" : "    depend-on: [j" + (job - 1) + "]\n") + "    steps:\n" + steps);
  }

  /** As many jobs as can start at once in one stage that is full of small matrices. */
  static String sideBySide() {
    int cases = AT_ONCE / JOBS_IN_STAGE;
    return matrices(JOBS_IN_STAGE, cases, cases);
  }

  /** Jobs side by side, each a matrix of so many cases, which do nothing. */
  static String matrices(int jobs, int cases, int atOnce) {
    String axis =
        IntStream.range(0, cases).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    return jobs(
        jobs,
        _ ->
            "    strategy: { max-parallel: "
                + atOnce
                + ", matrix: { case: ["
                + axis
                + "] } }\n    steps: [ { run: \"true\" } ]\n");
  }

  /** This many jobs side by side, each of this many tasks; beyond what a file may say, too. */
  static Pipeline wide(int jobs, int tasks) {
    Pipeline one = read(HEAD + "stages: [{jobs: {only: {steps: [{run: make}]}}}]\n");
    Stage stage = one.plainStages().getFirst();
    Job job = stage.plainJobs().getFirst();
    List<TaskEntry> entries = Collections.nCopies(tasks, job.tasks().getFirst());
    return withStage(
        one,
        withJobs(
            stage, IntStream.range(0, jobs).mapToObj(n -> named("j" + n, job, entries)).toList()));
  }

  static Pipeline read(String yaml) {
    return YamlReader.ofVersion3().read(yaml, "bench.yml").pipeline().orElseThrow();
  }

  private static Job named(String id, Job job, List<TaskEntry> tasks) {
    return new Job(
        id,
        job.name(),
        job.enabled(),
        job.runsOn(),
        job.condition(),
        tasks,
        job.timeout(),
        job.prepareTimeoutMinutes(),
        job.environment(),
        job.continueOnError(),
        job.matrix(),
        job.dependsOn(),
        job.mutex(),
        job.services(),
        job.extras());
  }

  private static Stage withJobs(Stage stage, List<Job> jobs) {
    return new Stage(
        stage.id(),
        stage.name(),
        stage.enabled(),
        stage.labels(),
        stage.condition(),
        stage.fastKill(),
        stage.checkIn(),
        stage.checkOut(),
        List.copyOf(jobs),
        stage.extras());
  }

  private static Pipeline withStage(Pipeline pipeline, Stage stage) {
    return new Pipeline(
        pipeline.name(),
        pipeline.description(),
        pipeline.labels(),
        pipeline.triggersWritten(),
        pipeline.triggers(),
        pipeline.variables(),
        pipeline.variableGroups(),
        List.of(stage),
        pipeline.finallyJobs(),
        pipeline.template(),
        pipeline.resources(),
        pipeline.notices(),
        pipeline.concurrency(),
        pipeline.recommendedVersion(),
        pipeline.settings(),
        pipeline.extras());
  }

  private static String jobs(int count, IntFunction<String> body) {
    return IntStream.range(0, count)
        .mapToObj(job -> "  j" + job + ":\n" + body.apply(job))
        .collect(Collectors.joining("", HEAD + "jobs:\n", ""));
  }
}
