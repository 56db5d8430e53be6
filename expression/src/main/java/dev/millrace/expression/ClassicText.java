package dev.millrace.expression;

import org.jspecify.annotations.Nullable;

/** One pass of the classic dialect over a text. */
final class ClassicText {
  private static final String VARIABLES = "variables.";

  private final String text;
  private final FlatVariables variables;
  private final BoundedText result;
  private int copied;

  private ClassicText(String text, FlatVariables variables, BoundedText result) {
    this.text = text;
    this.variables = variables;
    this.result = result;
  }

  /** Puts the value of each known {@code ${name}} and {@code ${{ name }}} in its place. */
  static String replaceOnce(String text, FlatVariables variables, int maxLength) {
    return new ClassicText(text, variables, new BoundedText(maxLength)).replace();
  }

  private String replace() {
    for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at)) {
      at = replaceAt(at);
    }
    return result.add(text, copied, text.length()).toString();
  }

  /** Replaces the marker at {@code start} if it is one and known; returns where to go on. */
  private int replaceAt(int start) {
    int nameStart = start + (text.startsWith("${{", start) ? 3 : 2);
    int nameEnd = nameStart;
    while (nameEnd < text.length() && "${}^".indexOf(text.charAt(nameEnd)) < 0) {
      nameEnd++;
    }
    String closing = nameStart - start == 3 ? "}}" : "}";
    if (!text.startsWith(closing, nameEnd)) {
      return nameEnd;
    }
    String value = valueOf(text.substring(nameStart, nameEnd).strip());
    int end = nameEnd + closing.length();
    if (value != null) {
      result.add(text, copied, start).add(value);
      copied = end;
    }
    return end;
  }

  /** By full name; a plain variable also with or without the name of its context before it. */
  private @Nullable String valueOf(String name) {
    String value = LegacyNames.lookUp(variables, name);
    if (value != null) {
      return value;
    }
    return name.startsWith(VARIABLES)
        ? LegacyNames.lookUp(variables, name.substring(VARIABLES.length()))
        : LegacyNames.lookUp(variables, VARIABLES + name);
  }
}
