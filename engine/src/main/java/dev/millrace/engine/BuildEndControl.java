package dev.millrace.engine;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.Jobs;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.Tasks;
import java.util.Optional;

/** How a build ends, and what becomes of what it never reached. */
final class BuildEndControl {
  private BuildEndControl() {}

  /** Ends a build whose stages are all over. */
  static void end(Progress progress) {
    progress.become(progress.build().ended(result(progress.build()), progress.now()));
  }

  /**
   * A failure anywhere is told first, also that of a finally job; a cancellation that came while
   * the finally jobs ran counts too, since somebody was promised it.
   */
  private static BuildStatus result(Build build) {
    boolean failed = false;
    boolean cancelled = build.cancel().isPresent() && !endedWhileParked(build);
    boolean rejected = false;
    for (StageState stage : build.stages()) {
      failed |= stage.status() == StageStatus.FAILED;
      cancelled |= stage.status() == StageStatus.CANCELED;
      rejected |= stage.status() == StageStatus.STAGE_SUCCESS;
    }
    if (failed) {
      return BuildStatus.FAILED;
    }
    if (cancelled) {
      return BuildStatus.CANCELED;
    }
    return rejected ? BuildStatus.STAGE_SUCCESS : BuildStatus.SUCCEED;
  }

  /** To cancel a build that only waits for people is to reject, and says so in its result. */
  private static boolean endedWhileParked(Build build) {
    return build.stages().stream()
        .filter(stage -> stage.status() == StageStatus.STAGE_SUCCESS)
        .anyMatch(stage ->
            stage.failure().filter(why -> why.code() == FailureCodes.CANCELLED).isPresent());
  }

  /** Ends a build at once, whatever it does; its running jobs are over already. */
  static void abandon(Progress progress, BuildStatus status) {
    if (progress.hasRunningStage()) {
      progress.put(progress.stage().ended(StageStatus.CANCELED, progress.now()));
    }
    for (StageState stage : progress.build().stages()) {
      leaveOut(progress, stage);
    }
    progress.become(progress.build().ended(status, progress.now()));
  }

  /** Marks a stage that waits as never reached, with all that is in it. */
  static void leaveOut(Progress progress, StageState stage) {
    if (stage.status() == StageStatus.QUEUE) {
      progress.put(
          stage
              .with(passOver(stage.jobs(), JobStatus.UNEXEC, TaskStatus.UNEXEC))
              .passedOver(StageStatus.UNEXEC, Optional.empty()));
    }
  }

  /** All jobs that wait, and their tasks, with the given statuses. */
  static Jobs passOver(Jobs jobs, JobStatus status, TaskStatus taskStatus) {
    Jobs next = jobs;
    for (int i = 0; i < jobs.size(); i++) {
      JobState job = jobs.get(i);
      if (!job.status().isFinished()) {
        next = next.with(i, job.with(passOver(job.tasks(), taskStatus)).become(status));
      }
    }
    return next;
  }

  /** All tasks that wait, with the given status. */
  static Tasks passOver(Tasks tasks, TaskStatus status) {
    return tasks.open() == tasks.size()
        ? tasks
        : tasks.map(
            task -> task.status().isFinished() ? task : task.passedOver(status, Optional.empty()));
  }
}
