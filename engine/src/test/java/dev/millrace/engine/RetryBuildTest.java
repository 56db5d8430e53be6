package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aTask;
import static dev.millrace.engine.TaskResults.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.RunCondition.Word;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetryBuildTest {
  @Test
  void a_retry_waits_in_the_queue_as_the_next_attempt() {
    var build = aBuildOf(aPipelineOf(aJob("a")));
    build.fails("a");

    build.asks(new RetryScope.Failed());

    assertThat(build.status()).isEqualTo(BuildStatus.QUEUE);
    assertThat(build.state().attempt()).isEqualTo(2);
    assertThat(build.state().endedAt()).isEmpty();
  }

  @Test
  void what_was_good_stays_with_its_outputs() {
    var build =
        aBuildOf(
            aPipeline()
                .stage(aJob("a"))
                .stage(aJob("b", aTask("1").id("one"), aTask("2"), aTask("3")), aJob("c"))
                .stage(aJob("d"))
                .lastly(aJob("clean")));
    build
        .succeeds("a", "c")
        .does("b", succeeded(Map.of(), Map.of("o", "kept")))
        .fails("b")
        .succeeds("clean");
    assertThat(build.status()).isEqualTo(BuildStatus.FAILED);

    build.retry();

    assertThat(build.stages())
        .containsExactly(
            StageStatus.SUCCEED, StageStatus.RUNNING, StageStatus.QUEUE, StageStatus.QUEUE);
    assertThat(build.statusOf("c")).isEqualTo(JobStatus.SUCCEED);
    assertThat(build.tasksOf("b"))
        .containsExactly(TaskStatus.SUCCEED, TaskStatus.QUEUE, TaskStatus.QUEUE);
    assertThat(build.task("b", 1).outputs()).containsEntry("o", "kept");
    assertThat(build.task("b", 1).attempt()).isEqualTo(1);
    assertThat(build.task("b", 2).attempt()).isEqualTo(2);
    assertThat(build.job("b").fence()).isEqualTo(2);
    build.succeeds("b", "b", "d", "clean");
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void jobs_skipped_because_of_a_failure_get_their_chance() {
    var build = aBuildOf(aPipelineOf(aJob("a"), aJob("b").dependsOn("a"), aJob("c").disabled()));
    build.fails("a");
    assertThat(build.statusOf("b")).isEqualTo(JobStatus.SKIP);

    build.retry().succeeds("a", "b");

    assertThat(build.statusOf("c")).isEqualTo(JobStatus.SKIP);
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void finally_jobs_look_anew_at_what_came_before() {
    var build =
        aBuildOf(
            aPipeline()
                .stage(aJob("a"))
                .lastly(aJob("cheer").when(Word.SUCCESS), aJob("mourn").when(Word.FAILURE)));
    build.fails("a").succeeds("mourn");
    assertThat(build.statusOf("cheer")).isEqualTo(JobStatus.SKIP);

    build.retry().succeeds("a", "cheer");

    assertThat(build.statusOf("mourn")).isEqualTo(JobStatus.SKIP);
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void a_matrix_keeps_its_children_and_runs_only_the_bad_ones() {
    var build = aBuildOf(aPipelineOf(aJob("test").matrix("n", "1", "2", "3")));
    build.succeeds("test.0", "test.2").fails("test.1");

    build.retry();

    assertThat(build.jobsIn(JobStatus.SUCCEED)).containsExactly("test.0", "test.2");
    assertThat(build.jobsIn(JobStatus.PREPARE_ENV)).containsExactly("test.1");
    build.succeeds("test.1");
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void a_cancelled_build_goes_on_where_it_was_stopped() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("2"))));
    build.succeeds("a").claims("a").cancel().reports("a", TaskResults.cancelled());
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);

    build.retry();

    assertThat(build.state().cancel()).isEmpty();
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.SUCCEED, TaskStatus.QUEUE);
    build.succeeds("a");
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void a_build_that_is_good_or_runs_is_not_retried() {
    var good = aBuildOf(aPipelineOf(aJob("a"))).succeeds("a");
    var running = aBuildOf(aPipelineOf(aJob("a")));

    for (PlayedBuild build : List.of(good, running)) {
      var before = build.state();
      build.asks(new RetryScope.Failed());
      assertThat(build.state()).isSameAs(before);
    }
  }

  @Test
  void a_matrix_whose_condition_fails_in_the_retry_is_skipped_with_the_children_it_kept() {
    var build =
        aBuildOf(
            aPipeline()
                .stage(aJob("m").matrix("n", "1", "2").when("variables.X == '1'"), aJob("b"))
                .variable("X", "1"));
    build
        .fails("m.0")
        .does("m.1", TaskResults.failed())
        .does("b", succeeded(Map.of("X", "2"), Map.of()));

    build.retry();

    assertThat(build.jobsIn(JobStatus.SKIP)).containsExactly("m", "m.0", "m.1");
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }
}
