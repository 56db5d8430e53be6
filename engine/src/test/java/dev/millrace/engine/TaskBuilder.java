package dev.millrace.engine;

import dev.millrace.pipeline.ContinueOnError;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.Timeout;
import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A task for tests; a script as a rule. */
final class TaskBuilder {
  private TaskAction action;
  private String id = "";
  private boolean enabled = true;
  private RunCondition condition = RunCondition.DEFAULT;
  private Timeout timeout = Timeout.DEFAULT;
  private ContinueOnError continueOnError = ContinueOnError.NO;
  private int retries;
  private boolean retriedByHand;
  private boolean pauses;
  private Map<String, String> environment = Map.of();

  private TaskBuilder(TaskAction action) {
    this.action = action;
  }

  static TaskBuilder aTask(String script) {
    return new TaskBuilder(
        new TaskAction.Script(
            TaskAction.ScriptOrigin.RUN, script, Optional.empty(), false, Data.none()));
  }

  static TaskBuilder aTask(TaskAction action) {
    return new TaskBuilder(action);
  }

  TaskBuilder id(String other) {
    id = other;
    return this;
  }

  TaskBuilder disabled() {
    enabled = false;
    return this;
  }

  TaskBuilder when(RunCondition other) {
    condition = other;
    return this;
  }

  TaskBuilder when(RunCondition.Word word) {
    return when(new RunCondition.By(word));
  }

  TaskBuilder when(String expression) {
    return when(new RunCondition.When(expression));
  }

  TaskBuilder timeout(String text) {
    timeout = new Timeout(text);
    return this;
  }

  TaskBuilder mayFail() {
    continueOnError = ContinueOnError.AUTO;
    return this;
  }

  TaskBuilder maySkipByHand() {
    continueOnError = ContinueOnError.MANUAL;
    return this;
  }

  TaskBuilder mayBeRetriedByHand() {
    retriedByHand = true;
    return this;
  }

  TaskBuilder retries(int times) {
    retries = times;
    return this;
  }

  TaskBuilder pausesBefore() {
    pauses = true;
    return this;
  }

  TaskBuilder environment(Map<String, String> variables) {
    environment = variables;
    return this;
  }

  Task build() {
    return new Task(
        id,
        "",
        enabled,
        action,
        "",
        condition,
        timeout,
        continueOnError,
        retries,
        retriedByHand,
        pauses,
        List.of(),
        Data.ordered(environment),
        Optional.empty(),
        Data.none());
  }
}
