package dev.millrace.engine;

import static dev.millrace.engine.CheckBuilder.aReviewBy;
import static dev.millrace.engine.CheckBuilder.gates;
import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aGate;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.mutex.MutexClaim;
import dev.millrace.engine.mutex.MutexEvent.Asked;
import dev.millrace.engine.mutex.MutexGroup;
import dev.millrace.engine.mutex.MutexLifecycle;
import dev.millrace.engine.queue.WaitingBuild;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.why.Surroundings;
import dev.millrace.engine.why.Wait;
import dev.millrace.engine.why.WaitingFor;
import dev.millrace.engine.why.WhyWording;
import dev.millrace.pipeline.TaskAction.GatePoint;
import dev.millrace.testkit.Translations;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhyTest {
  @Test
  void every_sentence_about_waiting_is_translated() {
    assertThat(Translations.complaintsOf(WhyWording.class)).isEmpty();
  }

  @Test
  void a_build_in_the_queue_waits_for_its_turn() {
    var build =
        PlayedBuild.queued(BuildRequests.requestOf(aPipelineOf(aJob("a")).build(), Map.of()));

    assertThat(said(build)).containsExactly("the build waits for its turn among the builds");
    assertThat(waits(build).getFirst().since()).contains(VirtualClock.START);
  }

  @Test
  void a_build_in_the_queue_knows_who_is_before_it_and_until_when_it_waits() {
    var build =
        PlayedBuild.queued(BuildRequests.requestOf(aPipelineOf(aJob("a")).build(), Map.of()));
    Instant until = VirtualClock.START.plus(Duration.ofMinutes(10));
    var third =
        new WaitingBuild(
            build.state().id(),
            3,
            Sentence.verbatim("in line"),
            List.of(new BuildId("b-7"), new BuildId("b-8")),
            until);

    Wait wait = WaitingFor.in(build.state(), around(build).with(Optional.of(third))).getFirst();

    assertThat(wait.waitsFor().english())
        .isEqualTo("its turn among the builds (builds before it: 2)");
    assertThat(wait.heldBy().map(Sentence::english)).contains("the builds that run: b-7, b-8");
    assertThat(wait.until()).contains(until);
  }

  @Test
  void a_build_that_is_over_waits_for_nothing() {
    assertThat(said(aBuildOf(aPipelineOf(aJob("a"))).cancelByForce())).isEmpty();
  }

  @Test
  void a_job_waits_for_its_machine_until_a_timer_ends_that() {
    var build = aBuildOf(aPipelineOf(aJob("a").prepareMinutes(3)));

    Wait wait = waits(build).getFirst();

    assertThat(said(build)).containsExactly("job a waits for a machine and its worker");
    assertThat(wait.since()).contains(VirtualClock.START);
    assertThat(wait.until()).contains(VirtualClock.START.plus(Duration.ofMinutes(3)));
    assertThat(wait.freedBy().english()).isEqualTo("a worker for the job starts");
  }

  @Test
  void lost_workers_are_told() {
    var build = aBuildOf(aPipelineOf(aJob("a"))).workerStarts("a").loses("a");

    assertThat(said(build))
        .containsExactly("job a waits for another machine and its worker (lost so far: 1)");
  }

  @Test
  void a_worker_is_waited_for_until_it_takes_ends_or_stops_its_task() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("x").id("s"))));

    build.workerStarts("a");
    assertThat(said(build)).containsExactly("job a, task 1 waits for its worker to take it");
    build.claims("a");
    assertThat(said(build)).containsExactly("job a, task 1 waits for the end of what it runs");
    build.cancel();
    assertThat(said(build))
        .containsExactly("job a, task 1 waits for its worker to stop what it runs");
  }

  @Test
  void jobs_and_stages_wait_for_those_before_them() {
    var build = aBuildOf(aPipeline().stage(aJob("a"), aJob("b").dependsOn("a")).stage(aJob("c")));

    assertThat(said(build))
        .containsExactly(
            "job a waits for a machine and its worker",
            "job b waits for job a, which it depends on",
            "stage stage-2 waits for stage stage-1, which comes before it");
  }

  @Test
  void a_build_or_a_stage_waits_for_its_reviewers() {
    var request = BuildRequests.requestOf(aPipelineOf(aJob("a")).build(), Map.of());
    var build = PlayedBuild.queued(BuildRequests.reviewedBy("ann", request));
    var parked =
        aBuildOf(
            aPipeline()
                .stage(aStage(aJob("a")).checkIn(aReviewBy("ann", "bob").thenRoles("leads")))
                .stage(aJob("b")));

    assertThat(said(build)).containsExactly("the build waits for one of its reviewers: ann");
    assertThat(said(parked))
        .containsExactly(
            "stage stage-1 waits for one of its reviewers: ann, bob",
            "stage stage-2 waits for stage stage-1, which comes before it");
    assertThat(waits(parked).getFirst().until()).isPresent();
    assertThat(said(parked.approves("bob"))).first().asString().endsWith("reviewers: leads");
  }

  @Test
  void a_stage_waits_for_its_gates_and_their_gatekeepers() {
    var build =
        aBuildOf(aPipeline().stage(aStage(aJob("a")).checkIn(gates("r")).checkOut(gates("s"))));

    assertThat(said(build))
        .containsExactly("stage stage-1 waits for its quality gate to be checked");
    build.answers(Gate.Point.IN, new GateAnswer.Passed()).succeeds("a");
    assertThat(said(build))
        .containsExactly("stage stage-1 waits for its quality gate to be checked");
    build.answers(Gate.Point.OUT, new GateAnswer.NeedsPerson(List.of("ann")));
    assertThat(said(build))
        .containsExactly("stage stage-1 waits for one who may let its quality gate pass: ann");
  }

  @Test
  void a_task_that_is_a_gate_waits_for_its_check_and_its_gatekeepers() {
    var build = aBuildOf(aPipelineOf(aJob("a", aGate(GatePoint.BEFORE, "deploy"))));

    assertThat(said(build))
        .containsExactly("job a, task 1 waits for its quality gate to be checked");
    build.checks("a", new GateAnswer.NeedsPerson(List.of("ann", "bob")));
    assertThat(said(build))
        .containsExactly("job a, task 1 waits for one who may let its quality gate pass: ann, bob");
    assertThat(waits(build).getFirst().until()).isPresent();
  }

  @Test
  void a_matrix_waits_for_its_cases_and_they_for_each_other() {
    var build = aBuildOf(aPipelineOf(aJob("m").matrix(1, "os", "x", "y", "z"))).succeeds("m.0");

    assertThat(said(build))
        .containsExactly(
            "job m waits for the cases of its matrix, of which 1 of 3 are over",
            "job m.1 waits for a machine and its worker",
            "job m.2 waits for a place in its matrix (cases at once: 1)");
  }

  @Test
  void a_job_waits_for_its_mutex_and_who_holds_it_is_told_where_that_is_known() {
    var build = aBuildOf(aPipelineOf(aJob("a").mutex("lock", 5, "10")));
    var id = new MutexId("", "lock");
    var group = MutexGroup.free(id);
    for (var who : List.of(claim("b-7"), claim("b-8"), claim("b-1"))) {
      var asked = new Asked(who, Optional.of(5));
      group = MutexLifecycle.on(group, asked, VirtualClock.START).next();
    }

    Wait known = WaitingFor.in(build.state(), around(build).with(Map.of(id, group))).getFirst();

    assertThat(said(build)).containsExactly("job a waits for the mutex lock");
    assertThat(waits(build).getFirst().heldBy()).isEmpty();
    assertThat(known.waitsFor().english())
        .isEqualTo("the mutex lock (jobs before it in the queue: 1)");
    assertThat(known.heldBy().map(Sentence::english))
        .contains("job a of build b-7, since 2026-01-01T00:00:00Z");
    assertThat(known.until()).contains(VirtualClock.START.plus(Duration.ofMinutes(10)));
  }

  private static MutexClaim claim(String build) {
    return new MutexClaim(new BuildId(build), new JobId("a"), 1, 1);
  }

  private static Surroundings around(PlayedBuild build) {
    return Surroundings.of(build.timers().values());
  }

  private static List<Wait> waits(PlayedBuild build) {
    return WaitingFor.in(build.state(), around(build));
  }

  private static List<String> said(PlayedBuild build) {
    return waits(build).stream()
        .map(wait -> wait.place().shown() + " waits for " + wait.waitsFor())
        .toList();
  }
}
