package dev.millrace.pipeline;

import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One script, checkout or plugin call.
 *
 * @param id the author's id, unique in its job, or empty: its outputs can't be named then
 * @param name empty when none is given; {@link #displayName()} says what people see
 * @param namespace prefix of output variables, or empty
 * @param retryTimes automatic retries after a failure, 0..5
 * @param pauseReceivers users told when the task pauses before it runs
 * @param environment over the job's, in the author's order, not yet replaced
 * @param post what a plugin wants done after the job; only from the JSON model
 */
public record Task(
    String id,
    String name,
    boolean enabled,
    TaskAction action,
    String namespace,
    RunCondition condition,
    Timeout timeout,
    ContinueOnError continueOnError,
    int retryTimes,
    boolean canRetryManually,
    boolean pauseBeforeRun,
    List<String> pauseReceivers,
    SequencedMap<String, String> environment,
    Optional<Data> post,
    SequencedMap<String, Data> extras)
    implements TaskEntry {
  public Task {
    pauseReceivers = List.copyOf(pauseReceivers);
    environment = Data.ordered(environment);
    extras = Data.ordered(extras);
  }

  /** The same with another action. */
  public Task with(TaskAction other) {
    return new Task(
        id,
        name,
        enabled,
        other,
        namespace,
        condition,
        timeout,
        continueOnError,
        retryTimes,
        canRetryManually,
        pauseBeforeRun,
        pauseReceivers,
        environment,
        post,
        extras);
  }

  /** What people see: the name, or what the task does. */
  public String displayName() {
    return name.isEmpty() ? action.defaultName() : name;
  }
}
