package dev.millrace.cli.view;

import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.text.Texts;

/** How a line of a log looks. */
final class LogLines {
  private static final String SECTION = "##[section]";
  private static final String COMMAND = "##[command]";
  private static final String ERROR = "##[error]";
  private static final String WARNING = "##[warning]";
  private static final String INFO = "##[info]";
  private static final String DEBUG = "##[debug]";

  private LogLines() {}

  /** The line without its mark, in the colour the mark or its kind stands for. */
  static Line of(LogTail.Shown shown, Symbols symbols, Texts texts) {
    if (shown.beginsGroup()) {
      return group(shown, symbols, texts);
    }
    String text = shown.text();
    return switch (shown.kind()) {
      case OUTPUT, CONTINUED -> marked(text, Style.PLAIN);
      case ERROR -> marked(text, Style.RED);
      case WARNING -> marked(text, Style.YELLOW);
      case DEBUG, PLATFORM -> marked(text, Style.FAINT);
    };
  }

  private static Line group(LogTail.Shown shown, Symbols symbols, Texts texts) {
    Line title = SafeText.line(shown.title(), Style.BOLD);
    return shown.foldedLines() > 0
        ? Line.of(Style.FAINT, symbols.into() + " ")
            .plus(title)
            .plus(Style.FAINT, " " + texts.get("log.folded", shown.foldedLines()))
        : title;
  }

  private static Line marked(String text, Style usual) {
    if (!text.startsWith("##[")) {
      return SafeText.line(text, usual);
    }
    return unmarked(text, SECTION, Style.BOLD)
        .or(() -> unmarked(text, COMMAND, Style.CYAN))
        .or(() -> unmarked(text, ERROR, Style.RED))
        .or(() -> unmarked(text, WARNING, Style.YELLOW))
        .or(() -> unmarked(text, INFO, usual))
        .or(() -> unmarked(text, DEBUG, Style.FAINT))
        .orElseGet(() -> SafeText.line(text, usual));
  }

  private static java.util.Optional<Line> unmarked(String text, String mark, Style style) {
    return text.startsWith(mark)
        ? java.util.Optional.of(SafeText.line(text.substring(mark.length()), style))
        : java.util.Optional.empty();
  }
}
