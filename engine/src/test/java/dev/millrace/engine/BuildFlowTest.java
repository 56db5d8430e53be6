package dev.millrace.engine;

import static dev.millrace.engine.BuildRequests.requestOf;
import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskStatus;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuildFlowTest {
  @Test
  void a_new_build_waits_in_the_queue_with_everything_laid_out() {
    var request = requestOf(aPipelineOf(aJob("compile")).build(), Map.of());

    var build = PlayedBuild.queued(request);

    assertThat(build.status()).isEqualTo(BuildStatus.QUEUE);
    assertThat(build.stages()).containsExactly(StageStatus.QUEUE);
    assertThat(build.tasksOf("compile")).containsExactly(TaskStatus.QUEUE);
  }

  @Test
  void an_admitted_build_asks_for_machines_for_all_jobs_of_its_first_stage() {
    var build = aBuildOf(aPipeline().stage(aJob("a"), aJob("b")).stage(aJob("c")));

    assertThat(build.status()).isEqualTo(BuildStatus.RUNNING);
    assertThat(build.jobsIn(JobStatus.PREPARE_ENV)).containsExactly("a", "b");
    assertThat(build.statusOf("c")).isEqualTo(JobStatus.QUEUE);
    assertThat(build.effects())
        .contains(
            new Effect.PrepareMachine(new JobId("a"), 1, 1),
            new Effect.PrepareMachine(new JobId("b"), 1, 1));
  }

  @Test
  void tasks_of_a_job_run_one_after_another() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("2"))));

    build.workerStarts("a");
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.QUEUE_CACHE, TaskStatus.QUEUE);
    build.claims("a");
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.RUNNING, TaskStatus.QUEUE);
    build.succeeds("a");
    assertThat(build.tasksOf("a")).containsExactly(TaskStatus.SUCCEED, TaskStatus.QUEUE_CACHE);
    build.succeeds("a");

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.SUCCEED);
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void the_machine_of_a_job_is_released_when_its_last_task_ended() {
    var build = aBuildOf(aPipelineOf(aJob("a")));

    build.succeeds("a");

    assertThat(build.effects()).contains(new Effect.ReleaseMachine(new JobId("a"), 1, 1));
    assertThat(build.timers()).isEmpty();
  }

  @Test
  void the_next_stage_starts_when_all_jobs_of_the_one_before_are_over() {
    var build = aBuildOf(aPipeline().stage(aJob("a"), aJob("b")).stage(aJob("c")));

    build.succeeds("a");
    assertThat(build.statusOf("c")).isEqualTo(JobStatus.QUEUE);
    build.succeeds("b");

    assertThat(build.stages()).containsExactly(StageStatus.SUCCEED, StageStatus.RUNNING);
    assertThat(build.statusOf("c")).isEqualTo(JobStatus.PREPARE_ENV);
  }

  @Test
  void after_a_failed_stage_only_the_finally_jobs_run() {
    var build = aBuildOf(aPipeline().stage(aJob("a")).stage(aJob("b")).lastly(aJob("clean")));

    build.fails("a");
    assertThat(build.stages())
        .containsExactly(StageStatus.FAILED, StageStatus.UNEXEC, StageStatus.RUNNING);
    assertThat(build.statusOf("b")).isEqualTo(JobStatus.UNEXEC);
    assertThat(build.tasksOf("b")).containsExactly(TaskStatus.UNEXEC);
    build.succeeds("clean");

    assertThat(build.status()).isEqualTo(BuildStatus.FAILED);
  }

  @Test
  void a_failing_finally_job_fails_a_good_build() {
    var build = aBuildOf(aPipeline().stage(aJob("a")).lastly(aJob("clean")));

    build.succeeds("a").fails("clean");

    assertThat(build.status()).isEqualTo(BuildStatus.FAILED);
  }

  @Test
  void a_pipeline_without_stages_succeeds_at_once() {
    assertThat(aBuildOf(aPipeline()).status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void disabled_stages_jobs_and_tasks_are_skipped() {
    var build =
        aBuildOf(
            aPipeline()
                .stage(aStage(aJob("a")).disabled())
                .stage(aJob("b").disabled(), aJob("c", aTask("1").disabled(), aTask("2"))));

    assertThat(build.stages()).containsExactly(StageStatus.SKIP, StageStatus.RUNNING);
    assertThat(build.statusOf("a")).isEqualTo(JobStatus.SKIP);
    assertThat(build.statusOf("b")).isEqualTo(JobStatus.SKIP);
    assertThat(build.tasksOf("c")).containsExactly(TaskStatus.SKIP, TaskStatus.QUEUE);
  }

  @Test
  void a_job_whose_tasks_are_all_disabled_is_as_good_as_disabled() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1").disabled()), aJob("b").dependsOn("a")));

    assertThat(build.statusOf("a")).isEqualTo(JobStatus.SKIP);
    assertThat(build.statusOf("b")).isEqualTo(JobStatus.PREPARE_ENV);
  }

  @Test
  void a_stage_whose_jobs_are_all_skipped_is_skipped() {
    var build = aBuildOf(aPipeline().stage(aJob("a").when("1 == 2")).stage(aJob("b")));

    assertThat(build.stages()).containsExactly(StageStatus.SKIP, StageStatus.RUNNING);
  }

  @Test
  void of_the_jobs_only_those_wanted_run_and_dependencies_on_others_count_as_met() {
    var pipeline =
        aPipeline()
            .stage(aJob("a"), aJob("b").dependsOn("a"))
            .stage(aJob("c"))
            .lastly(aJob("clean"))
            .build();

    var build = aBuildOf(requestOf(pipeline, Set.of("b")));

    assertThat(build.jobsIn(JobStatus.SKIP)).containsExactly("a", "c", "clean");
    build.succeeds("b");
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void an_event_that_comes_again_changes_nothing() {
    var build = aBuildOf(aPipelineOf(aJob("a"), aJob("b")));
    build.workerStarts("a");
    var before = build.state();

    build.on(new BuildEvent.WorkerStarted(new JobId("a"), 1, 1));
    build.on(new BuildEvent.BuildAdmitted(1));

    assertThat(build.state()).isSameAs(before);
    assertThat(build.effects()).isEmpty();
  }

  @Test
  void unchanged_parts_are_shared_with_the_state_before() {
    var build = aBuildOf(aPipeline().stage(aJob("a"), aJob("b")).stage(aJob("c")));
    var before = build.state();

    build.workerStarts("a");

    var after = build.state();
    assertThat(after.stages().get(1)).isSameAs(before.stages().get(1));
    assertThat(after.stages().get(0).jobs().get(1)).isSameAs(before.stages().get(0).jobs().get(1));
    assertThat(after.variables()).isSameAs(before.variables());
  }
}
