package dev.millrace.server.configuration;

import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.stream.Collectors;

/** Settings that can't be; nothing was started. */
public final class InvalidSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Sentence> reasons;

  InvalidSettings(List<Sentence> reasons) {
    super(reasons.stream().map(Sentence::english).collect(Collectors.joining("; ")));
    this.reasons = List.copyOf(reasons);
  }

  /** Everything that is wrong; never empty. */
  public List<Sentence> reasons() {
    return reasons;
  }
}
