package dev.millrace.cli.run;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.server.builds.BuildListener;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.LogKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tells a reporter what changed in one build, and what its tasks print meanwhile. */
final class BuildWatch implements BuildListener {
  private final BuildId id;
  private final BuildLogs logs;
  private final Reporter reporter;

  /** Belongs to the listener's thread. */
  private final Map<String, LogFollower> followers = new HashMap<>();

  BuildWatch(BuildId id, BuildLogs logs, Reporter reporter) {
    this.id = id;
    this.logs = logs;
    this.reporter = reporter;
  }

  @Override
  public void committed(Optional<Build> before, Build after, Optional<BuildEvent> event) {
    if (!after.id().equals(id)) {
      return;
    }
    reporter.build(after);
    for (int i = 0; i < after.stages().size(); i++) {
      int index = i;
      stage(before.map(build -> build.stages().get(index)), after.stages().get(i));
    }
  }

  @SuppressWarnings("ReferenceEquality") // states share what did not change; a walk would cost more
  private void stage(Optional<StageState> before, StageState after) {
    if (before.isPresent() && before.get() == after) {
      return;
    }
    if (before.isEmpty()
        || before.get().status() != after.status()
        || isAskedByOthers(before.get(), after)) {
      reporter.stage(after);
    }
    boolean isSameList = before.isPresent() && before.get().jobs().size() == after.jobs().size();
    for (int i = 0; i < after.jobs().size(); i++) {
      JobState job = after.jobs().get(i);
      Optional<JobState> old =
          isSameList
              ? Optional.of(before.get().jobs().get(i))
              : before.flatMap(stage -> stage.jobs().find(job.id()));
      job(after, old, job);
    }
  }

  /** Whether another group is asked about the stage now. */
  private static boolean isAskedByOthers(StageState before, StageState after) {
    return after.status() == StageStatus.PAUSE
        && !before
            .checks()
            .review()
            .map(Review::current)
            .equals(after.checks().review().map(Review::current));
  }

  @SuppressWarnings("ReferenceEquality") // as above
  private void job(StageState stage, Optional<JobState> before, JobState after) {
    if (before.isPresent() && before.get() == after) {
      return;
    }
    for (int i = 0; i < after.tasks().size(); i++) {
      int index = i;
      TaskState task = after.tasks().get(i);
      Optional<TaskState> old =
          before.filter(job -> job.tasks().size() > index).map(job -> job.tasks().get(index));
      if (old.isEmpty() || old.get() != task) {
        task(after, old, task);
      }
    }
    if (before.isEmpty() || before.get().status() != after.status()) {
      reporter.job(stage, after);
    }
  }

  private void task(JobState job, Optional<TaskState> before, TaskState after) {
    boolean isOtherExecution =
        before.isPresent()
            && (before.get().attempt() != after.attempt() || before.get().retry() != after.retry());
    if (isOtherExecution) {
      stopFollowing(after);
    }
    boolean wasReported = before.isPresent() && before.get().status() == after.status();
    if (wasReported && !isOtherExecution) {
      return;
    }
    if (after.status().isFinished()) {
      // A step may be a joined one that holds begin and end, so the log may not be known yet.
      if (after.endedAt().isPresent()) {
        follow(job, after);
      }
      stopFollowing(after);
      reporter.task(job, after);
    } else {
      reporter.task(job, after);
      if (after.startedAt().isPresent()) {
        follow(job, after);
      }
    }
  }

  private void follow(JobState job, TaskState task) {
    followers.computeIfAbsent(
        task.id().value(),
        _ -> {
          var key = new LogKey(id, task.id(), task.attempt(), task.retry());
          return LogFollower.start(logs, key, slice -> reporter.output(job, task, slice));
        });
  }

  private void stopFollowing(TaskState task) {
    LogFollower follower = followers.remove(task.id().value());
    if (follower != null) {
      follower.finish();
    }
  }
}
