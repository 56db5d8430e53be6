package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.VirtualClock;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
  @ParameterizedTest(name = "X=1, {0} {1}: runs {2}")
  @CsvSource({
    "match,      1,    true",
    "match,      2,    false",
    "not match,  1,    false",
    "not match,  2,    true",
    "expression, variables.X == '1',              true",
    "expression, variables.X == '2',              false",
    "expression, ${{ variables.X == '1' }},       true",
    "expression, variables.X ==,                  false",
  })
  void a_stage_and_a_job_run_when_their_condition_says_so(String kind, String text, boolean runs) {
    RunCondition condition = condition(kind, text);

    var stage = aBuildOf(aPipeline().stage(aStage(aJob("a")).when(condition)).variable("X", "1"));
    var job = aBuildOf(aPipeline().stage(aJob("a").when(condition), aJob("b")).variable("X", "1"));

    assertThat(stage.stages().getFirst()).isEqualTo(runs ? StageStatus.RUNNING : StageStatus.SKIP);
    assertThat(job.statusOf("a")).isEqualTo(runs ? JobStatus.PREPARE_ENV : JobStatus.SKIP);
  }

  private static RunCondition condition(String kind, String text) {
    var expected = Data.ordered(Map.of("X", text));
    return switch (kind) {
      case "match" -> new RunCondition.VariablesMatch(expected);
      case "not match" -> new RunCondition.NotWhenVariablesMatch(expected);
      default -> new RunCondition.When(text);
    };
  }

  @Test
  void expected_values_are_replaced_for_jobs_and_literal_for_stages() {
    var condition = new RunCondition.VariablesMatch(Data.ordered(Map.of("X", "${Y}")));

    var build =
        aBuildOf(
            aPipeline()
                .stage(aStage(aJob("a")).when(condition))
                .stage(aJob("b").when(condition))
                .variable("X", "1")
                .variable("Y", "1"));

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.SKIP);
    assertThat(build.statusOf("b")).isEqualTo(JobStatus.PREPARE_ENV);
  }

  @Test
  void a_broken_condition_says_why_on_the_stage_and_on_the_job() {
    var build =
        aBuildOf(
            aPipeline().stage(aStage(aJob("a")).when("1 ==")).stage(aJob("b").when("nobody.x")));

    assertThat(build.state().stages().getFirst().failure().orElseThrow().message().english())
        .startsWith("skipped, because its condition can't be evaluated: ");
    assertThat(build.job("b").failure().orElseThrow().message().english())
        .contains("the name `nobody` is not known here");
  }

  @ParameterizedTest(name = "a finally job with {0} after {1}: {2}")
  @CsvSource({
    "ALWAYS,    success,  true",
    "ALWAYS,    failure,  true",
    "SUCCESS,   success,  true",
    "SUCCESS,   failure,  false",
    "SUCCESS,   cancel,   false",
    "FAILURE,   success,  false",
    "FAILURE,   failure,  true",
    "CANCELLED, failure,  false",
    "CANCELLED, cancel,   true",
  })
  void a_finally_job_looks_at_what_came_before(Word word, String before, boolean runs) {
    var build = aBuildOf(aPipeline().stage(aJob("a")).lastly(aJob("z").when(word), aJob("y")));

    switch (before) {
      case "success" -> build.succeeds("a");
      case "failure" -> build.fails("a");
      default -> build.cancel();
    }

    assertThat(build.statusOf("z")).isEqualTo(runs ? JobStatus.PREPARE_ENV : JobStatus.SKIP);
  }

  @Test
  void an_illegal_step_throws_naming_both() {
    var ended = aBuildOf(aPipeline()).state();

    Assertions.assertThatThrownBy(() -> ended.admitted(VirtualClock.START))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the build b-1 can't go from SUCCEED to RUNNING");
  }
}
