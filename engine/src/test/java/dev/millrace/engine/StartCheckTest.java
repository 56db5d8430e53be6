package dev.millrace.engine;

import static dev.millrace.engine.BuildRequests.requestOf;
import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aTask;
import static dev.millrace.engine.VariableBuilder.aVariable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.state.Reason;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.variable.VariableType;
import dev.millrace.testkit.Translations;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartCheckTest {
  @Test
  void a_sound_request_has_no_problems() {
    assertThat(problems(aPipelineOf(aJob("a"), aJob("b").dependsOn("a")))).isEmpty();
  }

  @Test
  void a_start_with_problems_is_refused_with_all_of_them() {
    var request =
        requestOf(aPipelineOf(aJob("a").dependsOn("x"), aJob("a")).build(), Map.of("UNKNOWN", "1"));

    assertThatThrownBy(() -> BuildLifecycle.start(request, VirtualClock.START))
        .isInstanceOfSatisfying(
            StartRefused.class,
            refused ->
                assertThat(english(refused.problems()))
                    .containsExactly(
                        "the pipeline has no variable UNKNOWN",
                        "two jobs have the id a",
                        "job a depends on x, which is no job of its stage"));
  }

  @Test
  void jobs_that_wait_for_each_other_are_refused() {
    assertThat(
            problems(
                aPipelineOf(
                    aJob("a").dependsOn("c"),
                    aJob("b").dependsOn("a"),
                    aJob("c").dependsOn("b"),
                    aJob("d"))))
        .containsExactly("jobs wait for each other and none can begin: a, b, c");
  }

  @Test
  void a_job_to_run_must_exist() {
    assertThat(
            english(StartCheck.problemsOf(requestOf(aPipelineOf(aJob("a")).build(), Set.of("b")))))
        .containsExactly("there is no job b to run");
  }

  @Test
  void words_stand_where_the_format_has_them() {
    assertThat(
            problems(
                aPipeline()
                    .stage(
                        aStage(aJob("a", aTask("1").when(Word.SUCCESS)).when(Word.ALWAYS))
                            .when(new RunCondition.By(Word.FAILURE)))))
        .containsExactly(
            "stage stage-1 can't have the condition FAILURE",
            "job a can't have the condition ALWAYS",
            "a task of job a can't have the condition SUCCESS");
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    "yes,   BOOLEAN,  must be true or false",
    "true,  BOOLEAN,  ",
    "1.5,   LONG,     must be a whole number",
    "-12,   LONG,     ",
    "c,     ENUM,     'must be of a, b'",
    "a,     ENUM,     ",
    "'a,c', MULTIPLE, 'must be of a, b'",
    "'b,a', MULTIPLE, ",
    "'b, a,', MULTIPLE, ",
    "${X},  BOOLEAN,  ",
    "'',    STRING,   needs a value",
  })
  void values_given_at_start_fit_their_variable(String value, VariableType type, String problem) {
    var pipeline =
        aPipelineOf(aJob("a"))
            .variable(aVariable("V").of(type).required().options("a", "b"))
            .build();

    var problems = english(StartCheck.problemsOf(requestOf(pipeline, Map.of("V", value))));

    assertThat(problems)
        .isEqualTo(problem == null ? List.of() : List.of("the variable V " + problem));
  }

  @Test
  void an_input_that_is_not_shown_may_stay_empty() {
    var pipeline =
        aPipelineOf(aJob("a"))
            .variable("MODE", "quick")
            .variable(aVariable("V").required().shownIf("MODE", "full"))
            .build();

    assertThat(english(StartCheck.problemsOf(requestOf(pipeline, Map.of("V", ""))))).isEmpty();
    assertThat(english(StartCheck.problemsOf(requestOf(pipeline, Map.of("V", "", "MODE", "full")))))
        .containsExactly("the variable V needs a value");
  }

  @Test
  void a_constant_keeps_its_value() {
    var pipeline = aPipelineOf(aJob("a")).constant("C", "1").build();

    assertThat(english(StartCheck.problemsOf(requestOf(pipeline, Map.of("C", "2")))))
        .containsExactly("the variable C is a constant and can't be given");
    assertThat(english(StartCheck.problemsOf(requestOf(pipeline, Map.of("C", "1"))))).isEmpty();
  }

  @Test
  void what_waits_for_people_refuses_the_start() {
    var check =
        new StageCheck(
            Optional.empty(),
            List.of(new StageCheck.ReviewFlow("leads", List.of("ann"), List.of())),
            List.of(),
            "",
            false,
            List.of(),
            List.of(),
            Optional.empty(),
            Data.none());

    assertThat(problems(aPipeline().stage(aStage(aJob("a")).checkOut(check))))
        .containsExactly(
            "stage stage-1 asks for check-out reviews: people are asked before a stage, not after it");
  }

  @Test
  void a_gate_that_nothing_can_check_is_refused_wherever_it_stands() {
    var gate = TaskBuilder.aGate(TaskAction.GatePoint.BEFORE, "deploy");

    assertThat(problems(aPipelineOf(aJob("a", aTask("1"), gate))))
        .containsExactly("job a, task 2 asks for quality gate: quality gates can't be checked yet");
    assertThat(problems(aPipeline().stage(aStage(aJob("a")).checkIn(CheckBuilder.gates("r")))))
        .containsExactly(
            "stage stage-1 asks for check-in gates: quality gates can't be checked yet");
    assertThat(problems(aPipelineOf(aJob("a", aTask("1"), gate.disabled())))).isEmpty();
  }

  @Test
  void what_waits_for_a_person_within_a_job_may_start() {
    var pipeline = aPipelineOf(aJob("a", TaskBuilder.aReview("ann"), aTask("2").pausesBefore()));

    assertThat(problems(pipeline)).isEmpty();
  }

  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(StartWording.class)).isEmpty();
    assertThat(Translations.complaintsOf(ReviewWording.class)).isEmpty();
    assertThat(Translations.complaintsOf(Reason.class)).isEmpty();
    assertThat(Translations.complaintsOf(RetryWording.class)).isEmpty();
    assertThat(Translations.complaintsOf(WaitingTaskWording.class)).isEmpty();
  }

  private static List<String> english(List<Sentence> sentences) {
    return sentences.stream().map(Sentence::english).toList();
  }

  private static List<String> problems(PipelineBuilder pipeline) {
    return english(StartCheck.problemsOf(requestOf(pipeline.build(), Map.of())));
  }
}
