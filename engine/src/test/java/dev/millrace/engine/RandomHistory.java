package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.BuildAdmitted;
import dev.millrace.engine.event.BuildEvent.CancelRequested;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.GateAnswered;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.GateDecided;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.GateTimeoutReached;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewApproved;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewRejected;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewTimeoutReached;
import dev.millrace.engine.event.BuildEvent.OfTrigger;
import dev.millrace.engine.event.BuildEvent.RetryFailedRequested;
import dev.millrace.engine.event.BuildEvent.TaskClaimed;
import dev.millrace.engine.event.BuildEvent.TaskCompleted;
import dev.millrace.engine.event.BuildEvent.WorkerLost;
import dev.millrace.engine.event.BuildEvent.WorkerStarted;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
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
      case QUEUE -> Optional.of(new BuildAdmitted(build.state().attempt()));
      case TRIGGER_REVIEWING, PAUSE ->
          Optional.of(
              chaos-- > 0 && random.nextInt(8) == 0
                  ? new CancelRequested("ann", random.nextBoolean())
                  : decision(build));
      case SUCCEED, FAILED, CANCELED, STAGE_SUCCESS ->
          retries-- > 0 ? Optional.of(new RetryFailedRequested("ann")) : Optional.empty();
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
      for (GateAnswer answer :
          List.of(
              new GateAnswer.Passed(),
              new GateAnswer.NeedsPerson(List.of("ann")),
              new GateAnswer.Refused(Sentence.verbatim("bugs")),
              new GateAnswer.NotChecked(Sentence.verbatim("down")))) {
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
        case QUEUE, DEPENDENT_WAITING, SUCCEED, FAILED, CANCELED, SKIP, UNEXEC -> {}
      }
    }
    return Seeds.oneOf(random, possible);
  }

  private BuildEvent work(JobState job) {
    TaskState open = job.tasks().get(job.tasks().open());
    return open.status() == TaskStatus.QUEUE_CACHE
        ? new TaskClaimed(job.id(), job.attempt(), job.fence())
        : new TaskCompleted(
            job.id(), job.attempt(), job.fence(), open.id(), open.retry(), result());
  }

  TaskResult result() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> PlayedBuild.failed();
      case 2 -> PlayedBuild.timedOut();
      case 3 -> PlayedBuild.succeeded(Map.of("X", "2", "FIXED", "no"), Map.of("o", "1"));
      case 4 -> random.nextInt(4) == 0 ? PlayedBuild.cancelled() : PlayedBuild.succeeded();
      default -> PlayedBuild.succeeded();
    };
  }

  private BuildEvent mishap(PlayedBuild build) {
    int what = random.nextInt(10);
    if (what < 2) {
      return new CancelRequested("ann", what == 0);
    }
    if (what < 6) {
      return Seeds.oneOf(random, List.copyOf(build.timers().values())).event();
    }
    return build
        .state()
        .runningStage()
        .map(stage -> lost(Seeds.oneOf(random, stage.jobs())))
        .orElseGet(() -> decision(build));
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
