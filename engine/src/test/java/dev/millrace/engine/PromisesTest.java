package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aTask;
import static dev.millrace.engine.TaskResults.failed;
import static dev.millrace.engine.TaskResults.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.Jobs;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What older designs of such an engine got wrong, one promise for each, as far as the rules alone
 * can keep it. The rest is in the server's test of the same name.
 */
class PromisesTest {
  /** A missing definition once left a build that could neither start nor be cancelled. */
  @Test
  void a_build_carries_all_it_needs_to_run_and_to_be_cancelled() {
    var pipeline = aPipelineOf(aJob("a")).build();
    var build = PlayedBuild.queued(BuildRequests.requestOf(pipeline, Map.of()));
    assertThat(build.state().pipeline()).isSameAs(pipeline);

    build.cancel();

    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
  }

  /** One message that sent itself again was all that watched a build; lost once, nothing did. */
  @Test
  void whatever_takes_time_has_a_timer_of_its_own_however_long_it_may_take() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aTask("1").timeout("10080")).timeout("10080"), aJob("b")));
    assertThat(build.timers()).containsOnlyKeys("prepare:a", "prepare:b");

    build.workerStarts("a").claims("a");

    assertThat(build.timers()).containsOnlyKeys("job:a", "task:a:1", "prepare:b");
    assertThat(build.due("job:a")).isEqualTo(VirtualClock.START.plus(Duration.ofDays(7)));
  }

  /** Each look at a stage sent all its waiting jobs an event again, and loops multiplied. */
  @Test
  void an_event_starts_only_what_it_made_possible() {
    var build = aBuildOf(aPipelineOf(aJob("a"), aJob("b"), aJob("c").dependsOn("a"), aJob("d")));

    build.succeeds("a");

    assertThat(build.effects())
        .filteredOn(Effect.PrepareMachine.class::isInstance)
        .containsExactly(new Effect.PrepareMachine(new JobId("c"), 1, 1));
    assertThat(build.effects())
        .filteredOn(effect -> effect instanceof Effect.SetTimer)
        .extracting(effect -> ((Effect.SetTimer) effect).key())
        .containsExactly("prepare:c");
  }

  /** The counter of a task's retries lived elsewhere, without an end, and leaked. */
  @Test
  void retries_are_counted_in_the_task_and_anew_in_each_attempt_of_the_build() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").retries(1))));
    build.fails("a").retriesNow("a").fails("a");
    assertThat(build.task("a", 1).retry()).isEqualTo(1);

    build.retry().fails("a").retriesNow("a").succeeds("a");

    assertThat(build.task("a", 1).retry()).isEqualTo(1);
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  /** The mark of a first cancel went with whichever job ended first. */
  @Test
  void the_wish_to_cancel_stays_until_the_build_has_ended() {
    var build = aBuildOf(aPipelineOf(aJob("a"), aJob("b")));
    build.workerStarts("a").claims("a").workerStarts("b").claims("b").cancel();

    build.reports("a", TaskResults.cancelled());
    var before = build.state();
    build.cancel();

    assertThat(build.state()).isSameAs(before);
    assertThat(build.state().cancel()).isPresent();
  }

  /** A variable that was too long was dropped without a word. */
  @Test
  void what_a_task_set_and_was_not_kept_is_told() {
    var build = aBuildOf(aPipelineOf(aJob("a")));

    build.does("a", succeeded(Map.of("LONG", "x".repeat(4001)), Map.of()));

    assertThat(build.state().variables()).doesNotContainKey("LONG");
    assertThat(build.task("a", 1).warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.english()).contains("LONG"));
  }

  /** One status list served all levels, and what was never reached could end as a success. */
  @Test
  void what_was_never_reached_is_never_called_a_success() {
    var build =
        aBuildOf(
            aPipeline()
                .stage(aStage(aJob("a", aTask("1"), aTask("2")), aJob("b")).fastKill())
                .stage(aJob("c")));

    build.does("a", failed());

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.FAILED, TaskStatus.UNEXEC);
    assertThat(build.jobsIn(JobStatus.UNEXEC)).containsExactly("b", "c");
    assertThat(build.stages()).containsExactly(StageStatus.FAILED, StageStatus.UNEXEC);
    assertThat(build.status()).isEqualTo(BuildStatus.FAILED);
  }

  /** Each event loaded and walked the whole build. */
  @Test
  @SuppressWarnings("ReferenceEquality") // what did not move is the very same object
  void an_event_touches_only_what_it_moves_however_large_the_build_is() {
    var build =
        aBuildOf(
            aPipelineOf(
                IntStream.range(0, 1_000).mapToObj(i -> aJob("j" + i)).toArray(JobBuilder[]::new)));
    Jobs before = build.state().stages().getFirst().jobs();

    build.workerStarts("j500");

    Jobs after = build.state().stages().getFirst().jobs();
    assertThat(IntStream.range(0, 1_000).filter(i -> after.get(i) != before.get(i)))
        .containsExactly(500);
    assertThat(build.effects()).hasSize(2);
  }

  /** A wait that looked again every ten seconds was started anew by each look at its stage. */
  @Test
  void a_job_asks_for_its_mutex_once_however_often_its_stage_is_looked_at() {
    var build = aBuildOf(aPipelineOf(aJob("a").mutex("lock", 5, "10"), aJob("b"), aJob("c")));
    assertThat(build.effects()).filteredOn(Effect.AcquireMutex.class::isInstance).hasSize(1);

    build.succeeds("b");
    assertThat(build.effects()).noneMatch(Effect.AcquireMutex.class::isInstance);
    build.succeeds("c");
    assertThat(build.effects()).noneMatch(Effect.AcquireMutex.class::isInstance);
  }

  /** A task let go on waited for the worker before it to leave, five times, and then gave up. */
  @Test
  void a_task_that_is_let_go_on_wants_its_machine_in_the_same_step() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("2").pausesBefore())));
    build.succeeds("a");

    build.continues("a", Map.of());

    assertThat(build.effects())
        .contains(new Effect.PrepareMachine(new JobId("a"), 1, build.job("a").fence()));
    assertThat(build.timers()).containsOnlyKeys("prepare:a");
  }
}
