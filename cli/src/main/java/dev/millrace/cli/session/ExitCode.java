package dev.millrace.cli.session;

/** What the process says with its end; scripts rely on it. */
public enum ExitCode {
  SUCCESS(0),
  /** The build ran and failed. */
  BUILD_FAILED(1),
  /** The pipeline, a value or the command line is wrong. */
  INVALID(2),
  /** Not the user's doing: a disk, a bug. */
  OUR_FAULT(3),
  /** The build ended because somebody did not let it go on; nothing failed. */
  REJECTED(4),
  /** Ctrl-C, or the build was cancelled. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
