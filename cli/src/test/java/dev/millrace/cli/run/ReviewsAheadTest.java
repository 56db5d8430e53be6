package dev.millrace.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewsAheadTest {
  private static final Pipeline PIPELINE =
      YamlReader.ofVersion3()
          .read(
              """
              version: v3.0
              stages:
                - id: ship
                  check-in:
                    reviews:
                      flows: [{name: leads, reviewers: ann}, {name: owners, reviewers: bob}]
                      variables: {T: {required: true}}
                  jobs: {a: {steps: [{run: x}]}}
                - check-in: {reviews: {flows: [{name: all, reviewers: ann}]}}
                  jobs: {b: {steps: [{run: x}]}}
              """,
              "test.yml")
          .pipeline()
          .orElseThrow();

  private static ReviewsAhead ahead(String approved, String rejected, Map<String, String> filled) {
    return new ReviewsAhead(set(approved), set(rejected), Data.ordered(filled));
  }

  private static Set<String> set(String names) {
    return names == null || names.isEmpty() ? Set.of() : Set.of(names.split(" "));
  }

  @ParameterizedTest(name = "approve {0}, reject {1}: group {2} of ship: {3}")
  @CsvSource({
    "ship,       ,            0, true",
    "ship:1,     ,            0, true",
    "ship:leads, ,            0, true",
    "ship:2,     ,            0, ",
    "ship,       ship:owners, 0, true",
    "ship,       ship:owners, 1, false",
    "ship,       ship,        1, false",
    ",           ,            0, ",
  })
  void a_group_is_named_by_its_stage_its_number_or_its_name(
      String approved, String rejected, int group, Boolean said) {
    assertThat(
            ahead(approved, rejected, Map.of())
                .about("ship", group, group == 0 ? "leads" : "owners"))
        .isEqualTo(Optional.ofNullable(said));
  }

  private static List<String> complaints(ReviewsAhead ahead, boolean canAsk) {
    var complaints = new ArrayList<String>();
    ahead.check(PIPELINE, canAsk, (key, _) -> complaints.add(key));
    return complaints;
  }

  @Test
  void where_nobody_can_be_asked_each_group_needs_an_answer_until_one_rejects() {
    assertThat(complaints(ReviewsAhead.NONE, false))
        .containsExactly(
            "review.nobody-to-ask",
            "review.nobody-to-ask",
            "review.value-needed",
            "review.nobody-to-ask");
    assertThat(complaints(ahead("ship stage-2", "", Map.of("ship.T", "x")), false)).isEmpty();
    assertThat(complaints(ahead("", "ship:1", Map.of()), false)).isEmpty();
    assertThat(complaints(ReviewsAhead.NONE, true)).isEmpty();
  }

  @Test
  void an_answer_to_nothing_is_refused() {
    assertThat(complaints(ahead("shop", "ship:3", Map.of("ship.U", "x")), true))
        .containsExactly("review.unknown", "review.unknown", "review.unknown-field");
  }
}
