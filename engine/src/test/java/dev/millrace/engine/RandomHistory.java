package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.BuildAdmitted;
import dev.millrace.engine.event.BuildEvent.CancelRequested;
import dev.millrace.engine.event.BuildEvent.CancelledByQueue;
import dev.millrace.engine.event.BuildEvent.MutexGranted;
import dev.millrace.engine.event.BuildEvent.MutexRefused;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.GateAnswered;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.GateDecided;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.GateTimeoutReached;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewApproved;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewRejected;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewTimeoutReached;
import dev.millrace.engine.event.BuildEvent.OfTrigger;
import dev.millrace.engine.event.BuildEvent.QueueTimedOut;
import dev.millrace.engine.event.BuildEvent.RetryRequested;
import dev.millrace.engine.event.BuildEvent.SubPipelineEnded;
import dev.millrace.engine.event.BuildEvent.SubPipelineStarted;
import dev.millrace.engine.event.BuildEvent.TaskClaimed;
import dev.millrace.engine.event.BuildEvent.TaskCompleted;
import dev.millrace.engine.event.BuildEvent.TaskContinued;
import dev.millrace.engine.event.BuildEvent.TaskGateAnswered;
import dev.millrace.engine.event.BuildEvent.TaskGateDecided;
import dev.millrace.engine.event.BuildEvent.TaskRetryDue;
import dev.millrace.engine.event.BuildEvent.TaskReviewed;
import dev.millrace.engine.event.BuildEvent.TaskStopped;
import dev.millrace.engine.event.BuildEvent.WorkerLost;
import dev.millrace.engine.event.BuildEvent.WorkerStarted;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.MutexRole;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.Seeds;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What happens to a build, from a seed: workers at work, and for a while also mishaps, wishes of
 * people, and old events that come again. After that only workers answer, so that it must end.
 */
final class RandomHistory {
  private final SplittableRandom random;
  private static final List<GateAnswer> GATE_ANSWERS =
      List.of(
          new GateAnswer.Passed(),
          new GateAnswer.NeedsPerson(List.of("ann")),
          new GateAnswer.Refused(Sentence.verbatim("bugs")),
          new GateAnswer.NotChecked(Sentence.verbatim("down")));

  private final List<BuildEvent> past = new ArrayList<>();
  private int chaos;
  private int retries;

  RandomHistory(SplittableRandom random) {
    this.random = random;
    this.chaos = random.nextInt(60);
    this.retries = random.nextInt(3);
  }

  /** The next event, or none when the build is over for good. */
  Optional<BuildEvent> next(PlayedBuild build) {
    Optional<BuildEvent> next = choose(build);
    next.ifPresent(past::add);
    return next;
  }

  List<BuildEvent> past() {
    return past;
  }

  private Optional<BuildEvent> choose(PlayedBuild build) {
    return switch (build.status()) {
      case QUEUE -> Optional.of(fromQueue(build.state().attempt()));
      case TRIGGER_REVIEWING, PAUSE ->
          Optional.of(
              chaos-- > 0 && random.nextInt(8) == 0
                  ? new CancelRequested("ann", random.nextBoolean())
                  : decision(build));
      case SUCCEED, FAILED, CANCELED, QUEUE_TIMEOUT, STAGE_SUCCESS ->
          retries-- > 0 ? Optional.of(retry(build)) : Optional.empty();
      case RUNNING -> {
        boolean calm = chaos-- <= 0;
        int dice = random.nextInt(18);
        yield Optional.of(
            calm || dice >= 9
                ? progress(build)
                : dice >= 3 ? Seeds.oneOf(random, past) : mishap(build));
      }
    };
  }

  /** By how much has happened, so that a seed means the same history with and without queues. */
  private BuildEvent fromQueue(int attempt) {
    return switch (past.size() % 20) {
      case 3, 9 -> new QueueTimedOut(attempt, Sentence.verbatim("too long"));
      case 6, 14 -> new CancelledByQueue(attempt, Sentence.verbatim("pushed out"));
      default -> new BuildAdmitted(attempt);
    };
  }

  /** What people say, or a timer for them. */
  private BuildEvent decision(PlayedBuild build) {
    return Seeds.oneOf(random, decisions(build.state()));
  }

  /** All that could be said now about what is asked. */
  static List<BuildEvent> decisions(Build build) {
    if (build.status() == BuildStatus.TRIGGER_REVIEWING) {
      return List.of(
          new OfTrigger.TriggerApproved("ann"),
          new OfTrigger.TriggerApproved("ann"),
          new OfTrigger.TriggerRejected("ann", "no"));
    }
    var possible = new ArrayList<BuildEvent>();
    for (StageState stage : build.stages()) {
      if (!stage.status().isFinished()) {
        stage.checks().review().ifPresent(review -> ofReview(stage, review, possible));
        for (Gate.Point point : Gate.Point.values()) {
          stage
              .checks()
              .gate(point)
              .filter(gate -> gate.status().isOpen())
              .ifPresent(gate -> ofGate(stage, point, gate, possible));
        }
      }
    }
    return possible;
  }

  private static void ofReview(StageState stage, Review review, List<BuildEvent> possible) {
    if (stage.status() == StageStatus.PAUSE) {
      int group = review.current();
      for (int i = 0; i < 3; i++) {
        possible.add(
            new ReviewApproved(
                stage.id(), stage.attempt(), group, "ann", Set.of(), "", Data.ordered(Map.of())));
      }
      possible.add(new ReviewRejected(stage.id(), stage.attempt(), group, "ann", Set.of(), "no"));
      possible.add(new ReviewTimeoutReached(stage.id(), stage.attempt()));
    }
  }

  private static void ofGate(
      StageState stage, Gate.Point point, Gate gate, List<BuildEvent> possible) {
    int attempt = stage.attempt();
    int number = gate.number();
    if (gate.status() == Gate.Status.QUALITY_CHECK_WAIT) {
      possible.add(new GateDecided(stage.id(), attempt, point, number, "ann", true, ""));
      possible.add(new GateDecided(stage.id(), attempt, point, number, "ann", false, ""));
    } else {
      for (GateAnswer answer : GATE_ANSWERS) {
        possible.add(new GateAnswered(stage.id(), attempt, point, number, answer));
      }
    }
    possible.add(new GateTimeoutReached(stage.id(), attempt, point, number));
  }

  private BuildEvent progress(PlayedBuild build) {
    List<BuildEvent> possible = decisions(build.state());
    if (build.state().runningStage().isEmpty()) {
      return Seeds.oneOf(random, possible);
    }
    for (JobState job : build.state().runningStage().orElseThrow().jobs()) {
      switch (job.status()) {
        case PREPARE_ENV -> possible.add(new WorkerStarted(job.id(), job.attempt(), job.fence()));
        case RUNNING -> {
          if (!job.isMatrixParent()) {
            possible.add(work(job));
          }
        }
        case QUEUE, DEPENDENT_WAITING ->
            job.mutex()
                .filter(role -> role.standing() == MutexRole.Standing.WAITS)
                .ifPresent(role -> possible.add(answer(job, role)));
        case PAUSE -> possible.add(answer(job));
        case SUCCEED, FAILED, CANCELED, SKIP, UNEXEC -> {}
      }
    }
    return Seeds.oneOf(random, possible);
  }

  private BuildEvent answer(JobState job, MutexRole role) {
    return random.nextInt(6) == 0
        ? new MutexRefused(
            job.id(), job.attempt(), role.request(), Reason.MUTEX_TIMEOUT.of(role.mutex()))
        : new MutexGranted(job.id(), job.attempt(), role.request(), role.mutex());
  }

  private BuildEvent work(JobState job) {
    TaskState open = job.tasks().get(job.tasks().open());
    return switch (open.status()) {
      case QUEUE_CACHE -> new TaskClaimed(job.id(), job.attempt(), job.fence());
      case RETRY -> new TaskRetryDue(open.id(), job.id(), job.attempt(), open.retry());
      case REVIEWING ->
          new TaskReviewed(
              open.id(),
              job.id(),
              job.attempt(),
              open.retry(),
              random.nextInt(5) == 0 ? "stranger" : "ann",
              random.nextInt(4) > 0,
              "",
              Data.ordered(Map.of()));
      case CALL_WAITING -> call(job, open);
      case QUALITY_CHECKING ->
          new TaskGateAnswered(
              open.id(), job.id(), job.attempt(), open.retry(), Seeds.oneOf(random, GATE_ANSWERS));
      case QUALITY_CHECK_WAIT ->
          new TaskGateDecided(
              open.id(),
              job.id(),
              job.attempt(),
              open.retry(),
              random.nextInt(5) == 0 ? "stranger" : "ann",
              random.nextInt(4) > 0,
              "");
      case RUNNING ->
          new TaskCompleted(
              job.id(), job.attempt(), job.fence(), open.id(), open.retry(), result());
      case QUEUE,
          PAUSE,
          SUCCEED,
          FAILED,
          REVIEW_ABORT,
          QUALITY_CHECK_FAIL,
          EXEC_TIMEOUT,
          CANCELED,
          SKIP,
          UNEXEC ->
          throw new AssertionError(open + " of a running job");
    };
  }

  private BuildEvent call(JobState job, TaskState task) {
    return random.nextBoolean()
        ? new SubPipelineStarted(
            task.id(), job.id(), job.attempt(), task.retry(), new BuildId("child"))
        : new SubPipelineEnded(task.id(), job.id(), job.attempt(), task.retry(), result());
  }

  private BuildEvent answer(JobState job) {
    TaskState open = job.tasks().get(job.tasks().open());
    return random.nextInt(4) == 0
        ? new TaskStopped(open.id(), job.id(), job.attempt(), "ann")
        : new TaskContinued(
            open.id(),
            job.id(),
            job.attempt(),
            "ann",
            Data.ordered(random.nextInt(5) == 0 ? Map.of("unheard", "1") : Map.of()));
  }

  TaskResult result() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> TaskResults.failed();
      case 2 -> TaskResults.timedOut();
      case 3 -> TaskResults.succeeded(Map.of("X", "2", "FIXED", "no"), Map.of("o", "1"));
      case 4 -> random.nextInt(4) == 0 ? TaskResults.cancelled() : TaskResults.succeeded();
      default -> TaskResults.succeeded();
    };
  }

  private BuildEvent mishap(PlayedBuild build) {
    int what = random.nextInt(14);
    if (what < 2) {
      return new CancelRequested("ann", what == 0);
    }
    if (what < 6 && !build.timers().isEmpty()) {
      return Seeds.oneOf(random, List.copyOf(build.timers().values())).event();
    }
    if (build.state().runningStage().isEmpty()) {
      return decision(build);
    }
    StageState stage = build.state().runningStage().orElseThrow();
    JobState job = Seeds.oneOf(random, stage.jobs());
    if (what < 10) {
      return lost(job);
    }
    return what < 12
        ? Seeds.oneOf(random, RandomWishes.cancels(stage, job))
        : retry(build.state(), stage, job);
  }

  /** Some retry; of what failed where there is nothing else. */
  private BuildEvent retry(PlayedBuild build) {
    Build state = build.state();
    if (state.stages().isEmpty() || random.nextInt(3) == 0) {
      return RetryRequested.of(state, "ann", new RetryScope.Failed(), true);
    }
    StageState stage = Seeds.oneOf(random, state.stages());
    return retry(state, stage, Seeds.oneOf(random, stage.jobs()));
  }

  private RetryRequested retry(Build build, StageState stage, JobState job) {
    RetryScope scope = Seeds.oneOf(random, RandomWishes.retries(build, stage, job));
    return RetryRequested.of(build, "ann", scope, random.nextInt(4) > 0);
  }

  BuildEvent lost(JobState job) {
    return new WorkerLost(
        job.id(),
        job.attempt(),
        job.fence(),
        Failure.of(
            Seeds.oneOf(random, List.of(FailureKind.values())),
            2199502,
            Sentence.verbatim("lost")));
  }
}
