package dev.millrace.server.builds;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Jobs;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.why.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How something ended that was run again since. The state of a build tells of the last execution of
 * each part only; a step that replaces one leaves this behind.
 *
 * @param attempt of the part
 * @param retry of a task within its attempt, from 0; else 0
 * @param status by its name, of the enum of the part's level. Of a task that was retried by itself
 *     FAILED, though its time may have been over
 * @param preparedAt of a job
 * @param endedAt not known of a task that was retried by itself
 * @param failure not known of a task that was retried by itself; its log tells
 */
public record EarlierExecution(
    Place place,
    int attempt,
    int retry,
    String status,
    Optional<Instant> preparedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Failure> failure) {
  /** Of one build, how many are shown; the latest are. */
  public static final int MAX_SHOWN = 10_000;

  /** What a step replaces. Whatever never began is not told of. */
  @SuppressWarnings("ReferenceEquality") // identity is how a state says what changed
  public static List<EarlierExecution> replacedBy(BuildCommit commit) {
    if (commit.before().isEmpty() || commit.before().get().stages() == commit.after().stages()) {
      return List.of();
    }
    Build before = commit.before().get();
    Build after = commit.after();
    List<EarlierExecution> replaced = new ArrayList<>();
    if (before.attempt() != after.attempt()) {
      replaced.add(of(before));
    }
    for (StageState old : before.stages()) {
      StageState now = after.stages().get(old.index());
      if (old != now) {
        if (old.attempt() != now.attempt() && old.startedAt().isPresent()) {
          replaced.add(of(old));
        }
        collect(old.jobs(), now.jobs(), replaced);
      }
    }
    return replaced;
  }

  private static void collect(Jobs before, Jobs after, List<EarlierExecution> replaced) {
    if (before.size() == after.size()) {
      for (int position : after.changesSince(before)) {
        collect(before.get(position), Optional.of(after.get(position)), replaced);
      }
    } else {
      before.forEach(old -> collect(old, after.find(old.id()), replaced));
    }
  }

  /** A case of a matrix that is worked out anew may be no more, or another with the same id. */
  private static void collect(
      JobState old, Optional<JobState> after, List<EarlierExecution> replaced) {
    Optional<JobState> now = after.filter(found -> found.id().equals(old.id()));
    boolean began = old.preparedAt().isPresent() || old.startedAt().isPresent();
    if (began && now.filter(found -> found.attempt() == old.attempt()).isEmpty()) {
      replaced.add(of(old));
    }
    int position = 0;
    for (TaskState task : old.tasks()) {
      int at = position++;
      Optional<TaskState> next =
          now.filter(found -> at < found.tasks().size()).map(found -> found.tasks().get(at));
      if (task.startedAt().isPresent() && next.filter(then -> isSame(task, then)).isEmpty()) {
        replaced.add(of(old, task));
      }
    }
  }

  private static boolean isSame(TaskState one, TaskState other) {
    return one.attempt() == other.attempt() && one.retry() == other.retry();
  }

  private static EarlierExecution of(Build build) {
    return new EarlierExecution(
        new Place.OfBuild(),
        build.attempt(),
        0,
        build.status().name(),
        Optional.empty(),
        build.startedAt(),
        build.endedAt(),
        build.failure());
  }

  private static EarlierExecution of(StageState stage) {
    return new EarlierExecution(
        new Place.OfStage(stage.id()),
        stage.attempt(),
        0,
        stage.status().name(),
        Optional.empty(),
        stage.startedAt(),
        stage.endedAt(),
        stage.failure());
  }

  private static EarlierExecution of(JobState job) {
    return new EarlierExecution(
        new Place.OfJob(job.id()),
        job.attempt(),
        0,
        job.status().name(),
        job.preparedAt(),
        job.startedAt(),
        job.endedAt(),
        job.failure());
  }

  private static EarlierExecution of(JobState job, TaskState task) {
    TaskStatus status = task.status().isFinished() ? task.status() : TaskStatus.FAILED;
    return new EarlierExecution(
        new Place.OfTask(job.id(), task.id()),
        task.attempt(),
        task.retry(),
        status.name(),
        Optional.empty(),
        task.startedAt(),
        task.endedAt(),
        task.failure());
  }
}
