package dev.millrace.server.builds;

import dev.millrace.engine.ParentNews;
import dev.millrace.engine.Transition;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.Jobs;
import dev.millrace.engine.state.MachineUse;
import dev.millrace.engine.state.MutexRole;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.Tasks;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends a build whose rules threw, which only a bug does. Nothing is asked of the rules any more:
 * what runs fails with the reason, what was never reached stays so, machines are let go.
 */
final class BrokenBuild {
  /** Our own fault; no code of BK-CI means it. */
  static final int CODE = 2_100_001;

  private final Failure failure;
  private final Instant now;
  private final List<Effect> effects = new ArrayList<>();

  private BrokenBuild(Sentence reason, Instant now) {
    this.failure = Failure.of(FailureKind.SYSTEM, CODE, reason);
    this.now = now;
  }

  static Transition end(Build build, Sentence reason, Instant now) {
    var broken = new BrokenBuild(reason, now);
    Build ended = broken.end(build);
    ParentNews.of(ended).ifPresent(broken.effects::add);
    return new Transition(ended, broken.effects);
  }

  private Build end(Build build) {
    effects.add(new Effect.TellQueue(build.attempt(), BuildStatus.FAILED));
    return new Build(
        build.id(),
        build.number(),
        build.pipeline(),
        build.attempt(),
        BuildStatus.FAILED,
        build.stages().stream().map(this::end).toList(),
        build.variables(),
        build.createdAt(),
        build.startedAt(),
        Optional.of(now),
        build.cancel(),
        build.start(),
        build.queueing(),
        build.triggerReview());
  }

  private StageState end(StageState stage) {
    if (stage.status().isFinished()) {
      return stage;
    }
    boolean reached = stage.status() == StageStatus.RUNNING || stage.status() == StageStatus.PAUSE;
    return new StageState(
        stage.id(),
        stage.index(),
        stage.name(),
        stage.definition(),
        reached ? StageStatus.FAILED : StageStatus.UNEXEC,
        stage.attempt(),
        Jobs.of(stage.jobs().stream().map(this::end).toList()),
        stage.startedAt(),
        reached ? Optional.of(now) : stage.endedAt(),
        reached ? Optional.of(failure) : stage.failure(),
        stage.checks());
  }

  private JobState end(JobState job) {
    if (job.status().isFinished()) {
      return job;
    }
    boolean reached =
        switch (job.status()) {
          case PREPARE_ENV, RUNNING, PAUSE -> true;
          case QUEUE, DEPENDENT_WAITING, SUCCEED, FAILED, CANCELED, SKIP, UNEXEC -> false;
        };
    if (job.hasMachine()) {
      effects.add(new Effect.ReleaseMachine(job.id(), job.attempt(), job.fence()));
    }
    return new JobState(
        job.id(),
        job.definition(),
        job.name(),
        job.role(),
        job.dependsOn(),
        reached ? JobStatus.FAILED : JobStatus.UNEXEC,
        job.attempt(),
        job.fence(),
        job.lostWorkers(),
        MachineUse.NONE,
        job.runTime(),
        Tasks.of(job.tasks().stream().map(task -> end(job, task)).toList()),
        job.preparedAt(),
        job.startedAt(),
        reached ? Optional.of(now) : job.endedAt(),
        reached ? Optional.of(failure) : job.failure(),
        job.mutex().map(role -> letGo(job, role)),
        0);
  }

  private MutexRole letGo(JobState job, MutexRole role) {
    if (role.standing() == MutexRole.Standing.DONE) {
      return role;
    }
    effects.add(new Effect.ReleaseMutex(job.id(), job.attempt(), role.request(), role.mutex()));
    return role.become(MutexRole.Standing.DONE, now);
  }

  private TaskState end(JobState job, TaskState task) {
    if (task.status().isFinished()) {
      return task;
    }
    if (task.status() == TaskStatus.CALL_WAITING) {
      effects.add(new Effect.CancelSubPipeline(job.id(), job.attempt(), task.id(), task.retry()));
    }
    boolean reached =
        switch (task.status()) {
          case RUNNING, RETRY, REVIEWING, CALL_WAITING, QUALITY_CHECKING, QUALITY_CHECK_WAIT ->
              true;
          case QUEUE,
              QUEUE_CACHE,
              PAUSE,
              SUCCEED,
              FAILED,
              REVIEW_ABORT,
              QUALITY_CHECK_FAIL,
              EXEC_TIMEOUT,
              CANCELED,
              SKIP,
              UNEXEC ->
              false;
        };
    return new TaskState(
        task.id(),
        task.definition(),
        task.postOf(),
        reached ? TaskStatus.FAILED : TaskStatus.UNEXEC,
        task.attempt(),
        task.retry(),
        task.startedAt(),
        reached ? Optional.of(now) : task.endedAt(),
        reached ? Optional.of(failure) : task.failure(),
        task.outputs(),
        task.warnings(),
        task.continued(),
        task.work());
  }
}
