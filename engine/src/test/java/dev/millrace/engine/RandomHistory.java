package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.BuildAdmitted;
import dev.millrace.engine.event.BuildEvent.CancelRequested;
import dev.millrace.engine.event.BuildEvent.CancelledByQueue;
import dev.millrace.engine.event.BuildEvent.QueueTimedOut;
import dev.millrace.engine.event.BuildEvent.RetryFailedRequested;
import dev.millrace.engine.event.BuildEvent.TaskClaimed;
import dev.millrace.engine.event.BuildEvent.TaskCompleted;
import dev.millrace.engine.event.BuildEvent.WorkerLost;
import dev.millrace.engine.event.BuildEvent.WorkerStarted;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.testkit.Seeds;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      case QUEUE -> Optional.of(fromQueue(build.state().attempt()));
      case SUCCEED, FAILED, CANCELED, QUEUE_TIMEOUT ->
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

  /** By how much has happened, so that a seed means the same history with and without queues. */
  private BuildEvent fromQueue(int attempt) {
    return switch (past.size() % 20) {
      case 3, 9 -> new QueueTimedOut(attempt, Sentence.verbatim("too long"));
      case 6, 14 -> new CancelledByQueue(attempt, Sentence.verbatim("pushed out"));
      default -> new BuildAdmitted(attempt);
    };
  }

  private BuildEvent progress(PlayedBuild build) {
    List<BuildEvent> possible = new ArrayList<>();
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
    JobState job = Seeds.oneOf(random, build.state().runningStage().orElseThrow().jobs());
    return lost(job);
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
