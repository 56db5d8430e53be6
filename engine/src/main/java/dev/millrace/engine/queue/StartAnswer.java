package dev.millrace.engine.queue;

import dev.millrace.wording.Sentence;

/** What becomes of a request for a new build. */
public sealed interface StartAnswer {
  /** It may run at once. */
  record Admitted() implements StartAnswer {}

  /** It waits. */
  record Queued(Sentence reason) implements StartAnswer {}

  /** It may be asked for by those who have to be, and has no place yet. */
  record Announced() implements StartAnswer {}

  /** It can't be; nothing has changed. */
  record Refused(Sentence reason) implements StartAnswer {}

  /** It came before: nothing has changed. */
  record Known() implements StartAnswer {}
}
