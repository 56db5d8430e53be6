package dev.millrace.engine.state;

/** What a job has of a machine. It asks for one when a task needs it, and keeps it to its end. */
public enum MachineUse {
  /** It has none and waits for none. */
  NONE,
  /** One is being prepared or runs its worker; no task has begun on it. */
  FRESH,
  /** A task has begun on it, so that with it work would be lost. */
  USED
}
