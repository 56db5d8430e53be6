package dev.millrace.engine.mutex;

import dev.millrace.wording.Sentence;

/** What a mutex wants a build to be told. At least once; the build knows a repeated one. */
public sealed interface MutexMessage {
  /** Whose request is answered. */
  MutexClaim to();

  /** The job holds the mutex. */
  record Grant(MutexClaim to) implements MutexMessage {}

  /** The job does not get the mutex and does not wait for it. */
  record Refuse(MutexClaim to, Sentence reason) implements MutexMessage {}
}
