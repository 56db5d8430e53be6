package dev.millrace.engine;

import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.Jobs;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.StageChecks;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.Tasks;
import dev.millrace.engine.state.TriggerReview;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** A new build with all its stages, jobs and tasks. What is disabled or not wanted is skipped. */
final class BuildLayout {
  private final BuildRequest request;
  private final SequencedMap<String, VariableValue> variables;

  private BuildLayout(BuildRequest request, Instant now) {
    this.request = request;
    this.variables = StartVariables.of(request, now);
  }

  static Build of(BuildRequest request, Instant now) {
    var layout = new BuildLayout(request, now);
    return new Build(
        request.id(),
        request.number(),
        request.pipeline(),
        1,
        request.triggerReviewers().isEmpty() ? BuildStatus.QUEUE : BuildStatus.TRIGGER_REVIEWING,
        layout.stages(),
        layout.variables,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        request.values(),
        request.queueing(),
        Optional.of(request.triggerReviewers())
            .filter(reviewers -> !reviewers.isEmpty())
            .map(TriggerReview::of));
  }

  private List<StageState> stages() {
    var stages = new ArrayList<StageState>();
    for (Stage stage : request.pipeline().plainStages()) {
      String name = "stage-" + (stages.size() + 1);
      stages.add(
          stage(
              stages.size(),
              new StageId(StartCheck.idOf(stage, stages.size())),
              stage.name().isEmpty() ? name : stage.name(),
              Optional.of(stage),
              stage.plainJobs()));
    }
    if (!request.pipeline().finallyJobs().isEmpty()) {
      stages.add(
          stage(
              stages.size(),
              StageId.FINALLY,
              "Final",
              Optional.empty(),
              request.pipeline().plainFinallyJobs()));
    }
    return stages;
  }

  private StageState stage(
      int index, StageId id, String name, Optional<Stage> definition, List<Job> definitions) {
    boolean enabled = definition.map(Stage::enabled).orElse(true);
    var jobs = new ArrayList<JobState>(definitions.size());
    Map<String, JobId> byId = wantedById(definitions);
    Map<String, JobId> byName = wantedByName(definitions);
    for (Job job : definitions) {
      boolean runs = enabled && isWanted(job);
      jobs.add(job(job, runs, runs ? dependencies(job, byId, byName) : List.of()));
    }
    StageState stage =
        new StageState(
            id,
            index,
            name,
            definition,
            StageStatus.QUEUE,
            1,
            Jobs.of(jobs),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            StageChecks.NONE);
    return enabled ? stage : stage.passedOver(StageStatus.SKIP, Optional.empty());
  }

  private JobState job(Job job, boolean runs, List<JobId> dependsOn) {
    var id = new JobId(job.id());
    boolean matrix = job.matrix().isPresent();
    JobState state =
        JobState.queued(
            id,
            job,
            job.displayName(),
            matrix ? new MatrixRole.Parent() : new MatrixRole.None(),
            dependsOn,
            1,
            matrix ? Tasks.of(List.of()) : tasks(id, job, 1, variables));
    return runs
        ? state
        : state
            .with(BuildEndControl.passOver(state.tasks(), TaskStatus.SKIP))
            .become(JobStatus.SKIP);
  }

  /** The tasks of a job; those that are disabled, or left out at start, are skipped already. */
  static Tasks tasks(
      JobId id, Job job, int attempt, SequencedMap<String, VariableValue> variables) {
    var tasks = new ArrayList<TaskState>(job.tasks().size());
    for (TaskLayout laid : TaskLayout.of(job)) {
      TaskState task =
          TaskState.queued(
              TaskId.of(id, tasks.size() + 1), laid.definition(), laid.postOf(), attempt);
      tasks.add(
          SkippedAtStart.runs(task, variables)
              ? task
              : task.passedOver(TaskStatus.SKIP, Optional.empty()));
    }
    return Tasks.of(tasks);
  }

  private boolean isWanted(Job job) {
    return isWanted(job, request.onlyJobs());
  }

  /** Whether a job may run at all; one without an enabled task is as good as disabled. */
  static boolean isWanted(Job job, Set<String> onlyJobs) {
    return job.enabled()
        && job.tasks().stream().anyMatch(task -> task.plain().enabled())
        && (onlyJobs.isEmpty() || onlyJobs.contains(job.id()));
  }

  private Map<String, JobId> wantedById(List<Job> jobs) {
    var wanted = new HashMap<String, JobId>();
    jobs.stream().filter(this::isWanted).forEach(job -> wanted.put(job.id(), new JobId(job.id())));
    return wanted;
  }

  private Map<String, JobId> wantedByName(List<Job> jobs) {
    var wanted = new HashMap<String, JobId>();
    jobs.stream()
        .filter(job -> !job.name().isEmpty() && isWanted(job))
        .forEach(job -> wanted.putIfAbsent(job.name(), new JobId(job.id())));
    return wanted;
  }

  /** By id, then by name. One that is disabled or not wanted counts as met. */
  private static List<JobId> dependencies(
      Job job, Map<String, JobId> byId, Map<String, JobId> byName) {
    return job.dependsOn().stream()
        .map(wanted -> byId.getOrDefault(wanted, byName.get(wanted)))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
