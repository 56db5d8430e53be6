package dev.millrace.protocol;

import java.util.Map;
import java.util.Optional;

/**
 * How one execution of a task ended. What the user's commands did is a value, so a red task is a
 * report like a green one.
 *
 * @param outcome how it ended
 * @param failure present for every outcome but {@link TaskOutcome#SUCCEEDED}
 * @param variables set by {@code setEnv NAME VALUE} (as {@code NAME}) and {@code ::set-variable}
 *     (as {@code variables.NAME}); values already checked against the limits
 * @param outputs set by {@code ::set-output}, by plain name
 * @param gateValues set by {@code ::set-gate-value} or {@code setGateValue}
 * @param remark set by {@code ::set-remark}
 * @param lostLogLines lines the server could not take, 0 as a rule
 */
public record TaskReport(
    String taskId,
    int attempt,
    int retry,
    TaskOutcome outcome,
    Optional<TaskFailure> failure,
    Map<String, String> variables,
    Map<String, String> outputs,
    Map<String, String> gateValues,
    Optional<String> remark,
    long lostLogLines) {
  public TaskReport {
    if (failure.isPresent() == (outcome == TaskOutcome.SUCCEEDED)) {
      throw new IllegalArgumentException(
          "task " + taskId + " reported " + outcome + " with failure " + failure);
    }
    variables = Map.copyOf(variables);
    outputs = Map.copyOf(outputs);
    gateValues = Map.copyOf(gateValues);
  }
}
