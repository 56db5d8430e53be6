package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import java.util.ArrayList;
import java.util.List;

/** What people may want of a job and its stage, whether that makes sense or not. */
final class RandomWishes {
  private RandomWishes() {}

  /** Every form of retry. */
  static List<RetryScope> retries(Build build, StageState stage, JobState job) {
    var scopes = new ArrayList<RetryScope>();
    scopes.add(new RetryScope.Whole());
    scopes.add(new RetryScope.Failed());
    for (RetryScope.JobChoice choice : RetryScope.JobChoice.values()) {
      scopes.add(new RetryScope.FromStage(stage.id(), choice));
    }
    scopes.add(new RetryScope.OneJob(job.id()));
    scopes.add(new RetryScope.FailedCases(job.id()));
    for (TaskState task : job.tasks()) {
      scopes.add(new RetryScope.OneTask(job.id(), task.id()));
      scopes.add(new RetryScope.SkipTask(job.id(), task.id()));
    }
    return scopes;
  }

  /** Every form of a cancel of less than the build. */
  static List<BuildEvent> cancels(StageState stage, JobState job) {
    var wishes = new ArrayList<BuildEvent>();
    for (boolean forced : new boolean[] {false, true}) {
      wishes.add(new BuildEvent.StageCancelRequested("ann", stage.id(), stage.attempt(), forced));
      wishes.add(new BuildEvent.JobCancelRequested("ann", job.id(), job.attempt(), forced));
    }
    for (TaskState task : job.tasks()) {
      wishes.add(
          new BuildEvent.TaskCancelRequested(
              "ann", job.id(), job.attempt(), task.id(), task.retry()));
    }
    return wishes;
  }
}
