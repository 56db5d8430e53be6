package dev.millrace.pipeline.problem;

/** Kinds of values as a message names them; each has a word in every language. */
public enum Kind {
  TEXT,
  BOOLEAN,
  WHOLE_NUMBER,
  NUMBER,
  LIST,
  MAP,
  /** A key with nothing after it. */
  NOTHING
}
