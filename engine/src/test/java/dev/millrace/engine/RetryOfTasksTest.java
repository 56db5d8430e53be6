package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.RetryWishes.assertAllowed;
import static dev.millrace.engine.RetryWishes.assertRefused;
import static dev.millrace.engine.RetryWishes.skip;
import static dev.millrace.engine.RetryWishes.stage;
import static dev.millrace.engine.RetryWishes.task;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aGate;
import static dev.millrace.engine.TaskBuilder.aReview;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent.RetryRequested;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.event.RetryScope.JobChoice;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.TaskAction.GatePoint;
import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which tasks of a job that is not good run again or are skipped, and who may want it. */
class RetryOfTasksTest {
  private static TaskBuilder aCheck() {
    return aTask("check").maySkipByHand().mayBeRetriedByHand();
  }

  @Test
  void a_disabled_task_does_not_run_again_wherever_it_stands() {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aCheck().disabled(), aCheck(), aCheck().disabled())))
            .fails("a");

    assertRefused(build, task("a:1"), "the task a:1 is disabled");
    assertRefused(build, task("a:3"), "the task a:3 is disabled");
    assertAllowed(build, task("a:2"));
  }

  @Test
  void a_good_task_before_the_failed_one_runs_again_only_if_the_pipeline_allows_it() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1"), aCheck(), aCheck())));
    build.succeeds("a", "a").fails("a");

    assertRefused(build, task("a:1"), "the pipeline does not allow a retry of the task a:1 alone");
    assertAllowed(build, task("a:2"));
  }

  @Test
  void an_excused_failure_is_as_good_as_a_success() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").mayFail(), aCheck())));
    build.fails("a", "a");

    assertRefused(build, skip("a:1"), "the task a:1 has not failed");
    assertAllowed(build, task("a:2"));
  }

  @Test
  void of_several_failed_tasks_the_first_is_skipped_first() {
    var build = aBuildOf(aPipelineOf(aJob("a", aCheck(), aCheck().when(Word.FAILURE))));
    build.fails("a", "a");

    assertRefused(build, skip("a:2"), "the task a:2 comes after a:1, which is not good");
    assertAllowed(build, skip("a:1"));
  }

  @Test
  void a_task_that_is_not_there_is_not_skipped() {
    var build = aBuildOf(aPipelineOf(aJob("a", aCheck()))).fails("a");

    assertRefused(build, skip("a:2"), "the job a has no task a:2");
    assertRefused(build, skip("x:1"), "there is no job x");
  }

  @ParameterizedTest
  @EnumSource(
      value = TaskStatus.class,
      names = {"FAILED", "EXEC_TIMEOUT", "REVIEW_ABORT", "QUALITY_CHECK_FAIL"})
  void a_task_is_skipped_however_it_failed(TaskStatus how) {
    var asks = aBuildOf(aPipelineOf(aJob("a", aReview("ann").maySkipByHand())));
    var guards = aBuildOf(aPipelineOf(aJob("a", aGate(GatePoint.BEFORE, "b").maySkipByHand())));
    var runs = aBuildOf(aPipelineOf(aJob("a", aCheck())));
    PlayedBuild build =
        switch (how) {
          case REVIEW_ABORT -> asks.reviews("a", "ann", false, Map.of());
          case QUALITY_CHECK_FAIL ->
              guards.checks("a", new GateAnswer.Refused(Sentence.verbatim("bugs")));
          case EXEC_TIMEOUT -> runs.does("a", TaskResults.timedOut());
          default -> runs.fails("a");
        };

    assertThat(build.tasksOf("a")).containsExactly(how);
    assertAllowed(build, skip("a:1"));
  }

  @Test
  void a_task_that_was_cancelled_or_never_reached_has_not_failed() {
    var build = aBuildOf(aPipelineOf(aJob("a", aCheck(), aCheck())));
    build.workerStarts("a").claims("a").cancelByForce();

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED, TaskStatus.UNEXEC);
    assertRefused(build, skip("a:1"), "the task a:1 has not failed");
    assertRefused(build, skip("a:2"), "the task a:2 has not failed");
    assertAllowed(build, task("a:1"));
  }

  /** A job whose task failed that nobody may skip, and which then ended in this status. */
  private static PlayedBuild failedAndThen(JobStatus status) {
    TaskBuilder last = aTask("tidy up").when(Word.ALWAYS);
    var build =
        aBuildOf(
            aPipeline()
                .stage(
                    aStage(aJob("a", aReview("ann").id("ask"), last), aJob("b", aCheck()))
                        .fastKill()));
    build.reviews("a", "ann", false, Map.of());
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.PREPARE_ENV);
    return switch (status) {
      case CANCELED -> build.cancel();
      case UNEXEC -> build.fails("b");
      default -> build.succeeds("a");
    };
  }

  @ParameterizedTest
  @EnumSource(
      value = JobStatus.class,
      names = {"FAILED", "CANCELED", "UNEXEC"})
  void to_go_on_behind_failed_tasks_is_to_skip_each_in_whatever_job_it_is(JobStatus status) {
    var build = failedAndThen(status);
    var wish = stage("stage-1", JobChoice.BEHIND_FAILED_TASKS);

    assertThat(build.statusOf("a")).isEqualTo(status);
    assertRefused(build, wish, "the pipeline does not allow anybody to skip the task a:1");
    assertAllowed(failedAndThen(status), stage("stage-1", JobChoice.FAILED_JOBS));
    build.on(RetryRequested.of(build.state(), "root", wish, true));

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.SKIP, TaskStatus.QUEUE);
  }

  @Test
  void failures_that_are_excused_or_in_good_jobs_need_nobodys_leave_to_go_on_behind() {
    var build =
        aBuildOf(
            aPipelineOf(
                aJob("a", aTask("1").mayFail()), aJob("b", aTask("1").mayFail(), aCheck())));
    build.fails("a", "b", "b");

    build.retry(stage("stage-1", JobChoice.BEHIND_FAILED_TASKS));

    assertThat(List.of(build.statusOf("a"), build.statusOf("b")))
        .containsExactly(JobStatus.SUCCEED, JobStatus.SUCCEED);
    assertThat(build.tasksOf("b")).containsExactly(TaskStatus.FAILED, TaskStatus.SKIP);
  }
}
