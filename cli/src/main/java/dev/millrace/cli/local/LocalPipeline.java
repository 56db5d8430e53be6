package dev.millrace.cli.local;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.JobEntry;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RunsOn;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageEntry;
import dev.millrace.pipeline.TaskEntry;
import dev.millrace.pipeline.Timeout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A pipeline as it is run on one machine. */
public final class LocalPipeline {
  /** All pipelines of one machine are in one project. */
  public static final ProjectId PROJECT = new ProjectId("local");

  private LocalPipeline() {}

  /** The same for the same file, wherever the command is given. */
  public static PipelineId idOf(Path file) {
    return new PipelineId(file.toString());
  }

  /**
   * The pipeline with the file's name where it has none. Its jobs wait for their turn on this one
   * machine as long as they must: how long to wait for a machine elsewhere means nothing here.
   */
  public static Pipeline of(Pipeline written, String fileName, String user) {
    return new Pipeline(
        written.name().isEmpty() ? fileName : written.name(),
        written.description(),
        written.labels(),
        written.triggersWritten(),
        written.triggers(),
        written.variables(),
        written.variableGroups(),
        written.plainStages().stream().<StageEntry>map(entry -> patient(entry, user)).toList(),
        written.plainFinallyJobs().stream().<JobEntry>map(entry -> patient(entry, user)).toList(),
        written.template(),
        written.resources(),
        written.notices(),
        written.concurrency(),
        written.recommendedVersion(),
        written.settings(),
        written.extras());
  }

  private static Stage patient(Stage stage, String user) {
    return new Stage(
        stage.id(),
        stage.name(),
        stage.enabled(),
        stage.labels(),
        stage.condition(),
        stage.fastKill(),
        stage.checkIn().map(LocalReviewers::decidable),
        stage.checkOut(),
        stage.plainJobs().stream().<JobEntry>map(entry -> patient(entry, user)).toList(),
        stage.extras());
  }

  private static Job patient(Job job, String user) {
    return new Job(
        job.id(),
        job.name(),
        job.enabled(),
        job.runsOn(),
        job.condition(),
        job.plainTasks().stream()
            .<TaskEntry>map(task -> LocalReviewers.decidable(task, user))
            .toList(),
        job.timeout(),
        Optional.of(Timeout.MAX_MINUTES),
        job.environment(),
        job.continueOnError(),
        job.matrix(),
        job.dependsOn(),
        job.mutex(),
        job.services(),
        job.extras());
  }

  /** Jobs that ask for a machine by name, other than this one. */
  public static List<Job> wantingOtherMachines(Pipeline pipeline) {
    return jobsOf(pipeline)
        .filter(job -> !job.runsOn().equals(RunsOn.DEFAULT))
        .filter(job -> !job.runsOn().target().equals(new RunsOn.Target.Pool("local")))
        .toList();
  }

  /** All jobs as written, those of {@code finally} last. */
  public static Stream<Job> jobsOf(Pipeline pipeline) {
    return Stream.concat(
        pipeline.plainStages().stream().flatMap(stage -> stage.plainJobs().stream()),
        pipeline.plainFinallyJobs().stream());
  }
}
