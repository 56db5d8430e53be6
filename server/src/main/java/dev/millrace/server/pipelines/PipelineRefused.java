package dev.millrace.server.pipelines;

/** A wish that can't be fulfilled; nothing has changed. */
public final class PipelineRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  public PipelineRefused(Refusal refusal) {
    super(refusal.reason().english());
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
