package dev.millrace.server.traces;

import java.util.Locale;

/** What something waited for, as far as the moments were noted. */
public enum WaitCause {
  /** A slot in the queue of its pipeline or group. */
  QUEUE,
  /** People who are asked whether it may begin. */
  REVIEW,
  /** Other jobs of its stage. */
  JOBS,
  /** A mutex that another job held. */
  MUTEX,
  /** A machine and its worker. */
  MACHINE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
