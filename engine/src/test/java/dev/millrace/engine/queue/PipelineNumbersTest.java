package dev.millrace.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.yaml.YamlReader;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PipelineNumbersTest {
  private static final Instant NOW = Instant.parse("2026-03-01T23:59:00Z");

  @Test
  void numbers_follow_each_other_from_1_or_from_what_is_wanted_at_least() {
    Pipeline plain = pipeline("");

    PipelineNumbers first = PipelineNumbers.NONE.afterStart(plain, 1, NOW);
    PipelineNumbers second = first.afterStart(plain, 1, NOW);
    PipelineNumbers later = second.afterStart(plain, 40, NOW);

    assertThat(first.last()).isEqualTo(1);
    assertThat(second.last()).isEqualTo(2);
    assertThat(later.last()).isEqualTo(40);
    assertThat(later.afterStart(plain, 1, NOW).last()).isEqualTo(41);
  }

  @Test
  void the_number_of_the_day_begins_anew_each_day() {
    Pipeline plain = pipeline("");

    PipelineNumbers second =
        PipelineNumbers.NONE.afterStart(plain, 1, NOW).afterStart(plain, 1, NOW);
    PipelineNumbers tomorrow = second.afterStart(plain, 1, NOW.plus(Duration.ofMinutes(1)));

    assertThat(second.given(plain).ofDay()).isEqualTo(2);
    assertThat(tomorrow.given(plain).ofDay()).isEqualTo(1);
  }

  @Test
  void the_number_of_the_version_grows_with_every_build() {
    Pipeline every = pipeline("plus1-everytime");

    PipelineNumbers first = PipelineNumbers.NONE.afterStart(every, 1, NOW);
    PipelineNumbers second = first.afterSuccess(every).afterStart(every, 1, NOW);

    assertThat(first.given(every).version()).hasValue(7);
    assertThat(second.given(every).version()).hasValue(8);
  }

  @Test
  void the_number_of_the_version_grows_with_every_success_and_is_given_as_a_build_is_let_in() {
    Pipeline success = pipeline("plus1-when-success");

    PipelineNumbers first = PipelineNumbers.NONE.afterStart(success, 1, NOW);
    PipelineNumbers afterSuccess = first.afterStart(success, 1, NOW).afterSuccess(success);

    assertThat(first.given(success).version()).isEmpty();
    assertThat(first.givenWhenAdmitted(success)).hasValue(7);
    assertThat(afterSuccess.givenWhenAdmitted(success)).hasValue(8);
  }

  @Test
  void a_constant_number_stays_until_the_pipeline_says_another() {
    PipelineNumbers some = PipelineNumbers.NONE.afterStart(pipeline("invariable"), 1, NOW);
    PipelineNumbers more = some.afterStart(pipeline("invariable"), 1, NOW);

    assertThat(more.given(pipeline("invariable")).version()).hasValue(7);
    assertThat(more.givenWhenAdmitted(pipeline("invariable"))).isEqualTo(OptionalLong.empty());
  }

  private static Pipeline pipeline(String strategy) {
    String version =
        strategy.isEmpty()
            ? ""
            : """
            recommended-version:
              enabled: true
              major: 1
              minor: 2
              fix: 3
              build-no: {initial-value: 7, strategy: %s}
            """
                .formatted(strategy);
    return YamlReader.ofVersion3()
        .read("version: v3.0\n" + version + "steps: [{run: make}]\n", "test.yml")
        .pipeline()
        .orElseThrow();
  }
}
