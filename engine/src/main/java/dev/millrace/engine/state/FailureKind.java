package dev.millrace.engine.state;

/** Whose fault a failure is. */
public enum FailureKind {
  SYSTEM,
  USER,
  THIRD_PARTY,
  PLUGIN,
  BUILD_MACHINE
}
