package dev.millrace.engine.state;

import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.data.Data;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How far a task has come.
 *
 * @param definition as written; for a matrix child the same as its siblings'
 * @param attempt of the build in which it ran last, from 1
 * @param retry automatic retries within that attempt, from 0
 * @param endedAt present exactly when it ran and ended
 * @param failure present for failed, timed out and cancelled tasks, and for skipped ones with the
 *     reason of a broken condition
 * @param outputs by plain name, in the order they were set
 * @param warnings what it asked for and was not done, such as setting a read-only variable
 */
public record TaskState(
    TaskId id,
    Task definition,
    TaskStatus status,
    int attempt,
    int retry,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Failure> failure,
    SequencedMap<String, String> outputs,
    List<String> warnings) {
  public TaskState {
    outputs = Data.ordered(outputs);
    warnings = List.copyOf(warnings);
  }
}
