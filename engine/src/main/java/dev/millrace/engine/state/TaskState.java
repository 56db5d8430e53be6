package dev.millrace.engine.state;

import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.data.Data;
import java.time.Instant;
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
    SequencedMap<String, String> outputs) {
  public TaskState {
    outputs = Data.ordered(outputs);
  }
}
