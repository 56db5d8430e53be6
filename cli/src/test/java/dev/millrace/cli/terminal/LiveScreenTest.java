package dev.millrace.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveScreenTest {
  private static final Size SIZE = new Size(20, 6);

  @Test
  void a_frame_redraws_the_region_where_it_stands() {
    var terminal = new EmulatedTerminal(20, 6);
    var screen = new LiveScreen();

    terminal.write(screen.frame(List.of(), lines("one", "two", "three"), SIZE));
    terminal.write(screen.frame(List.of(), lines("one", "2"), SIZE));

    assertThat(terminal.all()).isEqualTo("one\n2");
  }

  @Test
  void finished_lines_stay_above_the_region() {
    var terminal = new EmulatedTerminal(20, 6);
    var screen = new LiveScreen();

    terminal.write(screen.frame(List.of(), lines("tree", "leaf"), SIZE));
    terminal.write(screen.frame(lines("done 1"), lines("tree", "leaf 2"), SIZE));
    terminal.write(screen.frame(lines("done 2"), lines("tree"), SIZE));

    assertThat(terminal.all()).isEqualTo("done 1\ndone 2\ntree");
  }

  @Test
  void a_finished_line_wider_than_the_terminal_is_kept_whole() {
    var terminal = new EmulatedTerminal(20, 6);
    var screen = new LiveScreen();

    terminal.write(screen.frame(List.of(), lines("tree", "leaf"), SIZE));
    terminal.write(screen.frame(lines("x".repeat(50)), lines("tree"), SIZE));

    assertThat(terminal.all()).isEqualTo("%1$s\n%1$s\nxxxxxxxxxx\ntree".formatted("x".repeat(20)));
  }

  @Test
  void the_same_again_writes_nothing() {
    var screen = new LiveScreen();
    screen.frame(List.of(), lines("one"), SIZE);

    String again = screen.frame(List.of(), lines("one"), SIZE);

    assertThat(again).isEmpty();
  }

  @Test
  void only_the_line_that_changed_is_written() {
    var screen = new LiveScreen();
    screen.frame(List.of(), lines("unchanged", "before"), SIZE);

    String frame = screen.frame(List.of(), lines("unchanged", "after"), SIZE);

    assertThat(frame).contains("after").doesNotContain("unchanged");
  }

  @Test
  void closing_removes_the_region_and_gives_the_terminal_back_as_it_was() {
    var terminal = new EmulatedTerminal(20, 6);
    var screen = new LiveScreen();
    terminal.write(screen.frame(lines("done"), lines("tree", "leaf"), SIZE));

    terminal.write(screen.close().orElseThrow());

    assertThat(terminal.all()).isEqualTo("done");
    assertThat(terminal.isAsFound()).isTrue();
  }

  @Test
  void any_sequence_of_frames_leaves_all_finished_lines_and_the_last_region() {
    Seeds.forEach(300, LiveScreenTest::checkRandomFrames);
  }

  private static void checkRandomFrames(SplittableRandom random) {
    var terminal = new EmulatedTerminal(20, 6);
    var screen = new LiveScreen();
    List<String> finished = new ArrayList<>();
    List<String> region = List.of();

    for (int frame = 0; frame < 30; frame++) {
      List<String> more = randomLines(random, 3, "done");
      region = randomLines(random, 9, "tree");
      finished.addAll(more);
      terminal.write(screen.frame(toLines(more), toLines(region), SIZE));
    }

    List<String> expected = new ArrayList<>(finished);
    expected.addAll(region.subList(0, Math.min(5, region.size())));
    assertThat(terminal.all()).isEqualTo(String.join("\n", expected));
  }

  private static List<String> randomLines(SplittableRandom random, int most, String word) {
    return IntStream.range(0, random.nextInt(most + 1))
        .mapToObj(_ -> word + " " + "好x".repeat(random.nextInt(5)) + random.nextInt(3))
        .toList();
  }

  private static List<Line> lines(String... texts) {
    return toLines(List.of(texts));
  }

  private static List<Line> toLines(List<String> texts) {
    return texts.stream().map(Line::of).toList();
  }
}
