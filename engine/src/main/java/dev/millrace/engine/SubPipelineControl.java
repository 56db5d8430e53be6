package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.SubPipelineEnded;
import dev.millrace.engine.event.BuildEvent.SubPipelineStarted;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.ServerWork.Call;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.data.Data;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A task that calls another pipeline, and waits for its build or only for its start. A child that
 * nobody waits for any more is cancelled.
 */
final class SubPipelineControl {
  /** How many builds may call each other; pipelines that call themselves end here. */
  static final int MAX_DEPTH = 10;

  private static final String DEPTH = "BK_CI_PARENT_DEPTH";

  private SubPipelineControl() {}

  static void call(
      Progress progress, OpenTask open, SequencedMap<String, Data> inputs, Duration timeout) {
    boolean byName = text(inputs, "subPipelineType").equals("NAME");
    String pipeline = text(inputs, byName ? "subPipelineName" : "subPipelineId").strip();
    int depth = depth(progress.build());
    if (pipeline.isEmpty()) {
      ServerTaskControl.fail(open, FailureCodes.SUB_PIPELINE, Reason.SUB_PIPELINE_UNNAMED.of());
    } else if (depth >= MAX_DEPTH) {
      ServerTaskControl.fail(
          open, FailureCodes.SUB_PIPELINE, Reason.SUB_PIPELINE_TOO_DEEP.of(MAX_DEPTH));
    } else {
      boolean waits = !Boolean.parseBoolean(text(inputs, "asynchronous"));
      open.put(open.task().waiting(TaskStatus.CALL_WAITING, new Call(waits, Optional.empty())));
      open.setTimeout(timeout);
      JobState job = open.job();
      TaskState task = open.task();
      progress.add(
          new Effect.StartSubPipeline(
              job.id(),
              job.attempt(),
              task.id(),
              task.retry(),
              pipeline,
              byName,
              variables(progress.build(), task, inputs, depth),
              waits));
    }
  }

  /** The parameters of the call, and behind them, so that none can pose as it, the parent. */
  private static SequencedMap<String, String> variables(
      Build build, TaskState task, Map<String, Data> inputs, int depth) {
    var variables = new LinkedHashMap<String, String>();
    if (inputs.get("parameters") instanceof Data.Fields(var fields)) {
      fields.forEach((name, value) -> variables.put(name, StartVariables.text(value)));
    }
    variables.put("BK_CI_PARENT_PIPELINE_NAME", build.pipeline().name());
    variables.put("BK_CI_PARENT_BUILD_ID", build.id().value());
    variables.put("BK_CI_PARENT_BUILD_NUM", Long.toString(build.number()));
    variables.put("BK_CI_PARENT_BUILD_TASK_ID", task.id().value());
    variables.put("BK_CI_PARENT_EXECUTE_COUNT", Integer.toString(build.attempt()));
    variables.put(DEPTH, Integer.toString(depth + 1));
    return variables;
  }

  /** Builds above this one. Tasks can't lower it: the platform gives it read-only. */
  private static int depth(Build build) {
    VariableValue depth = build.variables().get(DEPTH);
    return depth != null && depth.readOnly() && depth.value().matches("\\d{1,4}")
        ? Integer.parseInt(depth.value())
        : 0;
  }

  static void started(Progress progress, SubPipelineStarted event) {
    OpenTask open = WaitingTasks.find(progress, event, event.retry(), TaskStatus.CALL_WAITING);
    if (open == null
        || !(open.task().work().orElseThrow() instanceof Call call)
        || call.child().isPresent()) {
      return;
    }
    var known = new Call(call.waits(), Optional.of(event.child()));
    open.put(open.task().waiting(TaskStatus.CALL_WAITING, known));
    if (!call.waits()) {
      open.end(TaskStatus.SUCCEED, Optional.empty());
    }
  }

  static void ended(Progress progress, SubPipelineEnded event) {
    OpenTask open = WaitingTasks.find(progress, event, event.retry(), TaskStatus.CALL_WAITING);
    TaskResult result = event.result();
    if (open != null && !TaskRetry.retried(open, result)) {
      open.end(
          WorkerTaskControl.statusOf(result.outcome()),
          result.failure(),
          result.outputs(),
          List.of());
    }
  }

  private static String text(Map<String, Data> fields, String name) {
    Data value = fields.get(name);
    return value == null ? "" : StartVariables.text(value);
  }
}
