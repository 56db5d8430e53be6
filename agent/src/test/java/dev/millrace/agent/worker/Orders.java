package dev.millrace.agent.worker;

import dev.millrace.protocol.TaskAction;
import dev.millrace.protocol.TaskOrder;
import dev.millrace.protocol.TypedVariable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Builds task orders. */
final class Orders {
  private final String taskId;
  private final TaskAction action;
  private final Map<String, TypedVariable> variables = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private Duration timeout = Duration.ofHours(1);
  private boolean constraintDialect;
  private boolean failOnInvalidVariable;

  private Orders(String taskId, TaskAction action) {
    this.taskId = taskId;
    this.action = action;
  }

  static Orders script(String taskId, String script) {
    return script(taskId, "auto", script);
  }

  static Orders script(String taskId, String shell, String script) {
    return new Orders(taskId, new TaskAction.RunScript(shell, script, false));
  }

  static Orders of(String taskId, TaskAction action) {
    return new Orders(taskId, action);
  }

  Orders with(String name, String value) {
    variables.put(name, TypedVariable.plain(value));
    return this;
  }

  Orders withSecret(String name, String value) {
    variables.put(name, new TypedVariable(value, false, true));
    return this;
  }

  Orders withReadOnly(String name, String value) {
    variables.put(name, new TypedVariable(value, true, false));
    return this;
  }

  Orders withEnvironment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Orders within(Duration time) {
    timeout = time;
    return this;
  }

  Orders inConstraintDialect() {
    constraintDialect = true;
    return this;
  }

  Orders failingOnInvalidVariables() {
    failOnInvalidVariable = true;
    return this;
  }

  TaskOrder order() {
    return new TaskOrder(
        taskId,
        1,
        0,
        "step-" + taskId,
        "Task " + taskId,
        action,
        timeout,
        environment,
        variables,
        constraintDialect,
        failOnInvalidVariable);
  }
}
