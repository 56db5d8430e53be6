package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes open values as YAML: maps and lists in block form, short lists of single values in one
 * line, texts plain where they can be, several lines as a block.
 */
final class Emitter {
  private static final int STEP = 2;
  private static final int LINE_WIDTH = 100;

  /** Plain texts that mean something else, here or to readers of YAML 1.1. */
  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "~|null|true|false|yes|no|on|off|y|n|[-+]?[.]?[0-9][0-9_.:xXoOa-fA-F+-]*"
              + "|[-+]?[.](inf|nan)",
          Pattern.CASE_INSENSITIVE);

  /** What a plain text may start with; the rest must hold no sign of its own. */
  private static final Pattern PLAIN =
      Pattern.compile("[^\\s\\p{Cntrl}\\-?:,\\[\\]{}#&*!|>'\"%@`].*");

  private static final Pattern SIGNS = Pattern.compile(": |:$| #|[,\\[\\]{}]|\\p{Cntrl}|\\s$");

  /** The same outside of a list in one line, where commas and braces are nothing special. */
  private static final Pattern BLOCK_SIGNS = Pattern.compile(": |:$| #|\\p{Cntrl}|\\s$");

  private static final Pattern NOT_IN_BLOCK = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|^[\\s]");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Co}\\p{Cs}\\uFEFF]");

  private final StringBuilder out = new StringBuilder();

  private Emitter() {}

  /** The whole document. */
  static String document(Data.Fields root) {
    var emitter = new Emitter();
    boolean first = true;
    for (Map.Entry<String, Data> entry : root.values().entrySet()) {
      boolean isLarge = !isInline(entry.getValue(), 0);
      if (!first && isLarge) {
        emitter.out.append('\n');
      }
      emitter.entry(entry.getKey(), entry.getValue(), 0);
      first = false;
    }
    return emitter.out.toString();
  }

  /** One key of a map whose keys stand at {@code indent}; starts without indentation. */
  static String entry(String key, Data value, int indent, String lineBreak) {
    var emitter = new Emitter();
    emitter.entry(key, value, indent);
    return emitter.out.substring(indent).replace("\n", lineBreak);
  }

  /** One item of a list whose dashes stand at {@code indent}; starts with the dash. */
  static String item(Data value, int indent, String lineBreak) {
    var emitter = new Emitter();
    emitter.item(value, indent);
    return emitter.out.substring(indent).replace("\n", lineBreak);
  }

  /** A value in one line, if it has such a form. */
  static String inline(Data value) {
    return flow(value, false);
  }

  private void entry(String key, Data value, int indent) {
    pad(indent);
    out.append(scalar(key, true)).append(':');
    value(value, indent, indent + STEP);
  }

  private void item(Data value, int indent) {
    pad(indent);
    out.append('-');
    if (value instanceof Data.Fields(var fields) && !fields.isEmpty()) {
      int start = out.length();
      for (Map.Entry<String, Data> entry : fields.entrySet()) {
        entry(entry.getKey(), entry.getValue(), indent + STEP);
      }
      // The first key stands beside the dash.
      out.replace(start, start + indent + STEP, " ");
    } else {
      value(value, indent, indent + STEP);
    }
  }

  private void value(Data value, int indent, int inner) {
    if (value instanceof Data.Text(String text) && isBlock(text)) {
      block(text, inner);
    } else if (isInline(value, indent)) {
      out.append(' ').append(flow(value, false)).append('\n');
    } else if (value instanceof Data.Items(List<Data> items)) {
      out.append('\n');
      items.forEach(item -> item(item, inner));
    } else if (value instanceof Data.Fields(var fields)) {
      out.append('\n');
      fields.forEach((key, field) -> entry(key, field, inner));
    }
  }

  /** Single values, empty collections and short lists of single values. */
  static boolean isInline(Data value, int indent) {
    return switch (value) {
      case Data.Text(String text) -> !isBlock(text);
      case Data.Flag _, Data.Decimal _, Data.Nothing _ -> true;
      case Data.Fields(var fields) -> fields.isEmpty();
      case Data.Items(var items) ->
          items.isEmpty()
              || (items.stream().noneMatch(Emitter::isNested)
                  && flow(value, false).length() + indent + STEP < LINE_WIDTH);
    };
  }

  private static boolean isNested(Data value) {
    return switch (value) {
      case Data.Text(String text) -> isBlock(text);
      case Data.Flag _, Data.Decimal _, Data.Nothing _ -> false;
      case Data.Items _, Data.Fields _ -> true;
    };
  }

  private static boolean isBlock(String text) {
    return text.indexOf('\n') >= 0
        && !NOT_IN_BLOCK.matcher(text).find()
        && !UNPRINTABLE.matcher(text.replace("\n", "").replace("\t", "")).find();
  }

  private void block(String text, int indent) {
    out.append(" |");
    if (!text.endsWith("\n")) {
      out.append('-');
    } else if (text.endsWith("\n\n")) {
      out.append('+');
    }
    out.append('\n');
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : body.split("\n", -1)) {
      if (!line.isEmpty()) {
        pad(indent);
      }
      out.append(line).append('\n');
    }
  }

  private static String flow(Data value, boolean nested) {
    return switch (value) {
      case Data.Text(String text) -> scalar(text, nested);
      case Data.Flag(boolean flag) -> Boolean.toString(flag);
      case Data.Decimal(var number) -> number.toString();
      case Data.Nothing() -> "null";
      case Data.Items(var items) ->
          items.stream().map(item -> flow(item, true)).collect(Collectors.joining(", ", "[", "]"));
      case Data.Fields(var fields) ->
          fields.isEmpty()
              ? "{}"
              : fields.entrySet().stream()
                  .map(entry -> scalar(entry.getKey(), true) + ": " + flow(entry.getValue(), true))
                  .collect(Collectors.joining(", ", "{ ", " }"));
    };
  }

  /** {@code strict}: as a key or in a list in one line, where more signs mean something. */
  private static String scalar(String text, boolean strict) {
    if (UNPRINTABLE.matcher(text).find()) {
      return quoted(text);
    }
    boolean isPlain =
        PLAIN.matcher(text).matches()
            && !(strict ? SIGNS : BLOCK_SIGNS).matcher(text).find()
            && (!AMBIGUOUS.matcher(text).matches() || (strict && text.equals("on")));
    return isPlain ? text : "'" + text.replace("'", "''") + "'";
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.chars()
        .forEach(c -> {
          switch (c) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\t' -> quoted.append("\\t");
            case '\r' -> quoted.append("\\r");
            default -> {
              if (UNPRINTABLE.matcher(Character.toString(c)).find() && !isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", c));
              } else {
                quoted.append((char) c);
              }
            }
          }
        });
    return quoted.append('"').toString();
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private void pad(int indent) {
    out.repeat(' ', indent);
  }
}
