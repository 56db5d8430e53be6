package dev.millrace.engine;

import dev.millrace.engine.RuleTable.Row;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.data.Data;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The words of the tables under docs/rules that more than one page uses. */
final class RuleWords {
  private static final Set<String> WORDS =
      Arrays.stream(Word.values()).map(Word::name).collect(Collectors.toSet());

  private RuleWords() {}

  /** {@code none}, a word, {@code X is 1}, {@code unless X is 1}, or an expression. */
  static RunCondition condition(String text) {
    if (text.equals("none") || text.equals("disabled")) {
      return RunCondition.DEFAULT;
    }
    if (WORDS.contains(text)) {
      return new RunCondition.By(Word.valueOf(text));
    }
    if (text.equals("unless nothing is")) {
      return new RunCondition.NotWhenVariablesMatch(Data.ordered(Map.of()));
    }
    if (text.startsWith("X is ")) {
      return new RunCondition.VariablesMatch(expected(text));
    }
    if (text.startsWith("unless X is ")) {
      return new RunCondition.NotWhenVariablesMatch(expected(text));
    }
    return new RunCondition.When(text);
  }

  private static java.util.SequencedMap<String, String> expected(String text) {
    return Data.ordered(Map.of("X", text.substring(text.lastIndexOf(' ') + 1)));
  }

  /** The parts of a cell that lists things. */
  static List<String> list(String cell) {
    return Arrays.stream(cell.split(",")).map(String::strip).toList();
  }

  /** Whether what the phrase is about may fail. */
  static boolean mayFail(String phrase) {
    return phrase.endsWith(" but may");
  }

  /** The phrase without what it says of being allowed to. */
  static String plain(String phrase) {
    return phrase.replace(" but may", "");
  }

  /** Compares a cell with what the rules made of it. */
  static void check(Row row, String column, Object found) {
    String wanted = row.get(column);
    if (!wanted.equals(found.toString())) {
      throw row.wrong("in column \"" + column + "\" is " + wanted + ", and the rules say " + found);
    }
  }
}
