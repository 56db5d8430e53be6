package dev.millrace.engine.state;

import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * How far a task has come.
 *
 * @param definition as written; for a matrix child the same as its siblings'
 * @param postOf position in the job of the task whose post action this is
 * @param attempt of its job in which it ran last, from 1
 * @param retry automatic retries within that attempt, from 0
 * @param endedAt present exactly when it ran and ended
 * @param failure present for failed, timed out and cancelled tasks, and for skipped ones with the
 *     reason of a broken condition or the person who skipped it; on a task that runs: why it is
 *     told to stop
 * @param outputs by plain name, in the order they were set
 * @param warnings what it asked for and was not done, such as setting a read-only variable
 * @param continued how it went on after its pause in this attempt
 * @param work what the server does or did for it in this execution, if no worker runs it
 */
public record TaskState(
    TaskId id,
    Task definition,
    OptionalInt postOf,
    TaskStatus status,
    int attempt,
    int retry,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Failure> failure,
    SequencedMap<String, String> outputs,
    List<Sentence> warnings,
    Optional<Continuation> continued,
    Optional<ServerWork> work) {
  public TaskState {
    outputs = Data.ordered(outputs);
    warnings = List.copyOf(warnings);
  }

  /** Laid out and not yet reached. */
  public static TaskState queued(TaskId id, Task definition, OptionalInt postOf, int attempt) {
    return new TaskState(
        id,
        definition,
        postOf,
        TaskStatus.QUEUE,
        attempt,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Data.ordered(Map.of()),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether this is a post action of an earlier task. */
  public boolean isPost() {
    return postOf.isPresent();
  }

  /** This task with a next status and nothing else changed. */
  public TaskState become(TaskStatus next) {
    return with(step(next), startedAt, endedAt, failure, outputs, warnings, continued, work);
  }

  /** Its worker, or the server, runs it. */
  public TaskState claimed(Instant now) {
    return with(
        step(TaskStatus.RUNNING),
        Optional.of(now),
        endedAt,
        failure,
        outputs,
        warnings,
        continued,
        work);
  }

  /** The server waits for an answer from outside. */
  public TaskState waiting(TaskStatus next, ServerWork wanted) {
    return with(
        status == next ? status : step(next),
        startedAt,
        endedAt,
        failure,
        outputs,
        warnings,
        continued,
        Optional.of(wanted));
  }

  /** A person let it go on after its pause. */
  public TaskState continued(Continuation wish) {
    return with(
        step(TaskStatus.QUEUE),
        startedAt,
        endedAt,
        failure,
        outputs,
        warnings,
        Optional.of(wish),
        work);
  }

  /** Over without having run: skipped, never reached or cancelled before its turn. */
  public TaskState passedOver(TaskStatus next, Optional<Failure> reason) {
    return with(step(next), startedAt, endedAt, reason, outputs, warnings, continued, work);
  }

  /** Ran and ended. */
  public TaskState ended(
      TaskStatus next,
      Instant now,
      Optional<Failure> reason,
      SequencedMap<String, String> given,
      List<Sentence> complaints) {
    return with(
        step(next), startedAt, Optional.of(now), reason, given, complaints, continued, work);
  }

  /** Failed and waits to be chosen again, with the next retry number. */
  public TaskState toRetry() {
    return new TaskState(
        id,
        definition,
        postOf,
        step(TaskStatus.RETRY),
        attempt,
        retry + 1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Data.ordered(Map.of()),
        List.of(),
        continued,
        Optional.empty());
  }

  /** Shall stop, while its job goes on. */
  public TaskState stopping(Failure reason) {
    return new TaskState(
        id,
        definition,
        postOf,
        status,
        attempt,
        retry,
        startedAt,
        endedAt,
        Optional.of(reason),
        outputs,
        warnings,
        continued,
        work);
  }

  /** As never run, in a later attempt of its job. */
  public TaskState again(int later) {
    TaskStatus _ = status == TaskStatus.QUEUE ? status : step(TaskStatus.QUEUE);
    return queued(id, definition, postOf, later);
  }

  private TaskStatus step(TaskStatus next) {
    return StatusTable.TASK.step(id, status, next);
  }

  private TaskState with(
      TaskStatus status,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      Optional<Failure> failure,
      SequencedMap<String, String> outputs,
      List<Sentence> warnings,
      Optional<Continuation> continued,
      Optional<ServerWork> work) {
    return new TaskState(
        id,
        definition,
        postOf,
        status,
        attempt,
        retry,
        startedAt,
        endedAt,
        failure,
        outputs,
        warnings,
        continued,
        work);
  }
}
