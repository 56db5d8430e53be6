package dev.millrace.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogTailTest {
  static byte[] frames(String... texts) {
    return Stream.of(texts)
        .map(text -> "1767225600000o " + text + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> texts(LogTail tail, int count) {
    return tail.last(count).stream()
        .map(line -> line.title() + (line.foldedLines() > 0 ? " +" + line.foldedLines() : ""))
        .toList();
  }

  @Test
  void the_last_lines_are_kept_and_the_ones_before_counted() {
    var tail = new LogTail();

    tail.append(frames("a", "b"));
    tail.append(frames("c"));

    assertThat(texts(tail, 2)).containsExactly("b", "c");
    assertThat(tail.before(2)).isEqualTo(1);
    assertThat(tail.before(10)).isZero();
  }

  @Test
  void a_group_that_ended_is_one_line() {
    var tail = new LogTail();

    tail.append(frames("a", "##[group]install", "x", "y"));
    tail.append(frames("##[endgroup]", "b"));

    assertThat(texts(tail, 10)).containsExactly("a", "install +2", "b");
  }

  @Test
  void a_group_longer_than_what_is_kept_still_folds_into_its_title() {
    var tail = new LogTail();

    tail.append(frames("##[group]install"));
    tail.append(frames(IntStream.range(0, 1_000).mapToObj(i -> "l" + i).toArray(String[]::new)));
    tail.append(frames("##[endgroup]"));

    assertThat(texts(tail, 10)).containsExactly("install +1000");
  }

  @Test
  void an_open_group_shows_its_lines_and_the_next_one_ends_it() {
    var tail = new LogTail();
    tail.append(frames("##[group]one", "x"));
    List<String> open = texts(tail, 10);

    tail.append(frames("##[group]two", "y"));

    assertThat(open).containsExactly("one", "x");
    assertThat(texts(tail, 10)).containsExactly("one +1", "two", "y");
  }
}
