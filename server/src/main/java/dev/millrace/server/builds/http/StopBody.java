package dev.millrace.server.builds.http;

import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.server.builds.wishes.StopWish;
import dev.millrace.server.http.problem.Refused;
import java.util.Optional;

/**
 * What of a build shall stop: all of it, unless a stage, a job, or a job and its task are named.
 *
 * @param forced without waiting for what runs; not of a task
 */
public record StopBody(
    Optional<Boolean> forced, Optional<String> stage, Optional<String> job, Optional<String> task) {
  /**
   * The same as a wish.
   *
   * @throws Refused if it is not clear which part is meant
   */
  StopWish wish() {
    boolean isForced = forced.orElse(false);
    if (stage.isPresent()) {
      Fields.absent("job", job, "stage");
      Fields.absent("task", task, "stage");
      return new StopWish.OneStage(Fields.id("stage", stage, StageId::new), isForced);
    }
    if (task.isPresent()) {
      Fields.absent("forced", forced.filter(yes -> yes), "task");
      return new StopWish.OneTask(
          Fields.needed("task", "job", job, JobId::new), Fields.id("task", task, TaskId::new));
    }
    return job.isPresent()
        ? new StopWish.OneJob(Fields.id("job", job, JobId::new), isForced)
        : new StopWish.Whole(isForced);
  }
}
