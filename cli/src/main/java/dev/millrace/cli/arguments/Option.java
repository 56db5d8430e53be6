package dev.millrace.cli.arguments;

import java.util.Optional;

/**
 * Something a command can be told by name.
 *
 * @param name without the dashes: {@code job}
 * @param letter the short form: {@code v} for {@code -v}
 * @param value what to call its value in the help; empty: it takes none
 * @param repeatable may be given more than once
 */
public record Option(
    String name, Optional<Character> letter, Optional<String> value, boolean repeatable) {
  /** An option that is given or not. */
  public static Option flag(String name) {
    return new Option(name, Optional.empty(), Optional.empty(), false);
  }

  /** An option with a value. */
  public static Option of(String name, String value) {
    return new Option(name, Optional.empty(), Optional.of(value), false);
  }

  /** The same with a short form. */
  public Option orLetter(char shortForm) {
    return new Option(name, Optional.of(shortForm), value, repeatable);
  }

  /** The same, as often as wanted. */
  public Option repeated() {
    return new Option(name, letter, value, true);
  }

  /** As the help writes it: {@code -v, --variable NAME=VALUE}. */
  String synopsis() {
    return letter.map(character -> "-" + character + ", ").orElse("    ")
        + "--"
        + name
        + value.map(text -> " " + text).orElse("");
  }
}
