package dev.millrace.server.builds.wishes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.RetryWording;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.Concurrency;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.Permission;
import dev.millrace.server.pipelines.Definition;
import dev.millrace.server.pipelines.PipelineSettings;
import dev.millrace.server.pipelines.PipelineSettings.CancelPolicy;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BuildSteeringTest extends WishesTestBase {
  private static final String ONE_JOB =
      "version: v3.0\nstages:\n  - jobs:\n      only:\n        steps: [{run: make}]\n";
  private static final PipelineSettings LETTING_ALL =
      new PipelineSettings(
          "", Concurrency.DEFAULT, CancelPolicy.EXECUTE_PERMISSION, false, false, 50);
  private static final StopWish STOP = new StopWish.Whole(false);

  @Test
  void who_started_a_build_may_stop_it() {
    Build build = start(ofSteps("", "run: make"));

    Build stopped = steering.stop(RUNNER, build.id(), STOP);

    assertThat(stopped.status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(stopped.cancel().orElseThrow().by()).isEqualTo("rob");
    assertThat(audited()).containsExactly("stop requested", "start requested");
  }

  @Test
  void where_the_policy_is_restricted_others_may_not_but_a_maintainer_may() {
    Build build = start(ofSteps("", "run: make"));

    assertThat(refusalOf(() -> steering.stop(SECOND_RUNNER, build.id(), STOP)))
        .isEqualTo(
            new BuildRefusal.Forbidden(
                Permission.CANCEL_ANY_BUILD, BuildWording.MAY_NOT_CANCEL.of()));
    assertThat(refusalOf(() -> steering.stop(DEVELOPER, build.id(), STOP)))
        .isInstanceOf(BuildRefusal.Forbidden.class);
    assertThat(steering.stop(MAINTAINER, build.id(), STOP).status())
        .isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void where_the_policy_lets_them_all_runners_may_and_viewers_may_not() {
    Build build = start(released(Definition.of(ONE_JOB).with(LETTING_ALL)));

    assertThat(refusalOf(() -> steering.stop(VIEWER, build.id(), STOP)))
        .isInstanceOf(BuildRefusal.Forbidden.class);
    assertThat(steering.stop(SECOND_RUNNER, build.id(), STOP).status())
        .isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_build_nobody_may_see_is_not_there() {
    Build build = start(ofSteps("", "run: make"));

    assertThat(refusalOf(() -> steering.stop(STRANGER, build.id(), STOP)))
        .isEqualTo(new BuildRefusal.NotFound(BuildWording.NO_BUILD.of(build.id())));
    assertThat(refusalOf(() -> steering.stop(Actor.SYSTEM, build.id(), STOP)))
        .isInstanceOf(BuildRefusal.NotFound.class);
    assertThat(refusalOf(() -> steering.stop(ROOT, new BuildId("other"), STOP)))
        .isInstanceOf(BuildRefusal.NotFound.class);
  }

  @Test
  void a_build_that_is_over_is_not_stopped() {
    Build build = start(ofSteps("", "run: make"));
    steering.stop(RUNNER, build.id(), STOP);

    assertThat(refusalOf(() -> steering.stop(RUNNER, build.id(), STOP)))
        .isEqualTo(new BuildRefusal.NotNow(BuildWording.IS_OVER.of()));
  }

  @Test
  void parts_of_a_build_are_stopped() {
    Build build = start(ofSteps("", "run: make"));
    StageId stage = build.stages().getFirst().id();

    Build stopped = steering.stop(RUNNER, build.id(), new StopWish.OneJob(JOB, true));

    assertThat(stopped.find(JOB).orElseThrow().status()).isEqualTo(JobStatus.CANCELED);
    Build second = start(definitionOf(build));
    assertThat(steering.stop(RUNNER, second.id(), new StopWish.OneStage(stage, false)).status())
        .isEqualTo(BuildStatus.CANCELED);
  }

  private static PipelineId definitionOf(Build build) {
    return build.queueing().pipeline();
  }

  @Test
  void a_task_that_runs_is_stopped_and_one_that_does_not_is_not() {
    Build build = withWorker(start(ofSteps("", "run: make", "run: check")));
    TaskId first = TaskId.of(JOB, 1);

    assertThat(
            refusalOf(() ->
                steering.stop(RUNNER, build.id(), new StopWish.OneTask(JOB, TaskId.of(JOB, 2)))))
        .isInstanceOf(BuildRefusal.NotNow.class);
    Build stopped = steering.stop(RUNNER, build.id(), new StopWish.OneTask(JOB, first));

    // Its worker is told, and says when it has stopped.
    assertThat(stopped.find(JOB).orElseThrow().tasks().getFirst().failure()).isPresent();
  }

  @Test
  void what_is_not_in_the_build_is_not_found() {
    Build build = start(ofSteps("", "run: make"));
    var noJob = new JobId("none");

    assertThat(
            refusalOf(() ->
                steering.stop(
                    RUNNER, build.id(), new StopWish.OneStage(new StageId("none"), false))))
        .isEqualTo(new BuildRefusal.NotFound(BuildWording.NO_STAGE.of("none")));
    assertThat(
            refusalOf(() -> steering.stop(RUNNER, build.id(), new StopWish.OneJob(noJob, false))))
        .isEqualTo(new BuildRefusal.NotFound(BuildWording.NO_JOB.of("none")));
    assertThat(
            refusalOf(() ->
                steering.stop(RUNNER, build.id(), new StopWish.OneTask(JOB, TaskId.of(JOB, 9)))))
        .isInstanceOf(BuildRefusal.NotFound.class);
    assertThat(refusalOf(() -> retry(RUNNER, build, new RetryScope.OneJob(noJob))))
        .isInstanceOf(BuildRefusal.NotFound.class);
  }

  private Build retry(Actor actor, Build build, RetryScope scope) {
    return steering.retry(actor, build.id(), scope, OptionalInt.empty());
  }

  @Test
  void a_failed_build_is_retried_by_whoever_may_run_it() {
    Build build = failed(start(ofSteps("", "run: make")));
    assertThat(build.status()).isEqualTo(BuildStatus.FAILED);
    assertThat(refusalOf(() -> retry(VIEWER, build, new RetryScope.Failed())))
        .isInstanceOf(BuildRefusal.Forbidden.class);

    Build again = retry(SECOND_RUNNER, build, new RetryScope.Failed());

    assertThat(again.attempt()).isEqualTo(2);
    assertThat(audited()).containsExactly("retry requested", "start requested");
  }

  @Test
  void a_retry_that_means_an_older_attempt_is_refused() {
    Build build = failed(start(ofSteps("", "run: make")));

    assertThat(
            refusalOf(() ->
                steering.retry(RUNNER, build.id(), new RetryScope.Whole(), OptionalInt.of(7))))
        .isEqualTo(new BuildRefusal.NotNow(RetryWording.CHANGED_MEANWHILE.of()));
  }

  @Test
  void a_task_is_skipped_where_the_pipeline_or_the_role_lets_one() {
    Build build = failed(start(ofSteps("", "run: make", "run: check")));
    var skip = new RetryScope.SkipTask(JOB, TaskId.of(JOB, 1));

    assertThat(refusalOf(() -> retry(RUNNER, build, skip)))
        .isEqualTo(new BuildRefusal.NotNow(RetryWording.TASK_NOT_SKIPPED.of(TaskId.of(JOB, 1))));
    Build skipped = retry(DEVELOPER, build, skip);

    assertThat(skipped.find(JOB).orElseThrow().tasks().getFirst().status())
        .isEqualTo(TaskStatus.SKIP);
    assertThat(audited().getFirst()).isEqualTo("skip requested");
  }

  @Test
  void builds_of_a_disabled_pipeline_are_not_retried() {
    Build build = failed(start(ofSteps("", "run: make")));
    pipelines.enable(DEVELOPER, definitionOf(build), revisionOf(definitionOf(build)), false);

    assertThat(refusalOf(() -> retry(RUNNER, build, new RetryScope.Failed())))
        .isEqualTo(new BuildRefusal.NotNow(BuildWording.PIPELINE_DISABLED.of("p")));
  }
}
