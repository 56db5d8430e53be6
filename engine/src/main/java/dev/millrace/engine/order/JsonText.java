package dev.millrace.engine.order;

import dev.millrace.pipeline.data.Data;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The little JSON that the rules have to write. */
public final class JsonText {
  private JsonText() {}

  /** A string, quoted. */
  public static String quoted(String text) {
    var json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      append(json, text.charAt(i));
    }
    return json.append('"').toString();
  }

  /** An array of values that are JSON already. */
  public static String array(Stream<String> values) {
    return values.collect(Collectors.joining(",", "[", "]"));
  }

  /** An object of values that are JSON already. */
  public static String object(Stream<Map.Entry<String, String>> fields) {
    return fields
        .map(field -> quoted(field.getKey()) + ":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Open data as JSON. */
  public static String of(Data data) {
    return switch (data) {
      case Data.Text(var text) -> quoted(text);
      case Data.Flag(var flag) -> Boolean.toString(flag);
      case Data.Decimal(var number) -> number.toString();
      case Data.Items(var values) -> array(values.stream().map(JsonText::of));
      case Data.Fields(var fields) ->
          object(
              fields.entrySet().stream()
                  .map(field -> Map.entry(field.getKey(), of(field.getValue()))));
      case Data.Nothing _ -> "null";
    };
  }

  private static void append(StringBuilder json, char c) {
    if (c == '"' || c == '\\') {
      json.append('\\').append(c);
    } else if (c < ' ') {
      json.append(String.format("\\u%04x", (int) c));
    } else {
      json.append(c);
    }
  }
}
