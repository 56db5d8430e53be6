package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskRetryTest {
  @Test
  void each_wait_is_longer_than_the_one_before_up_to_a_limit() {
    assertThat(TaskRetry.wait(1)).isEqualTo(TaskRetry.FIRST_WAIT).isEqualTo(Duration.ofMillis(250));
    assertThat(TaskRetry.wait(2)).isEqualTo(Duration.ofSeconds(1));
    assertThat(TaskRetry.wait(3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(TaskRetry.wait(4)).isEqualTo(Duration.ofSeconds(16));
    assertThat(TaskRetry.wait(5)).isEqualTo(TaskRetry.LONGEST_WAIT);
  }

  @Test
  void a_failed_task_waits_on_its_machine_and_its_timeout_starts_anew() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").retries(1).timeout("2"))));
    build.workerStarts("a").claims("a").later(Duration.ofMinutes(1));

    build.reports("a", TaskResults.failed());
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.RETRY);
    assertThat(build.job("a").hasMachine()).isTrue();
    build.retriesNow("a").claims("a");

    assertThat(build.due("task:a:1"))
        .isEqualTo(
            VirtualClock.START
                .plus(Duration.ofMinutes(3))
                .plus(TaskRetry.FIRST_WAIT)
                .plus(WorkerTaskControl.PATIENCE));
  }

  @ParameterizedTest
  @CsvSource({"5", "6"})
  void no_task_is_tried_again_more_often_than_the_limit(int wanted) {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").retries(wanted))));

    for (int n = 0; n < TaskRetry.MAX_RETRIES; n++) {
      build.fails("a").retriesNow("a");
    }
    build.fails("a");

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.FAILED);
  }

  @Test
  void a_cancel_does_not_wait_for_the_retry() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").retries(1))));
    build.fails("a");

    build.cancel();

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.CANCELED);
    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_machine_lost_during_the_wait_fails_the_task() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").retries(1))));
    build.fails("a");

    build.loses("a");

    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.FAILED);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.FAILED);
  }

  @ParameterizedTest
  @CsvSource({"2199005, FAILED", "2199010, FAILED", "2199502, FAILED", "2199011, RETRY"})
  void a_failure_that_ends_the_job_is_not_tried_again(int code, TaskStatus status) {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").retries(1))));

    build.does("a", TaskResults.failed(code));

    assertThat(build.tasksOf("a")).containsExactly(status);
  }

  @Test
  void a_retry_that_comes_late_changes_nothing() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").retries(2))));
    build.fails("a");
    var first = new BuildEvent.TaskRetryDue(new TaskId("a:1"), new JobId("a"), 1, 1);
    build.retriesNow("a").fails("a");
    var before = build.state();

    build.on(first);

    assertThat(build.state()).isSameAs(before);
  }
}
