package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aReview;
import static dev.millrace.engine.TaskBuilder.aTask;
import static dev.millrace.engine.TaskResults.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewTaskTest {
  private static final Data PARAMETERS =
      new Data.Items(
          List.of(
              new Data.Fields(
                  Data.ordered(
                      Map.of(
                          "key", Data.text("TARGET"),
                          "value", Data.text("${HERE}"),
                          "required", Data.flag(true)))),
              new Data.Fields(Data.ordered(Map.of("key", Data.text("FIXED"))))));

  @Test
  void a_job_with_nothing_for_a_worker_never_asks_for_a_machine() {
    var build = aBuildOf(aPipelineOf(aJob("a", aReview("ann"))));

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.REVIEWING);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.RUNNING);
    assertThat(build.effects()).noneMatch(Effect.PrepareMachine.class::isInstance);

    build.reviews("a", "ann", true, Map.of());

    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
    assertThat(build.effects()).noneMatch(Effect.ReleaseMachine.class::isInstance);
  }

  @Test
  void a_job_asks_for_a_machine_when_a_task_needs_one_and_keeps_it() {
    var build = aBuildOf(aPipelineOf(aJob("a", aReview("ann"), aTask("1"), aReview("ann"))));

    build.reviews("a", "ann", true, Map.of());
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PREPARE_ENV);
    build.succeeds("a");

    assertThat(build.tasksOf("a"))
        .containsExactly(TaskStatus.SUCCEED, TaskStatus.SUCCEED, TaskStatus.REVIEWING);
    assertThat(build.effects()).noneMatch(Effect.ReleaseMachine.class::isInstance);
  }

  @Test
  void an_answer_sets_its_variables_and_outputs() {
    var build =
        aBuildOf(
            aPipelineOf(
                    aJob(
                        "a",
                        aReview("${WHO}").id("ask").namespace("ns").input("params", PARAMETERS)))
                .variable("WHO", "bob, ann")
                .variable("HERE", "prod")
                .readOnly("FIXED", "f"));

    build.reviews("a", "ann", true, Map.of("FIXED", "changed"));

    assertThat(build.variable("ns_MANUAL_REVIEW_RESULT")).isEqualTo("PROCESS");
    assertThat(build.variable("ns_MANUAL_REVIEWER")).isEqualTo("ann");
    assertThat(build.variable("ns_MANUAL_REVIEW_SUGGEST")).isEqualTo("as said");
    assertThat(build.variable("TARGET")).isEqualTo("prod");
    assertThat(build.variable("FIXED")).isEqualTo("f");
    assertThat(build.task("a", 1).outputs()).containsEntry("MANUAL_REVIEWER", "ann");
    assertThat(build.task("a", 1).warnings())
        .extracting(Sentence::english)
        .containsExactly("the variable FIXED is read-only and keeps its value");
  }

  @Test
  void a_rejection_fails_the_job_and_sets_no_parameter() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aReview("ann").input("params", PARAMETERS).retries(3))));

    build.reviews("a", "ann", false, Map.of("TARGET", "x"));

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.REVIEW_ABORT);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
    assertThat(build.variable("MANUAL_REVIEW_RESULT")).isEqualTo("ABORT");
    assertThat(build.variable("TARGET")).isEqualTo("null");
  }

  @Test
  void a_rejection_that_is_excused_lets_the_job_go_on() {
    var build = aBuildOf(aPipelineOf(aJob("a", aReview("ann").mayFail())));

    build.reviews("a", "ann", false, Map.of());

    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @ParameterizedTest
  @CsvSource({
    "eve, '',     'eve is no reviewer of task a:1; its reviewers are ann'",
    "ann, OTHER,  'task a:1 has no input OTHER; it has TARGET, FIXED'",
    "ann, TARGET, TARGET needs a value"
  })
  void what_a_person_may_not_answer_is_told_and_changes_nothing(
      String by, String name, String problem) {
    var build = aBuildOf(aPipelineOf(aJob("a", aReview("ann").input("params", PARAMETERS))));
    var before = build.state();
    var answer =
        new BuildEvent.TaskReviewed(
            new TaskId("a:1"),
            new JobId("a"),
            1,
            0,
            by,
            true,
            "",
            Data.ordered(name.isEmpty() ? Map.of("TARGET", "x") : Map.of(name, "")));

    build.on(answer);

    assertThat(build.state()).isSameAs(before);
    assertThat(WaitingTaskCheck.problemOf(before, answer).map(Sentence::english)).contains(problem);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false"})
  void a_value_has_a_limit(int above, boolean taken) {
    var build = aBuildOf(aPipelineOf(aJob("a", aReview("ann").input("params", PARAMETERS))));

    build.reviews(
        "a", "ann", true, Map.of("TARGET", "x".repeat(WaitingTaskCheck.MAX_VALUE + above)));

    assertThat(build.status() == BuildStatus.SUCCEED).isEqualTo(taken);
  }

  @Test
  void a_review_may_need_a_suggestion() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aReview("ann").input("suggestRequired", Data.flag(true)))));
    var answer =
        new BuildEvent.TaskReviewed(
            new TaskId("a:1"), new JobId("a"), 1, 0, "ann", true, " ", Data.ordered(Map.of()));

    assertThat(WaitingTaskCheck.problemOf(build.state(), answer).map(Sentence::english))
        .contains("the review of task a:1 needs a suggestion");
  }

  @Test
  void a_review_by_nobody_fails() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aReview(" , ${NOBODY}").retries(2))).variable("NOBODY", ""));

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.FAILED);
    assertThat(build.task("a", 1).failure().orElseThrow().message().english())
        .isEqualTo("the review names nobody who may answer it");
  }

  @Test
  void who_may_answer_does_not_change_while_the_review_waits() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aReview("${WHO}")), aJob("b")).variable("WHO", "ann"));

    build.does("b", succeeded(Map.of("WHO", "eve"), Map.of()));
    build.reviews("a", "eve", true, Map.of());

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.REVIEWING);
  }

  @Test
  void a_review_that_nobody_answers_ends_by_its_timeout() {
    var build = aBuildOf(aPipelineOf(aJob("a", aReview("ann").timeout("30").retries(2))));

    assertThat(build.due("task:a:1")).isEqualTo(VirtualClock.START.plus(Duration.ofMinutes(30)));
    build.timer("task:a:1");

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.EXEC_TIMEOUT);
    assertThat(build.task("a", 1).failure().orElseThrow().message().english())
        .isEqualTo("nobody answered the review in time");
  }

  @Test
  void reviewers_are_reminded_again_and_again() {
    var build = aBuildOf(aPipelineOf(aJob("a", aReview("ann").remindsAfter(2))));

    build.timer("remind:a:1");
    assertThat(build.effects())
        .contains(new Effect.RemindReviewers(new JobId("a"), 1, new TaskId("a:1"), 0));
    assertThat(build.due("remind:a:1")).isEqualTo(VirtualClock.START.plus(Duration.ofHours(4)));
    build.timer("remind:a:1").reviews("a", "ann", true, Map.of());

    assertThat(build.timers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"168, 168", "169, 168"})
  void the_wait_for_a_reminder_has_a_limit(int hours, int waits) {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aReview("ann").remindsAfter(hours)).timeout("10080")));

    assertThat(build.due("remind:a:1")).isEqualTo(VirtualClock.START.plus(Duration.ofHours(waits)));
    assertThat(ReviewInputs.MAX_REMINDER_HOURS).isEqualTo(168);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1"})
  void the_number_of_reviewers_has_a_limit(int above, int left) {
    var users = new ArrayList<String>();
    for (int i = 0; i < ReviewInputs.MAX_REVIEWERS + above; i++) {
      users.add("u" + i);
    }
    var build = aBuildOf(aPipelineOf(aJob("a", aReview(String.join(",", users)))));

    var review = (ServerWork.Review) build.task("a", 1).work().orElseThrow();

    assertThat(users.size() - review.reviewers().size()).isEqualTo(left);
  }

  @Test
  void a_cancel_ends_a_review_at_once() {
    var build = aBuildOf(aPipelineOf(aJob("a", aReview("ann").remindsAfter(1))));

    build.cancel();

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED);
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(build.timers()).isEmpty();
  }

  @Test
  void the_timeout_of_a_job_without_a_machine_ends_its_review() {
    var build = aBuildOf(aPipelineOf(aJob("a", aReview("ann")).timeout("5")));

    build.timer("job:a");

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void a_machine_lost_before_it_was_used_does_not_disturb_a_review() {
    var build =
        aBuildOf(
            aPipelineOf(
                    aJob("a", aTask("1").when("variables.GO == 'yes'"), aReview("ann"), aTask("3")),
                    aJob("b"))
                .variable("GO", "yes"));
    build.does("b", succeeded(Map.of("GO", "no"), Map.of())).workerStarts("a");
    assertThat(build.chosen("a").status()).isEqualTo(TaskStatus.REVIEWING);

    build.loses("a");

    assertThat(build.chosen("a").status()).isEqualTo(TaskStatus.REVIEWING);
    build.reviews("a", "ann", true, Map.of());
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PREPARE_ENV);
  }
}
