package dev.millrace.engine;

import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.Tasks;
import dev.millrace.pipeline.data.Data;
import java.util.Optional;

/** Whether a post action runs: its task must have run, and its condition hold. */
final class PostActions {
  private PostActions() {}

  /** The conditions of post actions, as the format writes them. */
  enum When {
    FAILED("failed()"),
    ALWAYS_UNLESS_CANCELLED("always()"),
    CANCELLED_OR_TIMED_OUT("canceledOrTimeOut()"),
    SUCCEEDED("success()");

    private final String written;

    When(String written) {
      this.written = written;
    }

    /** What is no condition means success. */
    static When of(Data.Fields post) {
      String text =
          post.values().get("postCondition") instanceof Data.Text(var some) ? some.strip() : "";
      for (When when : values()) {
        if (when.written.equals(text)) {
          return when;
        }
      }
      return SUCCEEDED;
    }
  }

  static TaskState decided(Progress progress, JobState job, TaskState task) {
    TaskState parent = job.tasks().get(task.postOf().orElseThrow());
    if (parent.endedAt().isPresent() && holds(progress, job, task, parent)) {
      return task.become(TaskStatus.QUEUE_CACHE);
    }
    return task.passedOver(
        parent.status() == TaskStatus.SKIP ? TaskStatus.SKIP : TaskStatus.UNEXEC, Optional.empty());
  }

  /** Failures of other post actions are excused and call for nothing. */
  private static boolean holds(Progress progress, JobState job, TaskState task, TaskState parent) {
    Tasks tasks = job.tasks();
    boolean cancelled = tasks.cancelled() || progress.isCancelled();
    return switch (When.of((Data.Fields) task.definition().post().orElseThrow())) {
      case FAILED ->
          !cancelled && tasks.stream().anyMatch(any -> !any.isPost() && Tasks.isFailure(any));
      case ALWAYS_UNLESS_CANCELLED -> !cancelled;
      case CANCELLED_OR_TIMED_OUT ->
          parent.status() == TaskStatus.CANCELED || parent.status() == TaskStatus.EXEC_TIMEOUT;
      case SUCCEEDED -> !cancelled && !tasks.failed();
    };
  }
}
