package dev.millrace.engine;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.Jobs;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.Tasks;
import dev.millrace.engine.state.TriggerReview;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/**
 * Another attempt at a build that failed or was cancelled. Stages, jobs and tasks that were good
 * stay, with their outputs; a job goes on from its first task that was not. Stages that were never
 * reached run, and the finally jobs run again. Children of a matrix are kept.
 */
final class BuildRetryControl {
  private BuildRetryControl() {}

  static void requested(Progress progress) {
    Build build = progress.build();
    boolean isOver = build.status() == BuildStatus.FAILED || build.status() == BuildStatus.CANCELED;
    if (!isOver || build.triggerReview().filter(TriggerReview::isRejected).isPresent()) {
      return;
    }
    int attempt = build.attempt() + 1;
    var stages = new ArrayList<StageState>(build.stages().size());
    for (StageState stage : build.stages()) {
      stages.add(
          switch (stage.status()) {
            case SUCCEED, SKIP -> stage.isFinally() ? whole(stage, attempt) : stage;
            case FAILED, CANCELED ->
                stage.isFinally() ? whole(stage, attempt) : rest(stage, attempt);
            case STAGE_SUCCESS, UNEXEC -> whole(stage, attempt);
            case QUEUE, PAUSE, RUNNING ->
                throw new IllegalStateException(
                    "stage " + stage.id() + " is " + stage.status() + " in a finished build");
          });
    }
    progress.become(build.again(stages));
  }

  /** Every job that may run at all, from its first task. */
  private static StageState whole(StageState stage, int attempt) {
    Jobs jobs = stage.jobs();
    for (int i = 0; i < jobs.size(); i++) {
      JobState job = jobs.get(i);
      if (!BuildLayout.isLeftOut(job)) {
        jobs = jobs.with(i, job.again(attempt, afresh(job, attempt)));
      }
    }
    return stage.again(attempt, jobs);
  }

  private static Tasks afresh(JobState job, int attempt) {
    return job.tasks().map(task -> task.definition().enabled() ? task.again(attempt) : task);
  }

  /** Jobs that were not good, and those skipped because of them. */
  private static StageState rest(StageState stage, int attempt) {
    Set<JobId> chosen = chosen(stage);
    Jobs jobs = stage.jobs();
    for (int i = 0; i < jobs.size(); i++) {
      JobState job = jobs.get(i);
      if (chosen.contains(job.id())) {
        boolean skipped = job.status() == JobStatus.SKIP;
        Tasks tasks = skipped ? afresh(job, attempt) : fromFirstBad(job, attempt);
        jobs = jobs.with(i, job.again(attempt, tasks));
      }
    }
    return stage.again(attempt, jobs).with(stage.checks().goingOn());
  }

  private static Set<JobId> chosen(StageState stage) {
    var chosen = new HashSet<JobId>();
    for (JobState job : stage.jobs()) {
      switch (job.status()) {
        case FAILED, CANCELED, UNEXEC -> choose(stage, job.id(), chosen);
        case SUCCEED, SKIP -> {}
        case QUEUE, DEPENDENT_WAITING, PREPARE_ENV, RUNNING ->
            throw new IllegalStateException(
                "job " + job.id() + " is " + job.status() + " in a finished stage");
      }
    }
    return chosen;
  }

  /** With the jobs that were skipped because of it; a matrix is run again for each of its jobs. */
  private static void choose(StageState stage, JobId id, Set<JobId> chosen) {
    var waiting = new ArrayDeque<JobId>();
    waiting.add(id);
    while (!waiting.isEmpty()) {
      JobId next = waiting.remove();
      if (chosen.add(next)) {
        waiting.addAll(stage.jobs().dependentsOf(next));
        JobState job = stage.jobs().find(next).orElseThrow();
        if (job.role() instanceof MatrixRole.Child child) {
          waiting.add(child.parent());
        }
      }
    }
  }

  /** An excused failure was good enough. */
  private static Tasks fromFirstBad(JobState job, int attempt) {
    Tasks tasks = job.tasks();
    int first = 0;
    while (first < tasks.size() && isGood(tasks.get(first))) {
      first++;
    }
    var next = new ArrayList<TaskState>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      TaskState task = tasks.get(i);
      next.add(i < first || !task.definition().enabled() ? task : task.again(attempt));
    }
    return Tasks.of(next);
  }

  private static boolean isGood(TaskState task) {
    return task.status() == TaskStatus.SUCCEED
        || task.status() == TaskStatus.SKIP
        || (Tasks.isFailure(task) && Tasks.isExcused(task));
  }
}
