package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.mutex.MutexClaim;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.MutexRole;
import dev.millrace.engine.state.MutexRole.Standing;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MutexRulesTest {
  private static final MutexId LOCK = new MutexId("", "lock");
  private static final JobId A = new JobId("a");

  @Test
  void a_job_asks_for_its_mutex_before_it_asks_for_a_machine() {
    var build = aBuildOf(aPipelineOf(aJob("a").mutex("lock", 5, "10")));

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.QUEUE);
    assertThat(build.job("a").mutex())
        .contains(new MutexRole(LOCK, 1, Standing.WAITS, VirtualClock.START));
    assertThat(build.effects())
        .contains(new Effect.AcquireMutex(A, 1, 1, LOCK, Optional.of(5)))
        .noneMatch(Effect.PrepareMachine.class::isInstance);
    assertThat(build.due("mutex:a")).isEqualTo(VirtualClock.START.plus(Duration.ofMinutes(10)));
  }

  @Test
  void with_its_mutex_a_job_gets_its_machine() {
    var build = aBuildOf(aPipelineOf(aJob("a").mutex("lock", 5, "10")));

    build.getsMutex("a");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PREPARE_ENV);
    assertThat(build.timers()).containsOnlyKeys("prepare:a");
  }

  @Test
  void a_job_asks_only_when_the_jobs_it_depends_on_are_done() {
    var build = aBuildOf(aPipelineOf(aJob("a"), aJob("b").dependsOn("a").mutex("lock")));
    assertThat(build.job("b").mutex()).isEmpty();

    build.succeeds("a");

    assertThat(build.askedFor("b").queueLength()).isEmpty();
  }

  @Test
  void a_mutex_is_given_back_after_the_machine_however_the_job_ends() {
    var build = aBuildOf(aPipelineOf(aJob("a").mutex("lock", 5, "10")));
    build.getsMutex("a");

    build.fails("a");

    assertThat(build.effects())
        .containsSubsequence(
            new Effect.ReleaseMachine(A, 1, 1), new Effect.ReleaseMutex(A, 1, 1, LOCK));
  }

  @Test
  void a_lost_worker_does_not_lose_the_mutex() {
    var build = aBuildOf(aPipelineOf(aJob("a").mutex("lock", 5, "10")));
    build.getsMutex("a").workerStarts("a");

    build.loses("a");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PREPARE_ENV);
    assertThat(build.effects()).noneMatch(Effect.ReleaseMutex.class::isInstance);
    build.loses("a").loses("a");
    assertThat(build.effects()).contains(new Effect.ReleaseMutex(A, 1, 1, LOCK));
  }

  @Test
  void a_cancelled_build_leaves_the_queue_and_gives_back_what_it_holds() {
    for (boolean forced : List.of(false, true)) {
      var build = aBuildOf(aPipelineOf(aJob("a").mutex("lock", 5, "10"), aJob("b").mutex("other")));
      build.getsMutex("a");

      build.on(new BuildEvent.CancelRequested("ann", forced));

      assertThat(build.effects())
          .contains(
              new Effect.ReleaseMutex(A, 1, 1, LOCK),
              new Effect.ReleaseMutex(new JobId("b"), 1, 1, new MutexId("", "other")));
      assertThat(build.timers()).isEmpty();
    }
  }

  @Test
  void a_refused_job_fails_with_the_reason() {
    var build = aBuildOf(aPipelineOf(aJob("a").mutex("lock")));
    var reason = Sentence.verbatim("held by b");

    build.on(new BuildEvent.MutexRefused(A, 1, 1, reason));

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
    var failure = build.job("a").failure().orElseThrow();
    assertThat(failure.message()).isEqualTo(reason);
    assertThat(failure.kind()).isEqualTo(FailureKind.USER);
    assertThat(failure.code()).isEqualTo(FailureCodes.NO_MUTEX);
  }

  @Test
  void a_job_that_waited_too_long_fails_and_leaves_the_queue() {
    var build = aBuildOf(aPipelineOf(aJob("a").mutex("lock", 5, "${M}")).variable("M", "7"));

    build.timer("mutex:a");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
    assertThat(build.effects()).contains(new Effect.ReleaseMutex(A, 1, 1, LOCK));
    assertThat(build.job("a").failure().orElseThrow().message().english())
        .isEqualTo("the job waited longer for the mutex lock than its timeout allows");
  }

  @Test
  void a_job_with_no_time_to_wait_does_not_wait() {
    for (String minutes : List.of("0", " 00 ", "-3")) {
      var build = aBuildOf(aPipelineOf(aJob("a").mutex("lock", 5, minutes)));

      assertThat(build.askedFor("a").queueLength()).as("after %s", minutes).isEmpty();
    }
  }

  @Test
  void no_more_than_fifty_wait() {
    assertThat(queueLengthOf(50)).contains(50);
    assertThat(queueLengthOf(51)).contains(50);
    assertThat(queueLengthOf(0)).contains(0);
  }

  private static Optional<Integer> queueLengthOf(int written) {
    return aBuildOf(aPipelineOf(aJob("a").mutex("lock", written, "1"))).askedFor("a").queueLength();
  }

  @Test
  void a_grant_that_nobody_waits_for_any_more_is_not_taken() {
    var build = aBuildOf(aPipelineOf(aJob("a").mutex("lock", 5, "10")));
    build.timer("mutex:a");
    var before = build.state();

    build.getsMutex("a");

    assertThat(build.state()).isSameAs(before);
    assertThat(build.effects()).isEmpty();
    assertThat(new MutexClaim(build.state().id(), A, 1, 1).isHeldIn(build.state())).isFalse();
  }

  @Test
  void a_repeated_grant_changes_nothing() {
    var build = aBuildOf(aPipelineOf(aJob("a").mutex("lock", 5, "10")));
    build.getsMutex("a");
    var before = build.state();

    build.getsMutex("a");

    assertThat(build.state()).isSameAs(before);
    assertThat(build.effects()).isEmpty();
    assertThat(new MutexClaim(build.state().id(), A, 1, 1).isHeldIn(build.state())).isTrue();
  }

  @Test
  void a_retry_asks_anew_with_the_name_as_it_is_then() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aTask("x")).mutex("lock-${N}", 5, "10")).variable("N", "1"));
    build.getsMutex("a");
    build.does("a", TaskResults.failed());
    var first = build.askedFor("a");

    build.asks(new RetryScope.Failed());
    build.on(new BuildEvent.BuildAdmitted(2));

    var second = build.askedFor("a");
    assertThat(first.mutex()).isEqualTo(new MutexId("", "lock-1"));
    assertThat(second.request()).isEqualTo(2);
    assertThat(second.attempt()).isEqualTo(2);
    build.on(new BuildEvent.MutexGranted(A, 1, 1, first.mutex()));
    assertThat(build.effects()).isEmpty();
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.QUEUE);
  }

  @Test
  void the_children_of_a_matrix_take_mutexes_of_their_own_names() {
    var build =
        aBuildOf(
            aPipelineOf(aJob("t").matrix("os", "x", "y").mutex("lock-${{matrix.os}}", 5, "1")));

    assertThat(build.job("t").mutex()).isEmpty();
    assertThat(build.statusOf("t")).isEqualTo(JobStatus.RUNNING);
    assertThat(build.askedFor("t.0").mutex().name()).isEqualTo("lock-x");
    assertThat(build.askedFor("t.1").mutex().name()).isEqualTo("lock-y");
  }

  @Test
  void the_children_of_a_matrix_that_wait_take_part_in_its_limit() {
    var build = aBuildOf(aPipelineOf(aJob("t").matrix(1, "os", "x", "y").mutex("lock", 5, "1")));
    assertThat(build.job("t.1").mutex()).isEmpty();

    build.getsMutex("t.0").succeeds("t.0");

    assertThat(build.askedFor("t.1").request()).isEqualTo(1);
  }

  @Test
  void a_mutex_belongs_to_a_project() {
    var build =
        aBuildOf(aPipelineOf(aJob("a").mutex("lock")).readOnly("BK_CI_PROJECT_NAME", "demo"));

    assertThat(build.askedFor("a").mutex()).isEqualTo(new MutexId("demo", "lock"));
  }

  @Test
  void names_that_are_empty_or_too_long_fail_the_job() {
    assertThat(failureOfName("${{ variables.EMPTY }}", ""))
        .isEqualTo("the name of its mutex is empty once its variables are replaced");
    assertThat(failureOfName("${{ variables.EMPTY }}", "n".repeat(513)))
        .isEqualTo("the name of its mutex has more than 512 characters");
    var longest =
        aBuildOf(aPipelineOf(aJob("a").mutex("${EMPTY}")).variable("EMPTY", "n".repeat(512)));
    assertThat(longest.askedFor("a").mutex().name()).hasSize(512);
  }

  private static String failureOfName(String label, String value) {
    var build = aBuildOf(aPipelineOf(aJob("a").mutex(label)).variable("EMPTY", value));
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
    return build.job("a").failure().orElseThrow().message().english();
  }

  @Test
  void a_name_that_grows_out_of_bounds_fails_the_job() {
    String half = "${V}".repeat(900);
    var build =
        aBuildOf(
            aPipelineOf(aJob("a").mutex("${W}".repeat(2000)))
                .variable("V", "v".repeat(4000))
                .variable("W", half));

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
    assertThat(build.job("a").failure().orElseThrow().code()).isEqualTo(FailureCodes.TEXT_TOO_LONG);
  }

  @Test
  void what_has_asked_for_its_mutex_is_not_left_out_any_more() {
    var build =
        aBuildOf(
            aPipelineOf(aJob("a").when("variables.X == '1'").mutex("lock", 5, "10"), aJob("b"))
                .variable("X", "1"));
    build.does("b", TaskResults.succeeded(Map.of("X", "2"), Map.of()));

    build.getsMutex("a");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PREPARE_ENV);
  }
}
