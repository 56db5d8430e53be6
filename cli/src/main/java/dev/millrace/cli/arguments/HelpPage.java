package dev.millrace.cli.arguments;

import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.terminal.Widths;
import dev.millrace.cli.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** What {@code --help} shows; the sentences are texts by the names of commands and options. */
public record HelpPage(Syntax syntax, Texts texts) {
  /** The page of one command. */
  public List<Line> of(Command command) {
    var lines = new ArrayList<Line>();
    lines.add(usage(command.path() + " " + texts.get("help.options") + " " + command.operands()));
    lines.add(Line.EMPTY);
    lines.add(Line.of(texts.get(key(command) + ".help")));
    if (!command.options().isEmpty()) {
      lines.add(Line.EMPTY);
      lines.addAll(table(options(command.options())));
    }
    lines.add(Line.EMPTY);
    lines.addAll(table(options(syntax.everywhere())));
    return lines;
  }

  /** The page of commands that begin with these words; all for no words. */
  public List<Line> of(String group) {
    var lines = new ArrayList<Line>();
    lines.add(usage((group.isEmpty() ? "" : group + " ") + texts.get("help.command")));
    lines.add(Line.EMPTY);
    SequencedMap<String, String> rows = new LinkedHashMap<>();
    for (Command command : syntax.below(group)) {
      rows.put(command.path() + " " + command.operands(), texts.get(key(command)));
    }
    lines.addAll(table(rows));
    lines.add(Line.EMPTY);
    lines.addAll(table(options(syntax.everywhere())));
    lines.add(Line.EMPTY);
    lines.add(Line.of(Style.FAINT, texts.get("help.more")));
    return lines;
  }

  private Line usage(String rest) {
    return Line.of(texts.get("help.usage") + " ").plus(Style.BOLD, "millrace " + rest.strip());
  }

  private static String key(Command command) {
    return "command." + command.path().replace(' ', '-');
  }

  private SequencedMap<String, String> options(List<Option> options) {
    SequencedMap<String, String> rows = new LinkedHashMap<>();
    options.forEach(option -> rows.put(option.synopsis(), texts.get("option." + option.name())));
    return rows;
  }

  private static List<Line> table(SequencedMap<String, String> rows) {
    int width = rows.keySet().stream().mapToInt(Widths::of).max().orElse(0);
    var lines = new ArrayList<Line>();
    for (Map.Entry<String, String> row : rows.entrySet()) {
      String left = row.getKey();
      lines.add(
          Line.of(Style.CYAN, "  " + left + " ".repeat(width - Widths.of(left) + 2))
              .plus(Style.PLAIN, row.getValue()));
    }
    return lines;
  }
}
