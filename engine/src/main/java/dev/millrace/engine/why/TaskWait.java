package dev.millrace.engine.why;

import dev.millrace.engine.event.TimerKeys;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.pipeline.RunCondition.By;
import dev.millrace.pipeline.RunCondition.Word;
import java.util.Optional;

/** What a job that runs or is paused waits for, which is what its open task waits for. */
record TaskWait(Build build, Surroundings around, StageState stage, JobState job) {
  Wait now() {
    if (job.tasks().open() == job.tasks().size()) {
      return Wait.forNothing(new Place.OfJob(job.id()));
    }
    TaskState task = job.tasks().get(job.tasks().open());
    Place place = new Place.OfTask(job.id(), task.id());
    return switch (task.status()) {
      case RUNNING ->
          Wait.of(
                  place,
                  isBeingStopped(task) ? WhyWording.TASK_TO_STOP.of() : WhyWording.TASK_TO_END.of(),
                  WhyWording.WORKER_REPORTS.of(),
                  Waker.Worker.of(job))
              .since(task.startedAt())
              .until(around.due(TimerKeys.task(task.id())));
      case QUEUE_CACHE ->
          Wait.of(
                  place,
                  WhyWording.TASK_TO_BE_TAKEN.of(),
                  WhyWording.WORKER_ASKS.of(),
                  Waker.Worker.of(job))
              .until(around.due(TimerKeys.job(job.id())));
      case RETRY ->
          Wait.of(
                  place,
                  WhyWording.ITS_NEXT_TRY.of(task.retry()),
                  WhyWording.TIME_PASSES.of(),
                  new Waker.Timer(TimerKeys.retry(task.id())))
              .until(around.due(TimerKeys.retry(task.id())));
      case PAUSE ->
          Wait.of(
              place,
              WhyWording.TO_BE_LET_GO_ON.of(),
              WhyWording.CONTINUED_OR_STOPPED.of(),
              new Waker.Person());
      case REVIEWING ->
          Wait.of(
                  place,
                  WhyWording.A_REVIEWER.of(reviewers(task)),
                  WhyWording.REVIEW_ANSWERED.of(),
                  new Waker.Person())
              .since(task.startedAt())
              .until(around.due(TimerKeys.task(task.id())));
      case CALL_WAITING ->
          Wait.of(
                  place,
                  called(task)
                      .map(child -> WhyWording.CALLED_BUILD.of(child))
                      .orElseGet(WhyWording.CALLED_PIPELINE::of),
                  WhyWording.CALLED_BUILD_ENDS.of(),
                  new Waker.OtherBuild(task.id()))
              .since(task.startedAt())
              .until(around.due(TimerKeys.task(task.id())));
      case QUALITY_CHECKING ->
          Wait.of(
                  place,
                  WhyWording.GATE_CHECK.of(),
                  WhyWording.GATE_ANSWERED.of(),
                  new Waker.TaskGateCheck(task.id()))
              .since(task.startedAt())
              .until(around.due(TimerKeys.task(task.id())));
      case QUALITY_CHECK_WAIT ->
          Wait.of(
                  place,
                  WhyWording.A_GATEKEEPER.of(gatekeepers(task)),
                  WhyWording.GATE_DECIDED.of(),
                  new Waker.Person())
              .since(task.startedAt())
              .until(around.due(TimerKeys.task(task.id())));
      case QUEUE,
          SUCCEED,
          FAILED,
          REVIEW_ABORT,
          QUALITY_CHECK_FAIL,
          EXEC_TIMEOUT,
          CANCELED,
          SKIP,
          UNEXEC ->
          Wait.forNothing(place);
    };
  }

  private static String reviewers(TaskState task) {
    return task.work().orElseThrow() instanceof ServerWork.Review review
        ? String.join(", ", review.reviewers())
        : "";
  }

  private static String gatekeepers(TaskState task) {
    return task.work().orElseThrow() instanceof ServerWork.GateCheck gate
        ? String.join(", ", gate.gatekeepers())
        : "";
  }

  private static Optional<BuildId> called(TaskState task) {
    return task.work().orElseThrow() instanceof ServerWork.Call call
        ? call.child()
        : Optional.empty();
  }

  /** In a cancelled build a task goes on that runs whatever happens, and so do finally jobs. */
  private boolean isBeingStopped(TaskState task) {
    boolean isCancelled = build.cancel().isPresent() && !stage.isFinally();
    return task.failure().isPresent()
        || job.isBeingEnded()
        || ((isCancelled || job.isCancelled())
            && !task.definition().condition().equals(new By(Word.ALWAYS)));
  }
}
