package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aGate;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.TaskGateAnswered;
import dev.millrace.engine.event.BuildEvent.TaskGateDecided;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.TaskAction.GatePoint;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a gate that is answered stands in docs/rules/tasks.md. */
class TaskGateTest {
  private static final JobId JOB = new JobId("a");
  private static final TaskId GATE = new TaskId("a:1");
  private static final GateAnswer PASSED = new GateAnswer.Passed();
  private static final GateAnswer REFUSED = new GateAnswer.Refused(Sentence.verbatim("bugs"));
  private static final GateAnswer NEEDS_ANN = new GateAnswer.NeedsPerson(List.of("ann"));

  private static PlayedBuild asked() {
    return aBuildOf(
        aPipelineOf(aJob("a", aGate(GatePoint.BEFORE, "deploy").timeout("2"), aTask("2"))));
  }

  private static Effect.CheckTaskGate question(int attempt) {
    return new Effect.CheckTaskGate(JOB, attempt, GATE, 0, Gate.Point.IN, "", "deploy");
  }

  @Test
  void a_gate_is_asked_for_by_the_task_it_guards_and_needs_no_machine() {
    var gate =
        aGate(GatePoint.AFTER, "unit tests of ${WHAT}").input("interceptTask", Data.text("sonar"));
    var request =
        BuildRequests.requestOf(
            aPipelineOf(aJob("a", gate, aTask("2"))).variable("WHAT", "all").build(), Map.of());

    var build = PlayedBuild.queued(request).on(new BuildEvent.BuildAdmitted(1));

    assertThat(build.effects())
        .contains(
            new Effect.CheckTaskGate(
                JOB, 1, GATE, 0, Gate.Point.OUT, "sonar", "unit tests of all"));
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.QUALITY_CHECKING, TaskStatus.QUEUE);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.RUNNING);
    assertThat(build.job("a").hasMachine()).isFalse();
  }

  @Test
  void a_passed_gate_lets_the_job_go_on_at_once() {
    var build = asked();

    build.checks("a", PASSED);

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PREPARE_ENV);
    assertThat(build.timers()).doesNotContainKey("task:a:1");
  }

  @Test
  void a_refused_gate_fails_by_the_number_of_quality_gates_and_is_not_tried_again() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aGate(GatePoint.BEFORE, "deploy").retries(3), aTask("2"))));

    build.checks("a", REFUSED);

    assertThat(build.tasksOf("a"))
        .containsExactly(TaskStatus.QUALITY_CHECK_FAIL, TaskStatus.UNEXEC);
    assertThat(build.task("a", 1).failure().orElseThrow().code())
        .isEqualTo(FailureCodes.QUALITY_GATE);
  }

  @Test
  void check_and_gatekeepers_share_one_timeout() {
    var build = asked();
    var due = build.due("task:a:1");

    build.later(Duration.ofMinutes(1)).checks("a", NEEDS_ANN);

    assertThat(build.due("task:a:1")).isEqualTo(due);
    assertThat(build.timer("task:a:1").tasksOf("a")).startsWith(TaskStatus.QUALITY_CHECK_FAIL);
  }

  @Test
  void answers_and_decisions_that_come_again_or_late_change_nothing() {
    var build = asked().checks("a", NEEDS_ANN);
    var waiting = build.state();
    for (GateAnswer answer : List.of(PASSED, REFUSED, NEEDS_ANN)) {
      build.on(new TaskGateAnswered(GATE, JOB, 1, 0, answer));
    }
    assertThat(build.state()).isEqualTo(waiting);

    build.decides("a", "ann", true, "");
    var passed = build.state();
    build.on(new TaskGateDecided(GATE, JOB, 1, 0, "ann", false, "changed my mind"));
    build.on(new TaskGateAnswered(GATE, JOB, 1, 0, REFUSED));
    build.on(new BuildEvent.TaskTimeoutReached(GATE, JOB, 1, 0));

    assertThat(build.state()).isEqualTo(passed);
    assertThat(build.effects()).isEmpty();
  }

  @Test
  void a_retry_asks_again_and_an_answer_to_the_first_question_changes_nothing() {
    var build = asked().checks("a", REFUSED);

    build.retry();

    assertThat(build.effects()).contains(question(2));
    build.on(new TaskGateAnswered(GATE, JOB, 1, 0, PASSED));
    assertThat(build.tasksOf("a")).startsWith(TaskStatus.QUALITY_CHECKING);
    build.checks("a", PASSED).succeeds("a");
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.SUCCEED);
  }

  @Test
  void a_refused_gate_that_may_fail_stops_nothing() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aGate(GatePoint.BEFORE, "deploy").mayFail(), aTask("2"))));

    build.checks("a", REFUSED).succeeds("a");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.SUCCEED);
  }

  @Test
  void a_waiting_gate_can_be_cancelled_alone() {
    var build = asked().checks("a", NEEDS_ANN);

    build.on(new BuildEvent.TaskCancelRequested("bob", JOB, 1, GATE, 0));

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC);
    assertThat(build.timers()).isEmpty();
  }

  @Test
  void a_post_action_runs_for_a_task_whose_gate_was_refused() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aTask("1").post("failed()"), aGate(GatePoint.AFTER, "1"))));

    build.succeeds("a").checks("a", REFUSED);

    assertThat(build.tasksOf("a"))
        .containsExactly(TaskStatus.SUCCEED, TaskStatus.QUALITY_CHECK_FAIL, TaskStatus.QUEUE_CACHE);
  }

  @Test
  void who_may_not_decide_is_told_why() {
    var build = asked();
    assertThat(problem(build, "ann", 0, "")).isEqualTo("task a:1 does not wait for a gatekeeper");

    build.checks("a", NEEDS_ANN);

    assertThat(problem(build, "eve", 0, ""))
        .isEqualTo("eve is no gatekeeper of task a:1; its gatekeepers are ann");
    assertThat(problem(build, "ann", 1, "")).isEqualTo("task a:1 does not wait for a gatekeeper");
    assertThat(problem(build, "ann", 0, "x".repeat(WaitingTaskCheck.MAX_VALUE))).isEmpty();
    assertThat(problem(build, "ann", 0, "x".repeat(WaitingTaskCheck.MAX_VALUE + 1)))
        .isEqualTo("the suggestion has more than 4000 characters");
  }

  private static String problem(PlayedBuild build, String by, int retry, String suggestion) {
    var event = new TaskGateDecided(GATE, JOB, 1, retry, by, true, suggestion);
    return WaitingTaskCheck.problemOf(build.state(), event).map(Sentence::english).orElse("");
  }
}
