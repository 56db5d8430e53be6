package dev.millrace.engine.order;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.expression.Dialect;
import dev.millrace.pipeline.TaskAction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What workers are told to do, resolved from the state of their build. */
public final class WorkOrders {
  private WorkOrders() {}

  /** What the worker of a job needs before its first task; empty if there is no such job. */
  public static Optional<JobOrder> job(Build build, JobId id) {
    return build
        .stageOf(id)
        .flatMap(stage -> stage.jobs().find(id).map(job -> order(build, stage, job)));
  }

  /**
   * The task of the job that is RUNNING now; empty if none is.
   *
   * @throws dev.millrace.expression.TextTooLong if a text grows out of bounds; a task that was just
   *     claimed has been tried and does not
   */
  public static Optional<TaskOrder> runningTask(Build build, JobId id) {
    return build
        .stageOf(id)
        .flatMap(stage ->
            stage
                .jobs()
                .find(id)
                .filter(job -> job.tasks().open() < job.tasks().size())
                .flatMap(job -> running(build, stage, job)));
  }

  private static JobOrder order(Build build, StageState stage, JobState job) {
    var texts = new Texts(build, Contexts.of(build, stage, job));
    return new JobOrder(
        job.name(),
        job.runTime().left(texts.resolve(job.definition().timeout())),
        job.definition().runsOn().workspace().map(texts::replace),
        texts.replace(job.definition().environment()));
  }

  private static Optional<TaskOrder> running(Build build, StageState stage, JobState job) {
    return Optional.of(job.tasks().get(job.tasks().open()))
        .filter(task -> task.status() == TaskStatus.RUNNING)
        .map(task -> order(build, stage, job, task));
  }

  /**
   * The order for a task, whatever its status.
   *
   * @throws dev.millrace.expression.TextTooLong if a text grows out of bounds
   */
  public static TaskOrder order(Build build, StageState stage, JobState job, TaskState task) {
    SequencedMap<String, String> environment = environment(build, stage, job, task);
    Contexts contexts = Contexts.of(build, stage, job, task, environment);
    var texts = new Texts(build, contexts);
    boolean constraint = build.pipeline().dialect() == Dialect.CONSTRAINT;
    TaskAction action = action(task);
    return new TaskOrder(
        task.id(),
        task.attempt(),
        task.retry(),
        task.definition().id(),
        task.definition().displayName(),
        constraint ? action : ActionTexts.replace(action, texts),
        texts.resolve(task.definition().timeout()),
        environment,
        contexts,
        constraint,
        build.pipeline().settings().failIfVariableInvalid());
  }

  /**
   * The order for a task that the server runs.
   *
   * @throws dev.millrace.expression.TextTooLong if a text grows out of bounds
   */
  public static ServerOrder ofServer(Build build, StageState stage, JobState job, TaskState task) {
    SequencedMap<String, String> environment = environment(build, stage, job, task);
    var texts = new Texts(build, Contexts.of(build, stage, job, task, environment));
    return new ServerOrder(
        ActionTexts.replace(action(task), texts), texts.resolve(task.definition().timeout()));
  }

  /** As written, with what a person changed in its pause. */
  private static TaskAction action(TaskState task) {
    TaskAction written = task.definition().action();
    return task.continued()
        .map(continued -> ActionInputs.changed(written, continued.inputs()))
        .orElse(written);
  }

  /** The job's first, so that the task's may refer to it as {@code envs.…}. */
  private static SequencedMap<String, String> environment(
      Build build, StageState stage, JobState job, TaskState task) {
    Map<String, String> outer = job.definition().environment();
    Map<String, String> inner = task.definition().environment();
    var jobTexts = new Texts(build, Contexts.of(build, stage, job, task, Map.of()));
    SequencedMap<String, String> replaced = jobTexts.replace(outer);
    if (inner.isEmpty()) {
      return replaced;
    }
    var taskTexts = new Texts(build, Contexts.of(build, stage, job, task, replaced));
    var both = new LinkedHashMap<>(replaced);
    both.putAll(taskTexts.replace(inner));
    return both;
  }
}
