package dev.millrace.engine;

import dev.millrace.engine.order.ServerOrder;
import dev.millrace.engine.order.WorkOrders;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.expression.TextTooLong;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.wording.Sentence;
import java.util.Objects;
import java.util.Optional;

/** Tasks that the server runs: it asks somebody outside and waits for the answer or the timeout. */
final class ServerTaskControl {
  private ServerTaskControl() {}

  /** Has the job's next task begin; it may be over when this returns. */
  static void begin(Progress progress, JobId id) {
    OpenTask open = Objects.requireNonNull(OpenTask.of(progress, id));
    TaskState task = open.task();
    TaskState chosen =
        task.status() == TaskStatus.QUEUE_CACHE ? task : task.become(TaskStatus.QUEUE_CACHE);
    open.put(chosen.claimed(progress.now()));
    ServerOrder order;
    try {
      order =
          WorkOrders.ofServer(progress.build(), progress.stage(), progress.job(id), open.task());
    } catch (TextTooLong tooLong) {
      fail(open, FailureCodes.TEXT_TOO_LONG, tooLong.reason());
      return;
    }
    switch (order.action()) {
      case TaskAction.ManualReview(var inputs) -> ReviewControl.ask(open, inputs, order.timeout());
      case TaskAction.SubPipeline(var inputs) ->
          SubPipelineControl.call(progress, open, inputs, order.timeout());
      case TaskAction.QualityGate(var point, var inputs) ->
          TaskGateControl.ask(progress, open, point, inputs, order.timeout());
      case TaskAction.Script _, TaskAction.Checkout _, TaskAction.Plugin _, TaskAction.Foreign _ ->
          throw new IllegalStateException("task " + task.id() + " is for a worker");
    }
  }

  static void fail(OpenTask open, int code, Sentence reason) {
    open.end(TaskStatus.FAILED, Optional.of(Failure.of(FailureKind.USER, code, reason)));
  }

  /** The task of the job, if it is this execution of it and the server waits for an answer. */
  static Optional<OpenTask> waiting(Progress progress, JobId id, TaskId task, int retry) {
    return Optional.ofNullable(OpenTask.of(progress, id))
        .filter(open -> open.task().id().equals(task) && open.task().retry() == retry)
        .filter(open -> open.task().work().isPresent());
  }

  static void timeoutReached(OpenTask open) {
    switch (open.task().work().orElseThrow()) {
      case ServerWork.Review _ -> timedOut(open, Reason.REVIEW_TIMEOUT);
      case ServerWork.Call _ -> {
        open.giveUp();
        timedOut(open, Reason.SUB_PIPELINE_TIMEOUT);
      }
      case ServerWork.GateCheck _ -> TaskGateControl.timeoutReached(open);
    }
  }

  private static void timedOut(OpenTask open, Reason reason) {
    open.end(
        TaskStatus.EXEC_TIMEOUT,
        Optional.of(Failure.of(FailureKind.USER, FailureCodes.TASK_TIMEOUT, reason.of())));
  }
}
