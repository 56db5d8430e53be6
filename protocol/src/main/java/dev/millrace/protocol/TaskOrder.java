package dev.millrace.protocol;

import java.time.Duration;
import java.util.Map;

/**
 * One task to run.
 *
 * @param taskId unique in the build
 * @param attempt of the build's task, from 1; together with {@code retry} it names one execution
 * @param retry automatic retries before this one, from 0
 * @param stepId the author's id of the task, or empty: then {@code ::set-output} has no target
 * @param name as shown to people
 * @param timeout after which the task's process tree is killed
 * @param environment the task's {@code env} over the job's, already replaced
 * @param variables every variable and context value of the build, by flat name, at this moment;
 *     those of {@code jobs} only where the action may look at them
 * @param constraintDialect true: only {@code ${{ }}} is replaced, by the worker; false (classic):
 *     the server has replaced the action's texts already
 * @param failOnInvalidVariable a value over the limit fails the task instead of being dropped
 */
public record TaskOrder(
    String taskId,
    int attempt,
    int retry,
    String stepId,
    String name,
    TaskAction action,
    Duration timeout,
    Map<String, String> environment,
    Map<String, TypedVariable> variables,
    boolean constraintDialect,
    boolean failOnInvalidVariable) {
  public TaskOrder {
    environment = Map.copyOf(environment);
    variables = Map.copyOf(variables);
  }
}
