package dev.millrace.pipeline.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<String> KEYS = List.of("steps", "stages", "name", "on");

  @Test
  void swapped_missing_and_wrong_letters_are_forgiven() {
    assertThat(Spelling.closest("setps", KEYS)).contains("steps");
    assertThat(Spelling.closest("stage", KEYS)).contains("stages");
    assertThat(Spelling.closest("Name", KEYS)).contains("name");
    assertThat(Spelling.distance("ab", "ba")).isEqualTo(1);
    assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void a_word_that_a_known_one_goes_on_from_means_that_one() {
    List<String> keys = List.of("timeout-minutes", "max-parallel", "retry-times", "retry-count");

    assertThat(Spelling.closest("timeout", keys)).contains("timeout-minutes");
    assertThat(Spelling.closest("Max", keys)).contains("max-parallel");
    assertThat(Spelling.closest("retry", keys)).isEmpty();
    assertThat(Spelling.closest("time", keys)).isEmpty();
  }

  @Test
  void a_word_of_two_letters_is_not_guessed_from_half_of_it() {
    assertThat(Spelling.closest("id", List.of("if", "on"))).isEmpty();
    assertThat(Spelling.closest("On", KEYS)).contains("on");
    assertThat(Spelling.closest("no", KEYS)).contains("on");
    assertThat(Spelling.closest("x", List.of("xx"))).contains("xx");
  }

  @Test
  void what_is_far_from_everything_is_left_alone() {
    assertThat(Spelling.closest("concurrency", KEYS)).isEmpty();
    assertThat(Spelling.closest("", KEYS)).isEmpty();
    assertThat(Spelling.closest("x".repeat(1_000), KEYS)).isEmpty();
  }
}
