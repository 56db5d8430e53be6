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
  void what_is_far_from_everything_is_left_alone() {
    assertThat(Spelling.closest("concurrency", KEYS)).isEmpty();
    assertThat(Spelling.closest("", KEYS)).isEmpty();
    assertThat(Spelling.closest("x".repeat(1_000), KEYS)).isEmpty();
  }
}
