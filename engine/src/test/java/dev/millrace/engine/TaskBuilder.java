package dev.millrace.engine;

import dev.millrace.pipeline.ContinueOnError;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.Timeout;
import dev.millrace.pipeline.data.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

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
  private String namespace = "";
  private Optional<Data> post = Optional.empty();
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

  /** A manual review by these users, parted by commas. */
  static TaskBuilder aReview(String reviewers) {
    return new TaskBuilder(
        new TaskAction.ManualReview(Data.ordered(Map.of("reviewUsers", Data.text(reviewers)))));
  }

  /** A call of the pipeline with this name. */
  static TaskBuilder aCall(String pipeline, boolean waits) {
    return new TaskBuilder(
        new TaskAction.SubPipeline(
            Data.ordered(
                Map.of(
                    "subPipelineType",
                    Data.text("NAME"),
                    "subPipelineName",
                    Data.text(pipeline),
                    "asynchronous",
                    Data.flag(!waits)))));
  }

  /** A quality gate before or after a task called {@code guarded}. */
  static TaskBuilder aGate(TaskAction.GatePoint point, String guarded) {
    return new TaskBuilder(
        new TaskAction.QualityGate(
            point, Data.ordered(Map.of("interceptTaskName", Data.text(guarded)))));
  }

  /** Another input, of a review, a call or a gate. */
  TaskBuilder input(String name, Data value) {
    action =
        switch (action) {
          case TaskAction.ManualReview(var inputs) ->
              new TaskAction.ManualReview(with(inputs, name, value));
          case TaskAction.SubPipeline(var inputs) ->
              new TaskAction.SubPipeline(with(inputs, name, value));
          case TaskAction.QualityGate(var point, var inputs) ->
              new TaskAction.QualityGate(point, with(inputs, name, value));
          default -> throw new IllegalStateException(action + " takes no such input here");
        };
    return this;
  }

  private static SequencedMap<String, Data> with(
      SequencedMap<String, Data> inputs, String name, Data value) {
    var all = new LinkedHashMap<>(inputs);
    all.put(name, value);
    return all;
  }

  TaskBuilder remindsAfter(int hours) {
    return input("reminderTime", Data.number(hours));
  }

  /** With a post action on this condition. */
  TaskBuilder post(String condition) {
    post =
        Optional.of(
            new Data.Fields(
                Data.ordered(
                    Map.of(
                        "postCondition",
                        Data.text(condition),
                        "postEntryParam",
                        Data.text("clean")))));
    return this;
  }

  TaskBuilder namespace(String other) {
    namespace = other;
    return this;
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
        namespace,
        condition,
        timeout,
        continueOnError,
        retries,
        retriedByHand,
        pauses,
        List.of(),
        Data.ordered(environment),
        post,
        Data.none());
  }
}
