package dev.millrace.server.workers;

import dev.millrace.engine.order.TaskOrder;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobId;
import java.util.Map;

/** What of the server a task finds in its environment, besides what its pipeline says. */
@FunctionalInterface
public interface TaskSurroundings {
  /** Nothing. */
  TaskSurroundings NONE = (_, _, _) -> Map.of();

  /**
   * Variables by their names, for one execution; what the pipeline says of the same goes before.
   */
  Map<String, String> of(Build build, JobId job, TaskOrder task);
}
