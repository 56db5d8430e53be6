package dev.millrace.engine;

import java.util.List;

/** A build can't be started as requested. Final: the same request is refused again. */
public final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * Refuses with every reason at once.
   *
   * @param problems whole sentences, at least one
   */
  public StartRefused(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Everything that speaks against the start, in the order of the pipeline. */
  public List<String> problems() {
    return problems;
  }
}
