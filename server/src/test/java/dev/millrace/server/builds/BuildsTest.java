package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.event.BuildEvent.CancelRequested;
import dev.millrace.engine.event.BuildEvent.WorkerStarted;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildsTest extends BuildsTestBase {
  @Test
  void a_worker_that_reports_a_task_has_its_next_one_with_the_same_commit() {
    Builds builds = open(new EngineRules());
    Build build = begin(builds, request("b-1"));
    JobState job = job(build);
    now(builds.sendLater(build.id(), new WorkerStarted(JOB, job.attempt(), job.fence())));

    Build after = now(builds.sendLater(build.id(), succeeded(job, 1)));

    assertThat(job(after).tasks().get(1).status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(store.load(build.id()).orElseThrow().version()).isEqualTo(3);
  }

  @Test
  void a_build_that_is_put_into_motion_again_asks_again_and_is_stored_once() {
    Builds builds = open(new EngineRules());
    Build first = begin(builds, request("b-1"));

    Build again = now(builds.resume(first.id()));

    assertThat(again).isEqualTo(first);
    assertThat(store.load(first.id()).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void an_event_that_changes_nothing_costs_no_commit() {
    Builds builds = open(new EngineRules());
    Build build = begin(builds, request("b-1"));

    Build after = now(builds.sendLater(build.id(), new WorkerStarted(JOB, 7, 7)));

    assertThat(after).isSameAs(build);
    assertThat(store.load(build.id()).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void an_event_for_a_build_that_is_not_there_is_refused() {
    Builds builds = open(new EngineRules());

    assertThatThrownBy(
            () -> now(builds.sendLater(new BuildId("no"), new CancelRequested("ann", true))))
        .hasRootCauseInstanceOf(UnknownBuild.class)
        .hasRootCauseMessage("there is no build no");
  }

  @Test
  void a_timer_is_brought_when_it_is_due_and_not_before() {
    Builds builds = open(new EngineRules());
    Build build = begin(builds, request("b-1"));
    Instant due = builds.nextDue().orElseThrow();

    clock.moveTo(due.minusNanos(1));
    bringDueTimers(builds);
    assertThat(builds.find(build.id()).orElseThrow().status()).isEqualTo(BuildStatus.RUNNING);

    clock.moveTo(due);
    bringDueTimers(builds);
    assertThat(builds.find(build.id()).orElseThrow().status()).isEqualTo(BuildStatus.FAILED);
    assertThat(store.load(build.id()).orElseThrow().timers()).isEmpty();
  }

  @Test
  void a_timer_is_brought_once_however_the_clock_jumps() {
    Builds builds = open(new EngineRules());
    Build build = begin(builds, request("b-1"));

    clock.advance(Duration.ofDays(30));
    bringDueTimers(builds);
    long version = store.load(build.id()).orElseThrow().version();
    clock.advance(Duration.ofDays(-60));
    bringDueTimers(builds);
    clock.advance(Duration.ofDays(60));
    bringDueTimers(builds);

    assertThat(store.load(build.id()).orElseThrow().version()).isEqualTo(version);
  }

  @Test
  void a_timer_that_became_due_while_nobody_ran_is_brought_after_the_restart() {
    Build build = begin(open(new EngineRules()), request("b-1"));
    clock.advance(Duration.ofDays(30));

    Builds after = open(new EngineRules());
    after.recoverLater();
    runTurns();
    bringDueTimers(after);

    assertThat(after.find(build.id()).orElseThrow().status()).isEqualTo(BuildStatus.FAILED);
  }

  @Test
  void a_machine_that_was_asked_for_is_asked_for_again_until_its_worker_starts() {
    Builds before = open(new EngineRules());
    Build build = begin(before, request("b-1"));
    JobState job = job(build);

    open(new EngineRules()).recoverLater();
    runTurns();
    assertThat(machines.prepared).hasSize(2);

    Builds last = open(new EngineRules());
    now(last.sendLater(build.id(), new WorkerStarted(JOB, job.attempt(), job.fence())));
    open(new EngineRules()).recoverLater();
    runTurns();
    assertThat(machines.prepared).hasSize(2);
  }

  @Test
  void a_task_that_shall_stop_is_told_again_until_it_has_reported() {
    Builds builds = open(new EngineRules());
    Build build = begin(builds, request("b-1"));
    JobState job = job(build);
    now(builds.sendLater(build.id(), new WorkerStarted(JOB, job.attempt(), job.fence())));
    now(builds.sendLater(build.id(), new CancelRequested("ann", false)));
    assertThat(machines.stopped).hasSize(1);

    Builds after = open(new EngineRules());
    after.recoverLater();
    runTurns();
    assertThat(machines.stopped).hasSize(2);

    now(after.sendLater(build.id(), succeeded(job, 1)));
    assertThat(store.load(build.id()).orElseThrow().effects()).isEmpty();
    assertThat(store.unfinished()).isEmpty();
  }

  @Test
  void a_task_nobody_waits_for_is_told_to_stop_once() {
    Builds builds = open(new EngineRules());
    Build build = begin(builds, request("b-1"));
    JobState job = job(build);
    now(builds.sendLater(build.id(), new WorkerStarted(JOB, job.attempt(), job.fence())));

    Build cancelled = now(builds.sendLater(build.id(), new CancelRequested("ann", true)));

    assertThat(cancelled.status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(machines.stopped).hasSize(1);
    assertThat(store.unfinished()).isEmpty();
  }

  @Test
  void a_machine_that_cannot_be_prepared_is_a_worker_lost_with_that_reason() {
    machines.failure = Optional.of("no room on this machine");
    Builds builds = open(new EngineRules());

    Build build = begin(builds, request("b-1"));
    runTurns();

    Build after = builds.find(build.id()).orElseThrow();
    assertThat(after.status()).isEqualTo(BuildStatus.FAILED);
    assertThat(job(after).failure().orElseThrow().message().english())
        .contains("no room on this machine");
  }

  @Test
  void what_another_process_committed_first_is_seen_and_decided_on() {
    Builds here = open(new EngineRules());
    Build build = begin(here, request("b-1"));
    Builds there = open(new EngineRules());
    now(there.sendLater(build.id(), new WorkerStarted(JOB, 1, job(build).fence())));

    Build after = now(here.sendLater(build.id(), new CancelRequested("ann", false)));

    assertThat(job(after).status()).isEqualTo(JobStatus.RUNNING);
    assertThat(after.cancel()).isPresent();
    assertThat(store.load(build.id()).orElseThrow().version()).isEqualTo(3);
  }

  @Test
  void a_mailbox_takes_no_more_than_its_limit() {
    Builds builds = open(new EngineRules());
    Build build = begin(builds, request("b-1"));
    var event = new WorkerStarted(JOB, 7, 7);
    for (int n = 0; n < BuildMailbox.MAX_WAITING; n++) {
      var _ = builds.sendLater(build.id(), event);
    }

    assertThatThrownBy(() -> builds.sendLater(build.id(), event))
        .isInstanceOf(MailboxFull.class)
        .hasMessageContaining("b-1")
        .hasMessageContaining("1000");

    runTurns();
    assertThat(now(builds.sendLater(build.id(), event))).isEqualTo(build);
  }

  @Test
  void more_builds_than_fit_into_memory_are_read_again_when_something_happens() {
    Builds builds = open(new EngineRules());
    List<Build> accepted = new ArrayList<>();
    for (int n = 0; n < 3 * IN_MEMORY; n++) {
      accepted.add(begin(builds, request("b-" + n)));
    }

    for (Build build : accepted) {
      now(builds.sendLater(build.id(), new CancelRequested("ann", true)));
      assertThat(builds.find(build.id()).orElseThrow().status()).isEqualTo(BuildStatus.CANCELED);
    }
    assertThat(store.unfinished()).isEmpty();
  }
}
