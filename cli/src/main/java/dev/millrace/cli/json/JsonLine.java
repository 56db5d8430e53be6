package dev.millrace.cli.json;

import dev.millrace.cli.terminal.Console;
import java.util.Optional;

/** A flat JSON object as one line of text (RFC 8259), fields in the order they were added. */
public final class JsonLine {
  private final StringBuilder text = new StringBuilder("{");

  /** Adds a text. */
  public JsonLine with(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  /** Adds a whole number. */
  public JsonLine with(String name, long value) {
    name(name);
    text.append(value);
    return this;
  }

  /** Adds a truth value. */
  public JsonLine with(String name, boolean value) {
    name(name);
    text.append(value);
    return this;
  }

  /** Adds a text where there is one. */
  public JsonLine with(String name, Optional<String> value) {
    value.ifPresent(present -> with(name, present));
    return this;
  }

  private void name(String name) {
    if (text.length() > 1) {
      text.append(',');
    }
    quote(name);
    text.append(':');
  }

  private void quote(String value) {
    text.append('"');
    for (int at = 0; at < value.length(); at++) {
      char character = value.charAt(at);
      switch (character) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          // Half of a surrogate pair has no form in UTF-8; a terminal must not see control codes.
          boolean isAlone = Character.isSurrogate(character) && !isInPair(value, at);
          if (character < 0x20 || character == 0x7f || isAlone) {
            text.append("\\u").append("%04x".formatted((int) character));
          } else {
            text.append(character);
          }
        }
      }
    }
    text.append('"');
  }

  private static boolean isInPair(String value, int at) {
    return Character.isHighSurrogate(value.charAt(at))
        ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
  }

  /** Writes it as a line of its own. */
  public void printTo(Console console) {
    console.write(toString());
  }

  /** The object and a line feed. */
  @Override
  public String toString() {
    return text + "}\n";
  }
}
