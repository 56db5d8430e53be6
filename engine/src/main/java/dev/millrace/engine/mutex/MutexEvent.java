package dev.millrace.engine.mutex;

import java.util.Optional;

/**
 * Something that happened to a mutex from outside. Delivered at least once and in any order; one
 * that comes late or again changes nothing.
 */
public sealed interface MutexEvent {
  /**
   * A job wants the mutex.
   *
   * @param queueLength how many may wait, this job among them; empty: the job does not wait
   */
  record Asked(MutexClaim claim, Optional<Integer> queueLength) implements MutexEvent {}

  /**
   * A job needs the mutex no longer: gives it back, or leaves the queue. One event for both, since
   * a grant may be under way to a job that stops waiting, which can't know what it gives up.
   */
  record Released(MutexClaim claim) implements MutexEvent {}
}
