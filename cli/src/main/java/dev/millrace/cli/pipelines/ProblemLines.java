package dev.millrace.cli.pipelines;

import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.terminal.Widths;
import dev.millrace.cli.text.Texts;
import dev.millrace.pipeline.problem.Place;
import dev.millrace.pipeline.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How a problem looks: place, rule and sentence, then the line with a mark under its column. */
public final class ProblemLines {
  /** Of a longer line the part around the column is shown. */
  private static final int SHOWN = 100;

  private final Texts texts;
  private final Function<String, Optional<String>> sources;

  /**
   * Shows problems of files.
   *
   * @param sources a file's text by the name its problems have; empty when it can't be had
   */
  public ProblemLines(Texts texts, Function<String, Optional<String>> sources) {
    this.texts = texts;
    this.sources = sources;
  }

  /** The problem as lines. */
  public List<Line> of(Problem problem) {
    Style colour = problem.isError() ? Style.RED : Style.YELLOW;
    var lines = new ArrayList<Line>();
    lines.add(
        Line.of(Style.BOLD, SafeText.plain(problem.place().toString()))
            .plus(colour, "  " + problem.rule().id() + "  ")
            .plus(Style.PLAIN, SafeText.plain(problem.message(texts.locale()))));
    sourceLine(problem.place())
        .ifPresent(source -> lines.addAll(excerpt(problem.place(), source, colour)));
    for (Place user : problem.usedFrom()) {
      lines.add(Line.of(Style.FAINT, "  " + texts.get("problem.used-from", user)));
    }
    return lines;
  }

  private Optional<String> sourceLine(Place place) {
    return sources
        .apply(place.file())
        .flatMap(text -> text.lines().skip(place.line() - 1L).findFirst());
  }

  private static List<Line> excerpt(Place place, String source, Style colour) {
    int[] characters = source.codePoints().limit(place.column() + (long) SHOWN).toArray();
    int column = Math.min(place.column() - 1, characters.length);
    int from = Math.max(0, column - SHOWN / 2);
    int to = Math.min(characters.length, from + SHOWN);
    String before = SafeText.plain(new String(characters, from, column - from));
    String rest = SafeText.plain(new String(characters, column, to - column));
    String number = Integer.toString(place.line());
    return List.of(
        Line.of(Style.FAINT, "  " + number + " | ").plus(Style.PLAIN, before + rest),
        Line.of(Style.FAINT, "  " + " ".repeat(number.length()) + " | ")
            .plus(colour, " ".repeat(Widths.of(before)) + "^"));
  }
}
