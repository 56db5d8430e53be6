package dev.millrace.cli.client;

import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.terminal.Widths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Shows answers: to people as lines, to programs as the JSON they are, one object a line. */
record Printing(Session session, boolean json) {
  /** Prints an object as it is if that is wanted; whether it did. */
  boolean asJson(JsonNode object) {
    if (json) {
      session.console().write(object + "\n");
    }
    return json;
  }

  /** Says something to people only. */
  void say(String key, Object... pieces) {
    if (!json) {
      session.console().print(Line.of(SafeText.plain(text(key, pieces))));
    }
  }

  /** A text in the language of the session. */
  String text(String key, Object... pieces) {
    return session.texts().get(key, pieces);
  }

  /** A status in words. */
  String status(String status) {
    return status.isEmpty() ? "" : text("status." + status.toLowerCase(Locale.ROOT));
  }

  /** Rows as columns as wide as they must be, the first in bold. */
  void table(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Widths.of(SafeText.plain(row.get(i))));
      }
    }
    var lines = new ArrayList<Line>();
    for (List<String> row : rows) {
      Line line = Line.EMPTY;
      for (int i = 0; i < columns; i++) {
        String cell = SafeText.plain(row.get(i));
        String gap = i == columns - 1 ? "" : " ".repeat(widths[i] - Widths.of(cell) + 2);
        line = line.plus(i == 0 ? Style.BOLD : Style.PLAIN, cell + gap);
      }
      lines.add(line);
    }
    session.console().print(lines);
  }

  /** A moment to the second. */
  static String moment(String iso) {
    return iso.length() < 19 ? iso : iso.substring(0, 19) + "Z";
  }
}
