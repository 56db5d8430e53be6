package dev.millrace.server.builds.sql;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Jobs;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.server.builds.BuildCommit;
import dev.millrace.server.database.Rows;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the rows of stages, jobs and tasks that changed in one commit, and no others. */
@SuppressWarnings("ReferenceEquality") // identity is how a state says what changed
final class StageRows {
  private final Rows rows;

  StageRows(Rows rows) {
    this.rows = rows;
  }

  void write(BuildCommit commit) throws SQLException {
    new OneCommit(commit.after()).write(commit.before().map(Build::stages).orElse(List.of()));
  }

  /** What the rows of one commit have in common. */
  private final class OneCommit {
    private final Build build;
    private final String id;

    /** Made when the first new row needs it: a step of a large build has none as a rule. */
    private @Nullable Definitions definitions;

    OneCommit(Build build) {
      this.build = build;
      this.id = build.id().value();
    }

    private Definitions definitions() {
      Definitions known = definitions;
      if (known == null) {
        known = new Definitions(build.pipeline());
        definitions = known;
      }
      return known;
    }

    void write(List<StageState> old) throws SQLException {
      List<StageState> now = build.stages();
      for (int position = 0; position < now.size(); position++) {
        StageState stage = now.get(position);
        if (position >= old.size()) {
          insert(stage);
          writeJobs(Jobs.NONE, stage);
        } else if (stage != old.get(position)) {
          update(old.get(position), stage);
          writeJobs(old.get(position).jobs(), stage);
        }
      }
    }

    private void insert(StageState stage) throws SQLException {
      rows.run(
          Sql.INSERT_STAGE,
          stage.name(),
          definitions().positionOf(stage.definition()),
          stage.id().value(),
          stage.status().name(),
          stage.attempt(),
          stage.startedAt(),
          stage.endedAt(),
          stage.failure().map(EventText::write),
          CheckText.ofChecks(stage.checks()),
          id,
          stage.index());
    }

    private void update(StageState before, StageState now) throws SQLException {
      boolean same =
          before.status() == now.status()
              && before.attempt() == now.attempt()
              && before.startedAt().equals(now.startedAt())
              && before.endedAt().equals(now.endedAt())
              && before.failure().equals(now.failure())
              && before.checks().equals(now.checks());
      if (!same) {
        rows.run(
            Sql.UPDATE_STAGE,
            now.status().name(),
            now.attempt(),
            now.startedAt(),
            now.endedAt(),
            now.failure().map(EventText::write),
            CheckText.ofChecks(now.checks()),
            id,
            now.index());
      }
    }

    private void writeJobs(Jobs old, StageState stage) throws SQLException {
      Jobs now = stage.jobs();
      if (haveSameIds(old, now)) {
        for (int position : now.changesSince(old)) {
          writeJob(old.get(position), position, now.get(position), position, stage.index());
        }
      } else {
        writeMovedJobs(old, now, stage.index());
      }
    }

    /** Whether each job is where it was; only a matrix can make it otherwise. */
    private static boolean haveSameIds(Jobs old, Jobs now) {
      return old.size() == now.size()
          && now.changesSince(old).stream()
              .allMatch(position -> old.get(position).id().equals(now.get(position).id()));
    }

    /** A matrix was expanded, or forgot its cases: jobs behind it stand elsewhere now. */
    private void writeMovedJobs(List<JobState> old, List<JobState> now, int stage)
        throws SQLException {
      Map<String, Integer> oldPositions = new HashMap<>();
      old.forEach(job -> oldPositions.put(job.id().value(), oldPositions.size()));
      Set<String> left = new HashSet<>();
      for (int position = 0; position < now.size(); position++) {
        JobState job = now.get(position);
        left.add(job.id().value());
        Integer oldPosition = oldPositions.get(job.id().value());
        if (oldPosition == null) {
          insert(job, position, stage);
        } else {
          writeJob(old.get(oldPosition), oldPosition, job, position, stage);
        }
      }
      for (JobState job : old) {
        if (!left.contains(job.id().value())) {
          delete(job);
        }
      }
    }

    private void writeJob(JobState before, int oldPosition, JobState now, int position, int stage)
        throws SQLException {
      if (before == now) {
        if (oldPosition != position) {
          rows.run(Sql.MOVE_JOB, position, id, now.id().value());
        }
      } else if (isSameJob(before, now)) {
        if (oldPosition != position || isOtherRow(before, now)) {
          update(now, position);
        }
        writeTasks(before.tasks(), now);
      } else {
        delete(before);
        insert(now, position, stage);
      }
    }

    /** A case of a matrix that was expanded anew may have the id of another one before. */
    private static boolean isSameJob(JobState before, JobState now) {
      return before.definition() == now.definition()
          && before.role().equals(now.role())
          && before.dependsOn().equals(now.dependsOn())
          && before.tasks().size() == now.tasks().size();
    }

    /** Whether more than its tasks changed. */
    private static boolean isOtherRow(JobState before, JobState now) {
      return before.status() != now.status()
          || before.attempt() != now.attempt()
          || before.fence() != now.fence()
          || before.lostWorkers() != now.lostWorkers()
          || before.machine() != now.machine()
          || !before.runTime().equals(now.runTime())
          || !before.name().equals(now.name())
          || !before.preparedAt().equals(now.preparedAt())
          || !before.startedAt().equals(now.startedAt())
          || !before.endedAt().equals(now.endedAt())
          || !before.failure().equals(now.failure())
          || !before.mutex().equals(now.mutex())
          || before.machineTurn() != now.machineTurn();
    }

    private void insert(JobState job, int position, int stage) throws SQLException {
      rows.run(
          Sql.INSERT_JOB,
          stage,
          definitions().positionOf(job.definition()),
          matrix(job.role()),
          Texts.ofList(job.dependsOn().stream().map(Object::toString).toList()),
          position,
          job.name(),
          job.status().name(),
          job.attempt(),
          job.fence(),
          job.lostWorkers(),
          job.machine().name(),
          job.runTime().before().toNanos(),
          job.runTime().since(),
          job.preparedAt(),
          job.startedAt(),
          job.endedAt(),
          job.failure().map(EventText::write),
          job.mutex().map(MutexText::write),
          job.machineTurn(),
          id,
          job.id().value());
      writeTasks(List.of(), job);
    }

    private void update(JobState job, int position) throws SQLException {
      rows.run(
          Sql.UPDATE_JOB,
          position,
          job.name(),
          job.status().name(),
          job.attempt(),
          job.fence(),
          job.lostWorkers(),
          job.machine().name(),
          job.runTime().before().toNanos(),
          job.runTime().since(),
          job.preparedAt(),
          job.startedAt(),
          job.endedAt(),
          job.failure().map(EventText::write),
          job.mutex().map(MutexText::write),
          job.machineTurn(),
          id,
          job.id().value());
    }

    private void delete(JobState job) throws SQLException {
      rows.run(Sql.DELETE_TASKS, id, job.id().value());
      rows.run(Sql.DELETE_JOB, id, job.id().value());
    }

    private void writeTasks(List<TaskState> old, JobState job) throws SQLException {
      List<TaskState> now = job.tasks();
      for (int position = 0; position < now.size(); position++) {
        TaskState task = now.get(position);
        if (position >= old.size()) {
          write(Sql.INSERT_TASK, task, job, position);
        } else if (old.get(position) != task) {
          write(Sql.UPDATE_TASK, task, job, position);
        }
      }
    }

    private void write(String sql, TaskState task, JobState job, int position) throws SQLException {
      rows.run(
          sql,
          task.id().value(),
          task.status().name(),
          task.attempt(),
          task.retry(),
          task.startedAt(),
          task.endedAt(),
          task.failure().map(EventText::write),
          Texts.ofMap(task.outputs()),
          SentenceText.ofList(task.warnings()),
          task.continued().map(TaskText::write),
          task.work().map(TaskText::write),
          id,
          job.id().value(),
          position);
    }
  }

  private static Optional<String> matrix(MatrixRole role) {
    return switch (role) {
      case MatrixRole.None() -> Optional.empty();
      case MatrixRole.Parent() -> Texts.ofList(List.of("parent"));
      case MatrixRole.Child(var parent, var index, var values) ->
          Texts.ofList(
              List.of("child", parent.value(), Integer.toString(index), Texts.object(values)));
    };
  }

  static MatrixRole role(Optional<String> column) {
    List<String> parts = Texts.list(column);
    if (parts.isEmpty()) {
      return new MatrixRole.None();
    }
    return parts.getFirst().equals("parent")
        ? new MatrixRole.Parent()
        : new MatrixRole.Child(
            new JobId(parts.get(1)),
            Integer.parseInt(parts.get(2)),
            Texts.map(Optional.of(parts.get(3))));
  }
}
