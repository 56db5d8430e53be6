package dev.millrace.engine.state;

import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How far a task has come.
 *
 * @param definition as written; for a matrix child the same as its siblings'
 * @param attempt of its job in which it ran last, from 1
 * @param retry automatic retries within that attempt, from 0
 * @param endedAt present exactly when it ran and ended
 * @param failure present for failed, timed out and cancelled tasks, and for skipped ones with the
 *     reason of a broken condition or the person who skipped it; on a task that runs: why it is
 *     told to stop
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
    List<Sentence> warnings) {
  public TaskState {
    outputs = Data.ordered(outputs);
    warnings = List.copyOf(warnings);
  }

  /** Laid out and not yet reached. */
  public static TaskState queued(TaskId id, Task definition, int attempt) {
    return new TaskState(
        id,
        definition,
        TaskStatus.QUEUE,
        attempt,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Data.ordered(Map.of()),
        List.of());
  }

  /** This task with a next status and nothing else changed. */
  public TaskState become(TaskStatus next) {
    return new TaskState(
        id, definition, step(next), attempt, retry, startedAt, endedAt, failure, outputs, warnings);
  }

  /** Its worker runs it. */
  public TaskState claimed(Instant now) {
    return new TaskState(
        id,
        definition,
        step(TaskStatus.RUNNING),
        attempt,
        retry,
        Optional.of(now),
        endedAt,
        failure,
        outputs,
        warnings);
  }

  /** Over without having run: skipped, never reached or cancelled before its turn. */
  public TaskState passedOver(TaskStatus next, Optional<Failure> reason) {
    return new TaskState(
        id, definition, step(next), attempt, retry, startedAt, endedAt, reason, outputs, warnings);
  }

  /** Ran and ended. */
  public TaskState ended(
      TaskStatus next,
      Instant now,
      Optional<Failure> reason,
      SequencedMap<String, String> given,
      List<Sentence> complaints) {
    return new TaskState(
        id,
        definition,
        step(next),
        attempt,
        retry,
        startedAt,
        Optional.of(now),
        reason,
        given,
        complaints);
  }

  /** Failed and waits to be chosen again, with the next retry number. */
  public TaskState toRetry() {
    return new TaskState(
        id,
        definition,
        step(TaskStatus.RETRY),
        attempt,
        retry + 1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Data.ordered(Map.of()),
        List.of());
  }

  /** Shall stop, while its job goes on. */
  public TaskState stopping(Failure reason) {
    return new TaskState(
        id,
        definition,
        status,
        attempt,
        retry,
        startedAt,
        endedAt,
        Optional.of(reason),
        outputs,
        warnings);
  }

  /** As never run, in a later attempt of its job. */
  public TaskState again(int later) {
    TaskStatus _ = status == TaskStatus.QUEUE ? status : step(TaskStatus.QUEUE);
    return queued(id, definition, later);
  }

  private TaskStatus step(TaskStatus next) {
    return StatusTable.TASK.step(id, status, next);
  }
}
