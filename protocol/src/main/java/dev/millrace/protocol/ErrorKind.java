package dev.millrace.protocol;

/** Whose fault an unsuccessful task is; order and names are those of the BK-CI wire. */
public enum ErrorKind {
  SYSTEM,
  USER,
  THIRD_PARTY,
  PLUGIN,
  BUILD_MACHINE
}
