package dev.millrace.engine.order;

import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.data.Data;
import java.time.Duration;
import java.util.SequencedMap;

/**
 * One execution of a task, as its worker is to run it.
 *
 * @param attempt of the build; together with {@code retry} it names the execution
 * @param stepId the author's id of the task, or empty
 * @param name as shown to people
 * @param action with its texts replaced in the classic dialect; as written in the constraint
 *     dialect, where the worker replaces
 * @param timeout after which the task is to be ended
 * @param environment the task's {@code env} over the job's, replaced
 * @param contexts every variable and context value by flat name, computed when asked
 * @param constraintDialect the worker is to replace <code>${{ }}</code> in the action
 * @param failOnInvalidVariable a value over the limit fails the task instead of being dropped
 */
public record TaskOrder(
    TaskId task,
    int attempt,
    int retry,
    String stepId,
    String name,
    TaskAction action,
    Duration timeout,
    SequencedMap<String, String> environment,
    Contexts contexts,
    boolean constraintDialect,
    boolean failOnInvalidVariable) {
  public TaskOrder {
    environment = Data.ordered(environment);
  }
}
