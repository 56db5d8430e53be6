package dev.millrace.server;

import java.nio.file.Path;

/** Another process has the state folder open; only one may. */
public final class StateFolderInUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StateFolderInUse(Path folder) {
    super("the state folder " + folder + " is in use by another process");
  }
}
