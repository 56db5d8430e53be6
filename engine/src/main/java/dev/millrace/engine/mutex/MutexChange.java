package dev.millrace.engine.mutex;

import dev.millrace.engine.mutex.MutexGroup.Hold;
import dev.millrace.engine.mutex.MutexGroup.Waiter;

/** What one event changed in a group, as small as the rows that a store has to write. */
public sealed interface MutexChange {
  /** The group has this holder. */
  record Held(Hold hold) implements MutexChange {}

  /** Nobody holds it, nobody waits: nothing is left to be kept. */
  record Freed() implements MutexChange {}

  /** Somebody waits now, behind all others. */
  record Joined(Waiter waiter) implements MutexChange {}

  /** The waiter with this ticket waits no longer. */
  record Left(long ticket) implements MutexChange {}
}
