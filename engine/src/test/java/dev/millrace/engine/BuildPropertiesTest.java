package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.CancelRequested;
import dev.millrace.engine.event.BuildEvent.JobTimeoutReached;
import dev.millrace.engine.event.BuildEvent.PrepareTimeoutReached;
import dev.millrace.engine.event.BuildEvent.RetryFailedRequested;
import dev.millrace.engine.event.BuildEvent.TaskClaimed;
import dev.millrace.engine.event.BuildEvent.TaskCompleted;
import dev.millrace.engine.event.BuildEvent.TaskTimeoutReached;
import dev.millrace.engine.event.BuildEvent.WorkerLost;
import dev.millrace.engine.event.BuildEvent.WorkerStarted;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random pipelines under random histories, with repeats, delays and reorders. */
class BuildPropertiesTest {
  private static final int MOST_EVENTS = 5_000;

  @Test
  void whatever_happens_the_invariants_hold_and_every_build_ends() {
    Seeds.forEach(3_000, BuildPropertiesTest::play);
  }

  private static void play(SplittableRandom random) {
    var request = PlayedBuild.requestOf(RandomPipelines.from(random).build(), Map.of());
    PlayedBuild build = PlayedBuild.queued(request);
    var invariants = new BuildInvariants(build.state());
    List<BuildEvent> history = new ArrayList<>();
    int retries = random.nextInt(3);
    int chaos = random.nextInt(60);

    bring(build, new BuildEvent.BuildAdmitted(1), history, invariants);
    for (int i = 0; i < MOST_EVENTS; i++) {
      if (build.status().isFinished()) {
        if (retries-- <= 0) {
          break;
        }
        bring(build, new RetryFailedRequested("ann"), history, invariants);
        bring(build, new BuildEvent.BuildAdmitted(build.state().attempt()), history, invariants);
        continue;
      }
      boolean late = i < chaos && random.nextInt(3) == 0;
      BuildEvent event =
          late
              ? Seeds.oneOf(random, history)
              : i < chaos && random.nextInt(6) == 0
                  ? mishap(random, build)
                  : progress(random, build);
      bring(build, event, history, invariants);
    }

    assertThat(build.status().isFinished()).as("the build ends").isTrue();
    invariants.allMachinesAreReleased();
    history.stream()
        .filter(event -> !(event instanceof RetryFailedRequested))
        .forEach(event -> {
          var before = build.state();
          assertThat(build.on(event).state()).as("late %s", event).isSameAs(before);
        });
  }

  /** Brings an event, and brings it again. */
  private static void bring(
      PlayedBuild build, BuildEvent event, List<BuildEvent> history, BuildInvariants invariants) {
    history.add(event);
    build.later(Duration.ofSeconds(1)).on(event);
    forgetFired(build, event);
    invariants.check(build);
    var once = build.state();
    build.on(event);
    assertThat(build.state()).as("a repeated %s", event).isSameAs(once);
    assertThat(build.effects()).isEmpty();
  }

  /** A timer that was brought is gone; the rules may have set it anew. */
  private static void forgetFired(PlayedBuild build, BuildEvent event) {
    boolean timer =
        switch (event) {
          case JobTimeoutReached _, PrepareTimeoutReached _, TaskTimeoutReached _ -> true;
          case BuildEvent.BuildAdmitted _,
              WorkerStarted _,
              TaskClaimed _,
              TaskCompleted _,
              WorkerLost _,
              CancelRequested _,
              RetryFailedRequested _ ->
              false;
        };
    if (timer) {
      build.timers().values().removeIf(set -> set.event().equals(event) && isOver(build, event));
    }
  }

  private static boolean isOver(PlayedBuild build, BuildEvent event) {
    return switch (event) {
      case PrepareTimeoutReached(var job, _, _) ->
          build.job(job.value()).status() != dev.millrace.engine.state.JobStatus.PREPARE_ENV;
      case JobTimeoutReached(var job, _, _) -> build.job(job.value()).status().isFinished();
      default -> true; // an open set here: only timers are asked about
    };
  }

  private static BuildEvent progress(SplittableRandom random, PlayedBuild build) {
    List<BuildEvent> possible = new ArrayList<>();
    for (JobState job : build.state().runningStage().orElseThrow().jobs()) {
      switch (job.status()) {
        case PREPARE_ENV -> possible.add(new WorkerStarted(job.id(), job.attempt(), job.fence()));
        case RUNNING -> {
          if (!job.isMatrixParent()) {
            possible.add(next(random, job));
          }
        }
        case QUEUE, DEPENDENT_WAITING, SUCCEED, FAILED, CANCELED, SKIP, UNEXEC -> {}
      }
    }
    assertThat(possible).as("what may happen next").isNotEmpty();
    return Seeds.oneOf(random, possible);
  }

  private static BuildEvent next(SplittableRandom random, JobState job) {
    TaskState open = job.tasks().get(job.tasks().open());
    return open.status() == TaskStatus.QUEUE_CACHE
        ? new TaskClaimed(job.id(), job.attempt(), job.fence())
        : new TaskCompleted(
            job.id(), job.attempt(), job.fence(), open.id(), open.retry(), result(random));
  }

  private static TaskResult result(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> PlayedBuild.failed();
      case 2 -> PlayedBuild.timedOut();
      case 3 -> PlayedBuild.succeeded(Map.of("X", "2", "FIXED", "no"), Map.of("o", "1"));
      case 4 -> random.nextInt(4) == 0 ? PlayedBuild.cancelled() : PlayedBuild.succeeded();
      default -> PlayedBuild.succeeded();
    };
  }

  private static BuildEvent mishap(SplittableRandom random, PlayedBuild build) {
    int what = random.nextInt(10);
    if (what == 0) {
      return new CancelRequested("ann", false);
    }
    if (what == 1) {
      return new CancelRequested("bob", true);
    }
    if (what < 6) {
      return Seeds.oneOf(random, List.copyOf(build.timers().values())).event();
    }
    List<JobState> jobs =
        build.state().runningStage().orElseThrow().jobs().stream()
            .filter(job -> !job.isMatrixParent())
            .toList();
    if (jobs.isEmpty()) {
      return new CancelRequested("ann", false);
    }
    JobState job = Seeds.oneOf(random, jobs);
    return new WorkerLost(
        job.id(),
        job.attempt(),
        job.fence(),
        Failure.of(Seeds.oneOf(random, List.of(FailureKind.values())), 2199502, "lost"));
  }
}
