package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskState;

/** Somebody, ann where nobody else is named, wants a part of a build to stop. */
final class PartCancelWishes {
  private PartCancelWishes() {}

  static PlayedBuild cancelJob(PlayedBuild build, String job, boolean forced) {
    return cancelJob(build, job, "ann", forced);
  }

  static PlayedBuild cancelJob(PlayedBuild build, String job, String by, boolean forced) {
    return build.on(
        new BuildEvent.JobCancelRequested(by, new JobId(job), build.job(job).attempt(), forced));
  }

  /** The task the job is at. */
  static PlayedBuild cancelTask(PlayedBuild build, String job) {
    TaskState task = build.chosen(job);
    return build.on(
        new BuildEvent.TaskCancelRequested(
            "ann", new JobId(job), task.attempt(), task.id(), task.retry()));
  }

  static PlayedBuild cancelStage(PlayedBuild build, String stage, boolean forced) {
    return build.on(
        new BuildEvent.StageCancelRequested(
            "ann", new StageId(stage), build.state().attempt(), forced));
  }
}
