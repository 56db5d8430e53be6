package dev.millrace.cli.arguments;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stood on the command line.
 *
 * @param command empty: none was named
 * @param options values by name; a flag has an empty text
 * @param group words of a group of commands that were given without the rest: {@code build}
 */
public record Invocation(
    Optional<Command> command,
    Map<String, List<String>> options,
    List<String> operands,
    String group) {
  public Invocation {
    options = Map.copyOf(options);
    operands = List.copyOf(operands);
  }

  /** Whether the option was given. */
  public boolean has(String option) {
    return options.containsKey(option);
  }

  /** The value of an option; the last one if it was given more than once. */
  public Optional<String> value(String option) {
    return values(option).stream().reduce((_, last) -> last);
  }

  /** All values of an option, in order. */
  public List<String> values(String option) {
    return options.getOrDefault(option, List.of());
  }
}
