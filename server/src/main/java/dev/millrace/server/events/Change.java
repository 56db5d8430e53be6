package dev.millrace.server.events;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.server.access.Permission;
import java.time.Instant;
import java.util.Optional;

/**
 * What something is now, as far as whoever watches is told: ids, statuses and times, nothing that
 * could hold a secret. Two that are equal look the same.
 */
public sealed interface Change {
  EventKind kind();

  /** What one must be allowed in the project to be told. */
  default Permission needed() {
    return kind().needed();
  }

  /** Whether it has ended. */
  boolean isOver();

  /** A build. */
  record OfBuild(
      long number,
      int attempt,
      BuildStatus status,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt)
      implements Change {
    static OfBuild of(Build build) {
      return new OfBuild(
          build.number(), build.attempt(), build.status(), build.startedAt(), build.endedAt());
    }

    @Override
    public EventKind kind() {
      return EventKind.BUILD;
    }

    @Override
    public boolean isOver() {
      return status.isFinished();
    }
  }

  /** A stage of the build. */
  record OfStage(
      StageId stage,
      int attempt,
      StageStatus status,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt)
      implements Change {
    static OfStage of(StageState stage) {
      return new OfStage(
          stage.id(), stage.attempt(), stage.status(), stage.startedAt(), stage.endedAt());
    }

    @Override
    public EventKind kind() {
      return EventKind.STAGE;
    }

    @Override
    public boolean isOver() {
      return status.isFinished();
    }
  }

  /** A job of the build. */
  record OfJob(
      StageId stage,
      JobId job,
      int attempt,
      JobStatus status,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt)
      implements Change {
    static OfJob of(StageId stage, JobState job) {
      return new OfJob(
          stage, job.id(), job.attempt(), job.status(), job.startedAt(), job.endedAt());
    }

    @Override
    public EventKind kind() {
      return EventKind.JOB;
    }

    @Override
    public boolean isOver() {
      return status.isFinished();
    }
  }

  /** A task of a job of the build. */
  record OfTask(
      JobId job,
      TaskId task,
      int attempt,
      int retry,
      TaskStatus status,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt)
      implements Change {
    static OfTask of(JobId job, TaskState task) {
      return new OfTask(
          job,
          task.id(),
          task.attempt(),
          task.retry(),
          task.status(),
          task.startedAt(),
          task.endedAt());
    }

    @Override
    public EventKind kind() {
      return EventKind.TASK;
    }

    @Override
    public boolean isOver() {
      return status.isFinished();
    }
  }

  /**
   * What somebody did in the project.
   *
   * @param thing what kind of thing it was done to: {@code pipeline}, {@code membership}, …
   * @param id of that thing
   * @param action what was done, as audits call it: {@code released}
   */
  record OfProject(String thing, String id, String action) implements Change {
    @Override
    public EventKind kind() {
      return EventKind.ACTIVITY;
    }

    @Override
    public Permission needed() {
      return switch (thing) {
        case "pipeline" -> Permission.VIEW_PIPELINE;
        case "build" -> Permission.VIEW_BUILD;
        default -> Permission.VIEW_PROJECT;
      };
    }

    @Override
    public boolean isOver() {
      return true;
    }
  }
}
