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

class AnswersAheadTest {
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

  private static AnswersAhead ahead(String approved, String rejected, Map<String, String> filled) {
    return new AnswersAhead(set(approved), set(rejected), Data.ordered(filled));
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
                .about(AnswersAhead.namesOfGroup("ship", group, group == 0 ? "leads" : "owners")))
        .isEqualTo(Optional.ofNullable(said));
  }

  private static List<String> complaints(AnswersAhead ahead, boolean canAsk) {
    var complaints = new ArrayList<String>();
    AheadCheck.of(PIPELINE, Set.of(), ahead, canAsk, (key, _) -> complaints.add(key));
    return complaints;
  }

  @Test
  void where_nobody_can_be_asked_each_group_needs_an_answer_until_one_rejects() {
    assertThat(complaints(AnswersAhead.NONE, false))
        .containsExactly(
            "review.nobody-to-ask",
            "review.nobody-to-ask",
            "review.value-needed",
            "review.nobody-to-ask");
    assertThat(complaints(ahead("ship stage-2", "", Map.of("ship.T", "x")), false)).isEmpty();
    assertThat(complaints(ahead("", "ship:1", Map.of()), false)).isEmpty();
    assertThat(complaints(AnswersAhead.NONE, true)).isEmpty();
  }

  @Test
  void an_answer_to_nothing_is_refused() {
    assertThat(complaints(ahead("shop", "ship:3", Map.of("ship.U", "x")), true))
        .containsExactly("review.unknown", "review.unknown", "review.unknown-field");
  }

  private static final Pipeline WAITING =
      YamlReader.ofVersion3()
          .read(
              """
              version: v3.0
              jobs:
                deploy:
                  steps:
                    - uses: manualReviewUserTask@1.*
                      id: check
                      with: {reviewUsers: ann}
                    - run: x
                      can-pause-before-run: true
                other:
                  steps: [{run: x, can-pause-before-run: true}]
              """,
              "test.yml")
          .pipeline()
          .orElseThrow();

  private static List<String> complaintsOf(AnswersAhead ahead, boolean canAsk, String... jobs) {
    var complaints = new ArrayList<String>();
    AheadCheck.of(
        WAITING,
        Set.of(jobs),
        ahead,
        canAsk,
        (key, arguments) -> complaints.add(key + " " + arguments[arguments.length - 1]));
    return complaints;
  }

  @Test
  void where_nobody_can_be_asked_each_task_that_waits_in_a_wanted_job_needs_an_answer() {
    assertThat(complaintsOf(AnswersAhead.NONE, false))
        .containsExactly(
            "task.nobody-to-ask deploy/check",
            "task.nobody-to-ask deploy/2",
            "task.nobody-to-ask other/1");
    assertThat(complaintsOf(AnswersAhead.NONE, false, "other"))
        .containsExactly("task.nobody-to-ask other/1");
    assertThat(complaintsOf(ahead("deploy/1 deploy/2", "other/1", Map.of()), false)).isEmpty();
    assertThat(complaintsOf(AnswersAhead.NONE, true)).isEmpty();
  }

  @Test
  void a_waiting_task_takes_its_own_inputs_and_a_review_whatever_it_asks_for() {
    assertThat(
            complaintsOf(
                ahead("", "", Map.of("deploy/check.ANY", "x", "deploy/2.script", "y")), true))
        .isEmpty();
    assertThat(complaintsOf(ahead("deploy", "", Map.of("other/1.shell-of", "x")), true))
        .containsExactly("review.unknown deploy", "review.unknown-field other/1.shell-of");
  }
}
