package dev.millrace.engine.why;

import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.wording.Sentence;

/** A part of a build. */
public sealed interface Place {
  /** The whole of it. */
  record OfBuild() implements Place {}

  /** A stage. */
  record OfStage(StageId stage) implements Place {}

  /** A job. */
  record OfJob(JobId job) implements Place {}

  /** A task of a job. */
  record OfTask(JobId job, TaskId task) implements Place {}

  /** As people call it. */
  default Sentence shown() {
    return switch (this) {
      case OfBuild() -> WhyWording.BUILD.of();
      case OfStage(var stage) -> WhyWording.STAGE.of(stage);
      case OfJob(var job) -> WhyWording.JOB.of(job);
      case OfTask(var job, var task) -> WhyWording.TASK.of(job, task.position());
    };
  }
}
