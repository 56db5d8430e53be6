package dev.millrace.cli.arguments;

import java.util.List;
import java.util.Optional;

/** The command line can't be understood. */
public final class UsageError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final transient List<Object> arguments;
  private final transient Optional<String> suggestion;

  /**
   * A complaint.
   *
   * @param key of the text that says it
   * @param suggestion what was probably meant
   */
  public UsageError(String key, Optional<String> suggestion, Object... arguments) {
    super(key + " " + List.of(arguments));
    this.key = key;
    this.arguments = List.of(arguments);
    this.suggestion = suggestion;
  }

  public String key() {
    return key;
  }

  /** Values for the text's placeholders. */
  public Object[] arguments() {
    return arguments.toArray();
  }

  public Optional<String> suggestion() {
    return suggestion;
  }
}
