package dev.millrace.cli.local;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.Review;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.JobEntry;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RunsOn;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.StageCheck.ReviewFlow;
import dev.millrace.pipeline.StageEntry;
import dev.millrace.pipeline.Timeout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pipeline as it is run on one machine. */
public final class LocalPipeline {
  /** All pipelines of one machine are in one project. */
  public static final ProjectId PROJECT = new ProjectId("local");

  /**
   * The role of whoever runs a build on the own machine. Each group of a review has it here, so
   * that the user decides under the own name and not under a reviewer's.
   */
  public static final String LOCAL_REVIEWERS = "whoever-runs-it-here";

  private LocalPipeline() {}

  /** The same for the same file, wherever the command is given. */
  public static PipelineId idOf(Path file) {
    return new PipelineId(file.toString());
  }

  /**
   * The pipeline with the file's name where it has none. Its jobs wait for their turn on this one
   * machine as long as they must: how long to wait for a machine elsewhere means nothing here.
   */
  public static Pipeline of(Pipeline written, String fileName) {
    return new Pipeline(
        written.name().isEmpty() ? fileName : written.name(),
        written.description(),
        written.labels(),
        written.triggersWritten(),
        written.triggers(),
        written.variables(),
        written.variableGroups(),
        written.plainStages().stream().<StageEntry>map(LocalPipeline::patient).toList(),
        written.plainFinallyJobs().stream().<JobEntry>map(LocalPipeline::patient).toList(),
        written.template(),
        written.resources(),
        written.notices(),
        written.concurrency(),
        written.recommendedVersion(),
        written.settings(),
        written.extras());
  }

  private static Stage patient(Stage stage) {
    return new Stage(
        stage.id(),
        stage.name(),
        stage.enabled(),
        stage.labels(),
        stage.condition(),
        stage.fastKill(),
        stage.checkIn().map(LocalPipeline::decidable),
        stage.checkOut(),
        stage.plainJobs().stream().<JobEntry>map(LocalPipeline::patient).toList(),
        stage.extras());
  }

  /** Every group also has whoever runs the build here. */
  private static StageCheck decidable(StageCheck check) {
    return new StageCheck(
        check.timeoutHours(),
        check.flows().stream().map(LocalPipeline::decidable).toList(),
        check.variables(),
        check.description(),
        check.markdown(),
        check.notifyTypes(),
        check.chatIds(),
        check.gates(),
        check.extras());
  }

  private static ReviewFlow decidable(ReviewFlow flow) {
    var roles = new ArrayList<>(flow.groups());
    roles.add(LOCAL_REVIEWERS);
    return new ReviewFlow(flow.name(), flow.reviewers(), roles);
  }

  /** Those a group was written for. */
  public static String peopleOf(Review.Group group) {
    return Stream.concat(group.reviewers().stream(), group.roles().stream())
        .filter(name -> !name.equals(LOCAL_REVIEWERS))
        .collect(Collectors.joining(", "));
  }

  private static Job patient(Job job) {
    return new Job(
        job.id(),
        job.name(),
        job.enabled(),
        job.runsOn(),
        job.condition(),
        job.tasks(),
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
