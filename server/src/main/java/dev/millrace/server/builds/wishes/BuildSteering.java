package dev.millrace.server.builds.wishes;

import dev.millrace.engine.CancelCheck;
import dev.millrace.engine.RetryCheck;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.PartCancelRequested;
import dev.millrace.engine.event.BuildEvent.RetryRequested;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.AuditText;
import dev.millrace.server.access.Permission;
import dev.millrace.server.builds.wishes.BuildGuard.Entrance;
import dev.millrace.server.pipelines.PipelineEntry;
import dev.millrace.server.pipelines.PipelineRefused;
import dev.millrace.server.pipelines.RunnablePipeline;
import dev.millrace.server.pipelines.RunnablePipelines;
import dev.millrace.server.projects.Projects;
import dev.millrace.wording.Sentence;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Stops builds for people, and has them run again. Safe from any thread; blocks until what it
 * answers is durable. A wish is about the build as it is when it comes; where somebody else is
 * faster, nothing comes of it, and the answer shows what the build is then.
 */
public final class BuildSteering {
  private final BuildGuard guard;
  private final Projects projects;
  private final RunnablePipelines pipelines;

  public BuildSteering(BuildGuard guard, Projects projects, RunnablePipelines pipelines) {
    this.guard = guard;
    this.projects = projects;
    this.pipelines = pipelines;
  }

  /**
   * Stops a build or a part of it. To stop what is stopping already changes nothing, and is fine.
   *
   * @throws BuildRefused if the pipeline's cancel policy does not let whoever asks, or there is
   *     nothing to stop
   */
  public Build stop(Actor actor, BuildId id, StopWish wish) {
    Entrance entrance = guard.enterToCancel(actor, id);
    Build build = entrance.build();
    if (build.status().isFinished()) {
      throw BuildGuard.notNow(BuildWording.IS_OVER.of());
    }
    BuildEvent event = eventOf(entrance, wish);
    if (event instanceof PartCancelRequested part) {
      refuse(CancelCheck.problemOf(build, part));
    }
    return guard.send(entrance, "stop requested", audited(wish), event);
  }

  private static BuildEvent eventOf(Entrance entrance, StopWish wish) {
    Build build = entrance.build();
    String by = entrance.by();
    return switch (wish) {
      case StopWish.Whole(var forced) -> new BuildEvent.CancelRequested(by, forced);
      case StopWish.OneStage(var stage, var forced) ->
          new BuildEvent.StageCancelRequested(by, stage, stage(build, stage).attempt(), forced);
      case StopWish.OneJob(var job, var forced) ->
          new BuildEvent.JobCancelRequested(by, job, job(build, job).attempt(), forced);
      case StopWish.OneTask(var job, var task) -> {
        JobState found = job(build, job);
        yield new BuildEvent.TaskCancelRequested(
            by, job, found.attempt(), task, task(found, task).retry());
      }
    };
  }

  private static AuditText audited(StopWish wish) {
    var text = new AuditText();
    return switch (wish) {
      case StopWish.Whole(var forced) -> text.put("forced", forced);
      case StopWish.OneStage(var stage, var forced) ->
          text.put("stage", stage).put("forced", forced);
      case StopWish.OneJob(var job, var forced) -> text.put("job", job).put("forced", forced);
      case StopWish.OneTask(var job, var task) -> text.put("job", job).put("task", task);
    };
  }

  /**
   * Has a build, or a part of it, run again; skips a task that failed, too. Who may edit pipelines
   * may do so where the pipeline does not let others.
   *
   * @param attempt as whoever asks saw it, of the job the scope names, else of the build; empty: as
   *     it is now
   * @throws BuildRefused if whoever asks may not, or there is nothing that could run again
   * @throws PipelineRefused if the pipeline has been deleted
   */
  public Build retry(Actor actor, BuildId id, RetryScope scope, OptionalInt attempt) {
    Entrance entrance = guard.enterToRun(actor, id);
    Build build = entrance.build();
    scope.oneJob().ifPresent(job -> job(build, job));
    projects.requireEnabled(entrance.project());
    PipelineEntry pipeline =
        pipelines.entry(entrance.project(), RunnablePipeline.ownerOf(build.queueing().pipeline()));
    if (!pipeline.enabled()) {
      throw BuildGuard.notNow(BuildWording.PIPELINE_DISABLED.of(pipeline.name()));
    }
    boolean operating = guard.may(entrance, Permission.EDIT_PIPELINE);
    RetryRequested now = RetryRequested.of(build, entrance.by(), scope, operating);
    var wish = new RetryRequested(now.by(), attempt.orElse(now.attempt()), scope, operating);
    refuse(RetryCheck.problemOf(build, wish, guard.now()));
    return guard.send(
        entrance,
        scope instanceof RetryScope.SkipTask ? "skip requested" : "retry requested",
        audited(scope).put("attempt", wish.attempt()),
        wish);
  }

  private static AuditText audited(RetryScope scope) {
    var text = new AuditText().put("scope", scope.getClass().getSimpleName());
    return switch (scope) {
      case RetryScope.Whole _, RetryScope.Failed _ -> text;
      case RetryScope.FromStage(var stage, var choice) ->
          text.put("stage", stage).put("jobs", choice);
      case RetryScope.OneJob(var job) -> text.put("job", job);
      case RetryScope.FailedCases(var job) -> text.put("job", job);
      case RetryScope.OneTask(var job, var task) -> text.put("job", job).put("task", task);
      case RetryScope.SkipTask(var job, var task) -> text.put("job", job).put("task", task);
    };
  }

  private static void refuse(Optional<Sentence> problem) {
    if (problem.isPresent()) {
      throw BuildGuard.notNow(problem.get());
    }
  }

  static StageState stage(Build build, StageId id) {
    return build.stages().stream()
        .filter(stage -> stage.id().equals(id))
        .findFirst()
        .orElseThrow(() -> BuildGuard.notFound(BuildWording.NO_STAGE.of(id)));
  }

  static JobState job(Build build, JobId id) {
    return build.find(id).orElseThrow(() -> BuildGuard.notFound(BuildWording.NO_JOB.of(id)));
  }

  static TaskState task(JobState job, TaskId id) {
    int position = job.tasks().positionOf(id);
    if (position < 0) {
      throw BuildGuard.notFound(BuildWording.NO_TASK.of(job.id(), id));
    }
    return job.tasks().get(position);
  }
}
