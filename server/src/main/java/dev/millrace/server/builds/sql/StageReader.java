package dev.millrace.server.builds.sql;

import static dev.millrace.server.database.Rows.optionalMoment;
import static dev.millrace.server.database.Rows.optionalText;

import dev.millrace.engine.TaskLayout;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.Jobs;
import dev.millrace.engine.state.MachineUse;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.RunTime;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.Tasks;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.Stage;
import dev.millrace.server.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the stages of one build of rows, from the inside out: tasks, jobs, stages. */
final class StageReader {
  private final Pipeline pipeline;
  private final Map<Integer, Optional<Stage>> stageDefinitions = new HashMap<>();
  private final Map<String, Job> jobDefinitions = new HashMap<>();
  private final Map<String, List<TaskLayout>> layouts = new HashMap<>();
  private final Map<String, List<TaskState>> tasksByJob = new HashMap<>();
  private final Map<Integer, List<JobState>> jobsByStage = new HashMap<>();

  private StageReader(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * Reads stages and jobs twice, which only a load does, to keep rows from being held half-made.
   */
  static List<StageState> read(Rows rows, String build, Pipeline pipeline) throws SQLException {
    var reader = new StageReader(pipeline);
    var _ = rows.query(Sql.SELECT_STAGES, reader::stageDefinition, build);
    var _ = rows.query(Sql.SELECT_JOBS, reader::jobDefinition, build);
    var _ = rows.query(Sql.SELECT_TASKS, reader::task, build);
    var _ = rows.query(Sql.SELECT_JOBS, reader::job, build);
    return rows.query(Sql.SELECT_STAGES, reader::stage, build);
  }

  private Optional<Stage> stageDefinition(ResultSet row) throws SQLException {
    int position = row.getInt("definition");
    Optional<Stage> definition =
        row.wasNull() ? Optional.empty() : Optional.of(pipeline.plainStages().get(position));
    stageDefinitions.put(row.getInt("position"), definition);
    return definition;
  }

  private Job jobDefinition(ResultSet row) throws SQLException {
    Optional<Stage> stage = known(stageDefinitions, row.getInt("stage"));
    Job definition = Definitions.jobsOf(pipeline, stage).get(row.getInt("definition"));
    jobDefinitions.put(row.getString("id"), definition);
    return definition;
  }

  private TaskState task(ResultSet row) throws SQLException {
    String job = row.getString("job_id");
    TaskLayout laid = layoutOf(job).get(row.getInt("position"));
    var task =
        new TaskState(
            new TaskId(row.getString("id")),
            laid.definition(),
            laid.postOf(),
            TaskStatus.valueOf(row.getString("status")),
            row.getInt("attempt"),
            row.getInt("retry"),
            optionalMoment(row, "started_at_ns"),
            optionalMoment(row, "ended_at_ns"),
            failure(row),
            Texts.map(optionalText(row, "outputs")),
            SentenceText.list(optionalText(row, "warnings")),
            optionalText(row, "continued").map(TaskText::continuation),
            optionalText(row, "work").map(TaskText::work));
    tasksByJob.computeIfAbsent(job, _ -> new ArrayList<>()).add(task);
    return task;
  }

  private List<TaskLayout> layoutOf(String job) {
    return layouts.computeIfAbsent(job, id -> TaskLayout.of(known(jobDefinitions, id)));
  }

  private JobState job(ResultSet row) throws SQLException {
    String id = row.getString("id");
    Tasks tasks = Tasks.of(tasksByJob.getOrDefault(id, List.of()));
    var job =
        new JobState(
            new JobId(id),
            known(jobDefinitions, id),
            row.getString("name"),
            StageRows.role(optionalText(row, "matrix")),
            Texts.list(optionalText(row, "depends_on")).stream().map(JobId::new).toList(),
            JobStatus.valueOf(row.getString("status")),
            row.getInt("attempt"),
            row.getLong("fence"),
            row.getInt("lost_workers"),
            machine(row, tasks),
            runTime(row),
            tasks,
            optionalMoment(row, "prepared_at_ns"),
            optionalMoment(row, "started_at_ns"),
            optionalMoment(row, "ended_at_ns"),
            failure(row),
            optionalText(row, "mutex").map(MutexText::read),
            row.getInt("machine_turn"));
    jobsByStage.computeIfAbsent(row.getInt("stage"), _ -> new ArrayList<>()).add(job);
    return job;
  }

  /**
   * Version 1 had a machine for each job that waited for one or ran, except the parents of
   * matrices.
   */
  private static MachineUse machine(ResultSet row, Tasks tasks) throws SQLException {
    Optional<String> written = optionalText(row, "machine");
    if (written.isPresent()) {
      return MachineUse.valueOf(written.get());
    }
    boolean isParent = StageRows.role(optionalText(row, "matrix")) instanceof MatrixRole.Parent;
    return switch (JobStatus.valueOf(row.getString("status"))) {
      case PREPARE_ENV -> MachineUse.FRESH;
      case RUNNING -> isParent ? MachineUse.NONE : usedIfAnyBegan(tasks, row.getInt("attempt"));
      case QUEUE, DEPENDENT_WAITING, PAUSE, SUCCEED, FAILED, CANCELED, SKIP, UNEXEC ->
          MachineUse.NONE;
    };
  }

  private static MachineUse usedIfAnyBegan(Tasks tasks, int attempt) {
    return tasks.stream()
            .anyMatch(task ->
                task.attempt() == attempt && (task.startedAt().isPresent() || task.retry() > 0))
        ? MachineUse.USED
        : MachineUse.FRESH;
  }

  /** In version 1 a job ran from its start. */
  private static RunTime runTime(ResultSet row) throws SQLException {
    long before = row.getLong("ran_before_ns");
    if (!row.wasNull()) {
      return new RunTime(Duration.ofNanos(before), optionalMoment(row, "running_since_ns"));
    }
    return row.getString("status").equals(JobStatus.RUNNING.name())
        ? new RunTime(Duration.ZERO, optionalMoment(row, "started_at_ns"))
        : RunTime.NONE;
  }

  private StageState stage(ResultSet row) throws SQLException {
    int position = row.getInt("position");
    return new StageState(
        new StageId(row.getString("id")),
        position,
        row.getString("name"),
        known(stageDefinitions, position),
        StageStatus.valueOf(row.getString("status")),
        row.getInt("attempt"),
        Jobs.of(jobsByStage.getOrDefault(position, List.of())),
        optionalMoment(row, "started_at_ns"),
        optionalMoment(row, "ended_at_ns"),
        failure(row),
        CheckText.checks(optionalText(row, "checks")));
  }

  private static Optional<Failure> failure(ResultSet row) throws SQLException {
    return optionalText(row, "failure").map(EventText::failure);
  }

  private static <K, V> V known(Map<K, V> values, K key) {
    V value = values.get(key);
    if (value == null) {
      throw new IllegalStateException("a row refers to " + key + ", which has no row");
    }
    return value;
  }
}
