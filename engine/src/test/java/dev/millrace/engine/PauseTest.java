package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aTask;
import static dev.millrace.engine.TaskResults.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.order.WorkOrders;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PauseTest {
  @Test
  void a_task_that_pauses_first_is_asked_about_before_a_machine_is() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").pausesBefore())));

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.PAUSE);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PAUSE);
    assertThat(build.timers()).isEmpty();

    build.continues("a", Map.of());

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PREPARE_ENV);
    assertThat(build.variable("BK_CI_OPERATOR_a:1")).isEqualTo("ann");
  }

  @Test
  void a_pause_in_a_job_lets_its_machine_go_at_once() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("2").pausesBefore())));

    build.succeeds("a");

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.SUCCEED, TaskStatus.PAUSE);
    assertThat(build.effects()).contains(new Effect.ReleaseMachine(new JobId("a"), 1, 1));
    build.continues("a", Map.of()).succeeds("a");
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void the_time_of_a_pause_does_not_count_towards_the_timeout_of_the_job() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("2").pausesBefore()).timeout("10")));
    build.workerStarts("a").claims("a").later(Duration.ofMinutes(4)).reports("a", succeeded());

    build.later(Duration.ofDays(3)).continues("a", Map.of()).later(Duration.ofMinutes(5));
    build.workerStarts("a");

    assertThat(build.due("job:a"))
        .isEqualTo(VirtualClock.START.plus(Duration.ofDays(3)).plus(Duration.ofMinutes(4 + 5 + 6)));
    assertThat(WorkOrders.job(build.state(), new JobId("a")).orElseThrow().timeout())
        .isEqualTo(Duration.ofMinutes(6));
  }

  @Test
  void whoever_continues_may_change_inputs_for_this_attempt() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("make").pausesBefore())));

    build.continues("a", Map.of("script", "make ${WHAT}")).workerStarts("a").claims("a");

    assertThat(scriptOf(build)).isEqualTo("make ${WHAT}");
    build.reports("a", TaskResults.failed()).retry();
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.PAUSE);
    build.continues("a", Map.of()).workerStarts("a").claims("a");
    assertThat(scriptOf(build)).isEqualTo("make");
  }

  private static String scriptOf(PlayedBuild build) {
    var order = WorkOrders.runningTask(build.state(), new JobId("a")).orElseThrow();
    return ((TaskAction.Script) order.action()).script();
  }

  @Test
  void an_unknown_input_is_refused_with_the_known_ones() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("make").pausesBefore())));
    var before = build.state();
    var wish =
        new BuildEvent.TaskContinued(
            new TaskId("a:1"), new JobId("a"), 1, "ann", Data.ordered(Map.of("skript", "x")));

    build.on(wish);

    assertThat(build.state()).isSameAs(before);
    assertThat(WaitingTaskCheck.problemOf(before, wish).map(Sentence::english))
        .contains("task a:1 has no input skript; it has script");
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false"})
  void an_input_has_a_limit(int above, boolean taken) {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("make").pausesBefore())));

    build.continues("a", Map.of("script", "x".repeat(WaitingTaskCheck.MAX_INPUT + above)));

    assertThat(build.statusOf("a") == JobStatus.PREPARE_ENV).isEqualTo(taken);
  }

  @Test
  void whoever_stops_a_paused_task_cancels_its_job() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").pausesBefore(), aTask("2"))));

    build.on(new BuildEvent.TaskStopped(new TaskId("a:1"), new JobId("a"), 1, "ann"));

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.CANCELED);
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(build.task("a", 1).failure().orElseThrow().message().english())
        .isEqualTo("ann did not let the paused task run");
  }

  @Test
  void a_cancel_of_the_build_ends_a_pause() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").pausesBefore())));

    build.cancel();

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED);
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void in_a_cancelled_build_nobody_is_asked_any_more() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("2").pausesBefore().when(Word.ALWAYS))));
    build.workerStarts("a").claims("a").cancel();

    build.reports("a", TaskResults.cancelled());

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.CANCELED);
  }

  @Test
  void a_retry_by_itself_does_not_pause_again() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").pausesBefore().retries(1))));
    build.continues("a", Map.of()).fails("a");

    build.retriesNow("a");

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.QUEUE_CACHE);
  }

  @Test
  void a_worker_lost_after_a_pause_is_replaced_since_nothing_ran_on_it() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("2").pausesBefore())));
    build.succeeds("a").continues("a", Map.of());

    build.loses("a");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PREPARE_ENV);
  }

  @Test
  void a_word_about_a_pause_that_is_over_changes_nothing() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").pausesBefore())));
    build.continues("a", Map.of());
    var before = build.state();

    build.on(new BuildEvent.TaskStopped(new TaskId("a:1"), new JobId("a"), 1, "bob"));
    assertThat(build.state()).isSameAs(before);
    build.on(new BuildEvent.TaskStopped(new TaskId("a:1"), new JobId("a"), 2, "bob"));

    assertThat(build.state()).isSameAs(before);
    assertThat(build.task("a", 1).continued().orElseThrow().by()).isEqualTo("ann");
  }

  @Test
  void a_word_about_the_pause_of_an_earlier_attempt_does_not_count_for_this() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").pausesBefore())));
    build.on(new BuildEvent.TaskStopped(new TaskId("a:1"), new JobId("a"), 1, "ann")).retry();
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PAUSE);
    var before = build.state();

    build.on(new BuildEvent.TaskStopped(new TaskId("a:1"), new JobId("a"), 1, "ann"));

    assertThat(build.state()).isSameAs(before);
  }

  @Test
  void a_pause_that_ends_fences_off_what_was_sent_before() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("2").pausesBefore())));
    build.succeeds("a");
    long fence = build.job("a").fence();

    build.continues("a", Map.of());

    assertThat(build.job("a").fence()).isEqualTo(fence + 2);
  }
}
