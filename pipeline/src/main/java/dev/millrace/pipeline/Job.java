package dev.millrace.pipeline;

import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Tasks that run one after another on one machine.
 *
 * @param id unique in the pipeline, never empty: a reader gives one where the author did not
 * @param name empty when none is given; the id is shown then
 * @param timeout of the whole job, in minutes
 * @param prepareTimeoutMinutes how long to wait for a machine; empty: 10
 * @param environment {@code env}, in the author's order, not yet replaced
 * @param continueOnError its failure does not fail the stage
 * @param dependsOn ids (or names) of jobs of the same stage
 * @param services parsed and kept; BK-CI runs nothing for them either
 */
public record Job(
    String id,
    String name,
    boolean enabled,
    RunsOn runsOn,
    RunCondition condition,
    List<TaskEntry> tasks,
    Timeout timeout,
    Optional<Integer> prepareTimeoutMinutes,
    SequencedMap<String, String> environment,
    boolean continueOnError,
    Optional<Matrix> matrix,
    List<String> dependsOn,
    Optional<Mutex> mutex,
    SequencedMap<String, Data> services,
    SequencedMap<String, Data> extras)
    implements JobEntry {
  public Job {
    tasks = List.copyOf(tasks);
    environment = Data.ordered(environment);
    dependsOn = List.copyOf(dependsOn);
    services = Data.ordered(services);
    extras = Data.ordered(extras);
  }

  boolean isExpanded() {
    return tasks.stream().allMatch(Task.class::isInstance);
  }

  /** What people see: the name, or the id where there is none. */
  public String displayName() {
    return name.isEmpty() ? id : name;
  }

  /**
   * The tasks of an expanded job.
   *
   * @throws IllegalStateException if a template reference is left
   */
  public List<Task> plainTasks() {
    return tasks.stream().map(TaskEntry::plain).toList();
  }
}
