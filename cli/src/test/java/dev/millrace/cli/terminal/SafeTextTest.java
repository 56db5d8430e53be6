package dev.millrace.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void cursor_movements_titles_links_and_bells_are_dropped() {
    String hostile =
        "a\033[2Jb\033[10;10Hc\033]0;title\007d\033]8;;x\033\\e\033Pq\033\\f\033cg\b\007h\u009b1Ai";

    assertThat(SafeText.line(hostile, Style.PLAIN).ansi()).isEqualTo("abcdefghi");
  }

  @Test
  void colours_stay_and_end_with_the_line() {
    Line line = SafeText.line("\033[1;31mred\033[0m usual \033[32mgreen", Style.PLAIN);

    assertThat(line.ansi()).isEqualTo("\033[1;31mred\033[0m usual \033[32mgreen\033[0m");
  }

  @Test
  void a_carriage_return_overwrites_what_was_before_it() {
    assertThat(SafeText.plain("10%\r50%\r100%\r")).isEqualTo("100%");
  }

  @Test
  void tabs_become_spaces_up_to_the_next_stop() {
    assertThat(SafeText.plain("ab\tc\t\td")).isEqualTo("ab      c               d");
  }

  @Test
  void an_unfinished_sequence_at_the_end_is_dropped() {
    assertThat(List.of("a\033", "a\033[", "a\033[31", "a\033]0;t").stream().map(SafeText::plain))
        .containsOnly("a");
  }

  @Test
  void nothing_but_colours_comes_through_whatever_comes_in() {
    String alphabet = "\033[]()0;159mHJKAP\\\007\b\r\n\t\u009b\u009d\u202eax好";

    Seeds.forEach(
        2_000,
        random -> {
          var text = new StringBuilder();
          for (int i = random.nextInt(40); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
          }

          String shown = SafeText.line(text.toString(), Style.PLAIN).ansi();

          assertThat(shown.replaceAll("\033\\[[0-9;:]*m", "").chars())
              .noneMatch(Character::isISOControl)
              .noneMatch(character -> character == '\u202e');
        });
  }

  @Test
  void wide_characters_count_twice_and_combining_marks_not_at_all() {
    assertThat(List.of("构建", "e\u0301", "✅", "ascii").stream().map(Widths::of))
        .containsExactly(4, 1, 2, 5);
  }

  @Test
  void a_line_is_cut_between_characters_and_never_too_wide() {
    Line line = Line.of(Style.RED, "构建流水线").plus(Style.PLAIN, " done");

    assertThat(line.fit(6).plain()).isEqualTo("构建…");
    assertThat(line.fit(5).width()).isLessThanOrEqualTo(5);
    assertThat(line.fit(100)).isEqualTo(line);
  }
}
