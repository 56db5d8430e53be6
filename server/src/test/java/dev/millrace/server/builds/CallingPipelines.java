package dev.millrace.server.builds;

import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.JobEntry;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageEntry;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.TaskEntry;
import java.util.List;

/**
 * Pipelines with tasks that call others, which YAML can't say: what it says of a plugin {@code
 * call} is a call.
 */
public final class CallingPipelines {
  private CallingPipelines() {}

  /** The pipeline of a YAML text. */
  public static Pipeline of(String yaml) {
    Pipeline plain = Samples.pipeline(yaml);
    return new Pipeline(
        plain.name(),
        plain.description(),
        plain.labels(),
        plain.triggersWritten(),
        plain.triggers(),
        plain.variables(),
        plain.variableGroups(),
        plain.plainStages().stream().<StageEntry>map(CallingPipelines::calling).toList(),
        calling(plain.plainFinallyJobs()),
        plain.template(),
        plain.resources(),
        plain.notices(),
        plain.concurrency(),
        plain.recommendedVersion(),
        plain.settings(),
        plain.extras());
  }

  private static Stage calling(Stage stage) {
    return new Stage(
        stage.id(),
        stage.name(),
        stage.enabled(),
        stage.labels(),
        stage.condition(),
        stage.fastKill(),
        stage.checkIn(),
        stage.checkOut(),
        calling(stage.plainJobs()),
        stage.extras());
  }

  private static List<JobEntry> calling(List<Job> jobs) {
    return jobs.stream().<JobEntry>map(CallingPipelines::calling).toList();
  }

  private static Job calling(Job job) {
    return new Job(
        job.id(),
        job.name(),
        job.enabled(),
        job.runsOn(),
        job.condition(),
        job.plainTasks().stream().<TaskEntry>map(CallingPipelines::calling).toList(),
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

  private static Task calling(Task task) {
    return new Task(
        task.id(),
        task.name(),
        task.enabled(),
        task.action() instanceof TaskAction.Plugin plugin && plugin.code().equals("call")
            ? new TaskAction.SubPipeline(plugin.inputs())
            : task.action(),
        task.namespace(),
        task.condition(),
        task.timeout(),
        task.continueOnError(),
        task.retryTimes(),
        task.canRetryManually(),
        task.pauseBeforeRun(),
        task.pauseReceivers(),
        task.environment(),
        task.post(),
        task.extras());
  }
}
