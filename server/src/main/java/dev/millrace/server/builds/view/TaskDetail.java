package dev.millrace.server.builds.view;

import dev.millrace.engine.state.Continuation;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task in its last execution.
 *
 * @param isPost whether it is a post action of an earlier task
 * @param attempt of its job in which it ran last
 * @param retry automatic retries within that attempt, from 0
 * @param timing how long it waited before it began is not known: neither its turn nor a pause is
 *     noted
 * @param continued how it went on after its pause in this attempt
 * @param work what the server does or did for it: a review, a call, a gate
 */
public record TaskDetail(
    TaskId id,
    String name,
    boolean isPost,
    TaskStatus status,
    int attempt,
    int retry,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Timing timing,
    Optional<Failure> failure,
    List<Sentence> warnings,
    Optional<Continuation> continued,
    Optional<ServerWork> work) {
  public TaskDetail {
    warnings = List.copyOf(warnings);
  }
}
