package dev.millrace.engine.queue;

import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One check of the chain that a request for a build goes through.
 *
 * @param name for the reader of the chain
 * @param check passes, or says why not
 */
record StartInterceptor(String name, Check check) {
  interface Check {
    Optional<Sentence> problemOf(StartRequest request, BuildQueue queue, Instant now);
  }

  /**
   * A request as the checks see it.
   *
   * @param ofKnown of a build that exists: it is tried again, or was announced
   */
  record StartRequest(QueueSettings settings, boolean ofKnown, boolean sourcesUnchanged) {}

  static final List<StartInterceptor> CHAIN =
      List.of(
          new StartInterceptor("run lock", StartInterceptor::runLock),
          new StartInterceptor("queue", StartInterceptor::room),
          new StartInterceptor("rate of starts", StartInterceptor::rate),
          new StartInterceptor("sources", StartInterceptor::sources));

  /** The first that has something against the request. */
  static Optional<Sentence> problemOf(StartRequest request, BuildQueue queue, Instant now) {
    for (StartInterceptor interceptor : CHAIN) {
      Optional<Sentence> problem = interceptor.check().problemOf(request, queue, now);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<Sentence> runLock(StartRequest request, BuildQueue queue, Instant now) {
    return request.settings().lock() == RunLock.LOCK
        ? Optional.of(QueueWording.LOCKED.of())
        : Optional.empty();
  }

  private static Optional<Sentence> room(StartRequest request, BuildQueue queue, Instant now) {
    QueueSettings settings = request.settings();
    return switch (settings.lock()) {
      case MULTIPLE ->
          queue.unfinished() >= settings.capacity()
              ? Optional.of(
                  QueueWording.TOO_MANY_UNFINISHED.of(queue.unfinished(), settings.capacity()))
              : Optional.empty();
      case SINGLE, SINGLE_LOCK, GROUP_LOCK ->
          settings.length() == 0
                  && !settings.cancelsOthers()
                  && (queue.running() >= settings.slots() || queue.waiting() > 0)
              ? Optional.of(QueueWording.NO_PLACE_TO_WAIT.of())
              : Optional.empty();
      case LOCK -> Optional.empty();
    };
  }

  private static Optional<Sentence> rate(StartRequest request, BuildQueue queue, Instant now) {
    return request.ofKnown() || queue.head().rate().allows(now)
        ? Optional.empty()
        : Optional.of(QueueWording.TOO_FAST.of(StartRate.BURST, StartRate.REFILL.toMillis()));
  }

  private static Optional<Sentence> sources(StartRequest request, BuildQueue queue, Instant now) {
    return request.sourcesUnchanged()
        ? Optional.of(QueueWording.SOURCES_UNCHANGED.of())
        : Optional.empty();
  }
}
