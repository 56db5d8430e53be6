package dev.millrace.engine;

import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.stream.Collectors;

/** A build can't be started as requested. Final: the same request is refused again. */
public final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Sentence> problems;

  /**
   * Refuses with every reason at once.
   *
   * @param problems at least one
   */
  public StartRefused(List<Sentence> problems) {
    super(problems.stream().map(Sentence::english).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** Everything that speaks against the start, in the order of the pipeline. */
  public List<Sentence> problems() {
    return problems;
  }
}
