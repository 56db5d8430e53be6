package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.GateAnswered;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewApproved;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewRejected;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.order.Contexts;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A build that a test plays: it says what happens, and the rules say what follows. */
final class PlayedBuild {
  private final VirtualClock clock = new VirtualClock();
  private final Map<String, Effect.SetTimer> timers = new LinkedHashMap<>();
  private final Map<JobId, Effect.AcquireMutex> askedFor = new LinkedHashMap<>();
  private Build build;
  private final List<BuildEvent> past = new ArrayList<>();
  private List<Effect> effects = List.of();

  private PlayedBuild(Build build) {
    this.build = build;
  }

  /** A build of this pipeline, out of the queue. */
  static PlayedBuild aBuildOf(PipelineBuilder pipeline) {
    return aBuildOf(BuildRequests.requestOf(pipeline.build(), Map.of()));
  }

  static PlayedBuild aBuildOf(BuildRequest request) {
    var played = queued(request);
    played.on(new BuildEvent.BuildAdmitted(1));
    return played;
  }

  /** Not asking whether it may start: gates can be played before the server can check any. */
  static PlayedBuild queued(BuildRequest request) {
    return new PlayedBuild(BuildLayout.of(request, VirtualClock.START));
  }

  Build state() {
    return build;
  }

  /** What the last event had done outside. */
  List<Effect> effects() {
    return effects;
  }

  /** Every event so far, in order. */
  List<BuildEvent> past() {
    return List.copyOf(past);
  }

  Map<String, Effect.SetTimer> timers() {
    return timers;
  }

  PlayedBuild on(BuildEvent event) {
    past.add(event);
    Transition transition = BuildLifecycle.on(build, event, clock.instant());
    build = transition.next();
    effects = transition.effects();
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.SetTimer timer -> timers.put(timer.key(), timer);
        case Effect.ClearTimer(var key) -> timers.remove(key);
        case Effect.AcquireMutex asked -> askedFor.put(asked.job(), asked);
        case Effect.PrepareMachine _,
            Effect.StopTask _,
            Effect.ReleaseMachine _,
            Effect.ReleaseMutex _,
            Effect.RemindReviewers _,
            Effect.Message _,
            Effect.CheckGate _,
            Effect.CheckTaskGate _ -> {}
      }
    }
    return this;
  }

  PlayedBuild later(Duration time) {
    clock.advance(time);
    return this;
  }

  /** Time goes on until the timer with this key is due, and it is brought. */
  PlayedBuild timer(String key) {
    Effect.SetTimer timer = timers.get(key);
    if (timer == null) {
      throw new AssertionError("no timer " + key + " among " + timers.keySet());
    }
    timers.remove(key);
    clock.moveTo(timer.due());
    return on(timer.event());
  }

  /** When the timer with this key rings. */
  Instant due(String key) {
    Effect.SetTimer timer = timers.get(key);
    if (timer == null) {
      throw new AssertionError("no timer " + key + " among " + timers.keySet());
    }
    return timer.due();
  }

  /** The value of a variable of the build. */
  String variable(String name) {
    return Objects.toString(Contexts.of(build).get(name));
  }

  PlayedBuild workerStarts(String job) {
    JobState now = job(job);
    return on(new BuildEvent.WorkerStarted(now.id(), now.attempt(), now.fence()));
  }

  PlayedBuild claims(String job) {
    JobState now = job(job);
    return on(new BuildEvent.TaskClaimed(now.id(), now.attempt(), now.fence()));
  }

  /** The worker of the job, started if need be, claims its next task and says how it ended. */
  PlayedBuild does(String job, TaskResult result) {
    if (job(job).status() == JobStatus.PREPARE_ENV) {
      workerStarts(job);
    }
    if (chosen(job).status() == TaskStatus.QUEUE_CACHE) {
      claims(job);
    }
    return reports(job, result);
  }

  PlayedBuild reports(String job, TaskResult result) {
    JobState now = job(job);
    TaskState task = chosen(job);
    return on(
        new BuildEvent.TaskCompleted(
            now.id(), now.attempt(), now.fence(), task.id(), task.retry(), result));
  }

  PlayedBuild succeeds(String... jobs) {
    for (String job : jobs) {
      does(job, TaskResults.succeeded());
    }
    return this;
  }

  PlayedBuild fails(String... jobs) {
    for (String job : jobs) {
      does(job, TaskResults.failed());
    }
    return this;
  }

  /** A failed task's wait for its retry is over. */
  PlayedBuild retriesNow(String job) {
    return timer("retry:" + chosen(job).id());
  }

  /** Somebody lets the paused task of the job go on. */
  PlayedBuild continues(String job, Map<String, String> inputs) {
    JobState now = job(job);
    return on(
        new BuildEvent.TaskContinued(
            chosen(job).id(), now.id(), now.attempt(), "ann", Data.ordered(inputs)));
  }

  /** A reviewer answers the review the job is at. */
  PlayedBuild reviews(String job, String by, boolean approved, Map<String, String> parameters) {
    JobState now = job(job);
    TaskState task = chosen(job);
    return on(
        new BuildEvent.TaskReviewed(
            task.id(),
            now.id(),
            now.attempt(),
            task.retry(),
            by,
            approved,
            "as said",
            Data.ordered(parameters)));
  }

  /** Whoever checks gates says this of the one the job is at. */
  PlayedBuild checks(String job, GateAnswer answer) {
    JobState now = job(job);
    TaskState task = chosen(job);
    return on(
        new BuildEvent.TaskGateAnswered(task.id(), now.id(), now.attempt(), task.retry(), answer));
  }

  /** Somebody decides about the gate the job is at. */
  PlayedBuild decides(String job, String by, boolean passed, String suggestion) {
    JobState now = job(job);
    TaskState task = chosen(job);
    return on(
        new BuildEvent.TaskGateDecided(
            task.id(), now.id(), now.attempt(), task.retry(), by, passed, suggestion));
  }

  /** The pipeline that the job has called begins. */
  PlayedBuild childStarts(String job) {
    JobState now = job(job);
    TaskState task = chosen(job);
    return on(
        new BuildEvent.SubPipelineStarted(
            task.id(), now.id(), now.attempt(), task.retry(), new BuildId("child")));
  }

  PlayedBuild childEnds(String job, TaskResult result) {
    JobState now = job(job);
    TaskState task = chosen(job);
    return on(
        new BuildEvent.SubPipelineEnded(task.id(), now.id(), now.attempt(), task.retry(), result));
  }

  PlayedBuild loses(String job) {
    return loses(job, FailureKind.BUILD_MACHINE);
  }

  PlayedBuild loses(String job, FailureKind kind) {
    JobState now = job(job);
    return on(
        new BuildEvent.WorkerLost(
            now.id(),
            now.attempt(),
            now.fence(),
            Failure.of(kind, 2199502, Sentence.verbatim("worker lost"))));
  }

  /** What the job asked for last. */
  Effect.AcquireMutex askedFor(String job) {
    Effect.AcquireMutex asked = askedFor.get(new JobId(job));
    if (asked == null) {
      throw new AssertionError("job " + job + " has asked for no mutex");
    }
    return asked;
  }

  PlayedBuild getsMutex(String... jobs) {
    for (String job : jobs) {
      Effect.AcquireMutex asked = askedFor(job);
      on(new BuildEvent.MutexGranted(asked.job(), asked.attempt(), asked.request(), asked.mutex()));
    }
    return this;
  }

  PlayedBuild cancel() {
    return on(new BuildEvent.CancelRequested("ann", false));
  }

  PlayedBuild cancelByForce() {
    return on(new BuildEvent.CancelRequested("ann", true));
  }

  /** Asks for a retry of what failed, and lets the build out of the queue again. */
  PlayedBuild retry() {
    return retry(new RetryScope.Failed());
  }

  /** Asks for a retry by somebody without rights beyond the pipeline's; out of the queue again. */
  PlayedBuild retry(RetryScope scope) {
    asks(scope);
    return on(new BuildEvent.BuildAdmitted(build.attempt()));
  }

  /** Only asks for it. */
  PlayedBuild asks(RetryScope scope) {
    return on(BuildEvent.RetryRequested.of(build, "ann", scope, false));
  }

  /** What speaks against a retry now. */
  Optional<Sentence> problemOf(RetryScope scope) {
    var request = BuildEvent.RetryRequested.of(build, "ann", scope, false);
    return RetryCheck.problemOf(build, request, clock.instant());
  }

  /** The stage at this position, from 0. */
  StageState stage(int index) {
    return build.stages().get(index);
  }

  /** The review of the first stage. */
  Review review() {
    return stage(0).checks().review().orElseThrow();
  }

  /** The current group of the first stage's review approves. */
  PlayedBuild approves(String by) {
    return approves(by, "", Map.of());
  }

  PlayedBuild approves(String by, String suggestion, Map<String, String> values) {
    return on(approval(by, suggestion, values));
  }

  ReviewApproved approval(String by, String suggestion, Map<String, String> values) {
    return new ReviewApproved(
        stage(0).id(),
        stage(0).attempt(),
        review().current(),
        by,
        Set.of(),
        suggestion,
        Data.ordered(values));
  }

  /** The current group of the first stage's review rejects. */
  PlayedBuild rejects(String by, String suggestion) {
    return on(
        new ReviewRejected(
            stage(0).id(), stage(0).attempt(), review().current(), by, Set.of(), suggestion));
  }

  /** Whoever checks gates says this of the one of the first stage. */
  PlayedBuild answers(Gate.Point point, GateAnswer answer) {
    Gate gate = stage(0).checks().gate(point).orElseThrow();
    return on(new GateAnswered(stage(0).id(), stage(0).attempt(), point, gate.number(), answer));
  }

  BuildStatus status() {
    return build.status();
  }

  JobState job(String id) {
    return build
        .find(new JobId(id))
        .orElseThrow(() -> new AssertionError("the build has no job " + id));
  }

  JobStatus statusOf(String job) {
    return job(job).status();
  }

  /** The statuses of a job's tasks, in order. */
  List<TaskStatus> tasksOf(String job) {
    return job(job).tasks().stream().map(TaskState::status).toList();
  }

  List<StageStatus> stages() {
    return build.stages().stream().map(stage -> stage.status()).toList();
  }

  TaskState task(String job, int position) {
    return job(job).tasks().get(position - 1);
  }

  /** The task that is chosen or runs. */
  TaskState chosen(String job) {
    JobState now = job(job);
    if (now.tasks().open() == now.tasks().size()) {
      throw new AssertionError("job " + job + " has no open task: " + tasksOf(job));
    }
    return now.tasks().get(now.tasks().open());
  }

  /** Ids of the jobs with this status, in order. */
  List<String> jobsIn(JobStatus status) {
    var found = new ArrayList<String>();
    build
        .stages()
        .forEach(stage ->
            stage.jobs().stream()
                .filter(job -> job.status() == status)
                .forEach(job -> found.add(job.id().value())));
    return found;
  }
}
