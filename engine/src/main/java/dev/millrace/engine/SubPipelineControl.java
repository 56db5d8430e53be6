package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.SubPipelineEnded;
import dev.millrace.engine.event.BuildEvent.SubPipelineStarted;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Caller;
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

  /** What a child knows as its parent does: who began it all, and for which project. */
  private static final List<String> INHERITED =
      List.of(
          "BK_CI_START_USER_ID",
          "BK_CI_START_USER_NAME",
          "BK_CI_PROJECT_NAME",
          "BK_CI_PROJECT_NAME_CN");

  private SubPipelineControl() {}

  static void call(
      Progress progress, OpenTask open, SequencedMap<String, Data> inputs, Duration timeout) {
    boolean byName = text(inputs, "subPipelineType").equals("NAME");
    String pipeline = text(inputs, byName ? "subPipelineName" : "subPipelineId").strip();
    int depth = progress.build().start().caller().map(Caller::depth).orElse(0);
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
              parameters(inputs),
              origin(progress.build(), task),
              waits));
    }
  }

  private static SequencedMap<String, String> parameters(Map<String, Data> inputs) {
    var parameters = new LinkedHashMap<String, String>();
    if (inputs.get("parameters") instanceof Data.Fields(var fields)) {
      fields.forEach((name, value) -> parameters.put(name, StartVariables.text(value)));
    }
    return parameters;
  }

  private static SequencedMap<String, String> origin(Build build, TaskState task) {
    var origin = new LinkedHashMap<String, String>();
    for (String name : INHERITED) {
      VariableValue known = build.start().builtIn().get(name);
      if (known != null) {
        origin.put(name, known.value());
      }
    }
    origin.put("BK_CI_START_TYPE", "PIPELINE");
    origin.put("BK_CI_PARENT_PIPELINE_ID", build.queueing().pipeline().value());
    origin.put("BK_CI_PARENT_PIPELINE_NAME", build.pipeline().name());
    origin.put("BK_CI_PARENT_BUILD_ID", build.id().value());
    origin.put("BK_CI_PARENT_BUILD_NUM", Long.toString(build.number()));
    origin.put("BK_CI_PARENT_BUILD_TASK_ID", task.id().value());
    origin.put("BK_CI_PARENT_EXECUTE_COUNT", Integer.toString(build.attempt()));
    return origin;
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
