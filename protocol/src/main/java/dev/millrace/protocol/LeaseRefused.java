package dev.millrace.protocol;

/** The lease is not, or no longer, the current one of its job. Final: stop working on the job. */
public final class LeaseRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int errorCode;

  /**
   * @param errorCode one of {@link ErrorCodes}
   * @param message names the job, the lease offered and what is current
   */
  public LeaseRefused(int errorCode, String message) {
    super(message);
    this.errorCode = errorCode;
  }

  public int errorCode() {
    return errorCode;
  }
}
