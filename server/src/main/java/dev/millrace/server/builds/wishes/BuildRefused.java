package dev.millrace.server.builds.wishes;

/** A wish about a build that can't be fulfilled; nothing has changed. */
public final class BuildRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient BuildRefusal refusal;

  public BuildRefused(BuildRefusal refusal) {
    super(refusal.reason().english());
    this.refusal = refusal;
  }

  public BuildRefusal refusal() {
    return refusal;
  }
}
