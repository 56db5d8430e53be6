package dev.millrace.server.logs.file;

/** A length of a log, in bytes and in lines. */
record Extent(long bytes, long lines) {
  static final Extent EMPTY = new Extent(0, 0);
}
