package dev.millrace.server.workers;

import dev.millrace.pipeline.data.Data;
import java.util.Map;

/** Writes open data as workers want inputs: a text as it is, everything else as JSON. */
final class DataText {
  private DataText() {}

  static String of(Data value) {
    if (value instanceof Data.Text(var text)) {
      return text;
    }
    var json = new StringBuilder();
    write(value, json);
    return json.toString();
  }

  private static void write(Data value, StringBuilder json) {
    switch (value) {
      case Data.Text(var text) -> quote(text, json);
      case Data.Flag(var flag) -> json.append(flag);
      case Data.Decimal(var number) -> json.append(number);
      case Data.Nothing() -> json.append("null");
      case Data.Items(var items) -> {
        String separator = "[";
        for (Data item : items) {
          json.append(separator);
          write(item, json);
          separator = ",";
        }
        json.append(items.isEmpty() ? "[]" : "]");
      }
      case Data.Fields(var fields) -> {
        String separator = "{";
        for (Map.Entry<String, Data> field : fields.entrySet()) {
          json.append(separator);
          quote(field.getKey(), json);
          json.append(':');
          write(field.getValue(), json);
          separator = ",";
        }
        json.append(fields.isEmpty() ? "{}" : "}");
      }
    }
  }

  /** RFC 8259, section 7. */
  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter == '"' || letter == '\\') {
        json.append('\\').append(letter);
      } else if (letter < ' ') {
        json.append(String.format("\\u%04x", (int) letter));
      } else {
        json.append(letter);
      }
    }
    json.append('"');
  }
}
