package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What tasks wrote into one file, in the order in which they did. */
final class ChaosRecord {
  private final List<Line> lines;

  /** One line: a task began, goes on, or ended. */
  record Line(String what, String label, String build, String task, int attempt, String process) {
    static Line of(String text) {
      String[] words = text.split(" ", -1);
      assertThat(words).as("a torn line: %s", text).hasSize(6);
      return new Line(
          words[0], words[1], words[2], words[3], Integer.parseInt(words[4]) + 1, words[5]);
    }

    boolean isEnd() {
      return what.equals("end");
    }

    boolean isBegin() {
      return what.equals("begin");
    }

    String job() {
      return build + " " + task.substring(0, task.lastIndexOf(':'));
    }

    String jobAttempt() {
      return job() + " attempt " + attempt;
    }

    String taskAttempt() {
      return build + " " + task + " attempt " + attempt;
    }
  }

  ChaosRecord(Path file) {
    try {
      lines = Files.readAllLines(file).stream().map(Line::of).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** How often a task began in one attempt. */
  Map<String, Long> begins() {
    return lines.stream()
        .filter(Line::isBegin)
        .collect(Collectors.groupingBy(Line::taskAttempt, Collectors.counting()));
  }

  /** How often a task ended, in all attempts. */
  long ends(String build, String task) {
    return lines.stream()
        .filter(line -> line.isEnd() && line.build().equals(build) && line.task().equals(task))
        .count();
  }

  /** Nobody writes while another one is between its first line and its last. */
  void requireApart(Predicate<Line> whose, Function<Line, String> who) {
    var order = new ArrayList<String>();
    for (Line line : lines) {
      if (whose.test(line) && (order.isEmpty() || !order.getLast().equals(who.apply(line)))) {
        order.add(who.apply(line));
      }
    }
    assertThat(order).as("who wrote after whom").doesNotHaveDuplicates();
  }

  /** As the other, for each group of lines. */
  void requireApartInEach(Function<Line, String> group, Function<Line, String> who) {
    var groups = new LinkedHashMap<String, List<Line>>();
    lines.forEach(
        line -> groups.computeIfAbsent(group.apply(line), _ -> new ArrayList<>()).add(line));
    groups.keySet().forEach(one -> requireApart(line -> group.apply(line).equals(one), who));
  }

  /** Within one process the end comes after the beginning, and there is no more. */
  void requireInTurn() {
    Map<String, List<String>> byProcess =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.taskAttempt() + " process " + line.process(),
                    Collectors.mapping(Line::what, Collectors.toList())));
    assertThat(byProcess.values())
        .allSatisfy(
            written -> assertThat(String.join(" ", written)).matches("begin( on)*|begin end"));
  }
}
