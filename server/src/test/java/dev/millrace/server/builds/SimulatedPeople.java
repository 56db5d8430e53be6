package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.OfStageCheck;
import dev.millrace.engine.event.BuildEvent.OfTrigger;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * People who answer what builds ask them, in their own time and sometimes twice, and who cancel and
 * retry builds and parts of them as they like.
 */
final class SimulatedPeople {
  private final SplittableRandom random;
  private final SimulatedWorkers.Network network;

  SimulatedPeople(SplittableRandom random, SimulatedWorkers.Network network) {
    this.random = random;
    this.network = network;
  }

  /** Gives those who are asked by the build their turn. */
  void act(Build build) {
    if (build.status() == BuildStatus.TRIGGER_REVIEWING && random.nextInt(3) == 0) {
      decide(build);
    }
    for (StageState stage : build.stages()) {
      if (stage.status() == StageStatus.PAUSE && random.nextInt(3) == 0) {
        decide(build, stage, stage.checks().review().orElseThrow());
      }
      for (JobState job : stage.jobs()) {
        for (TaskState task : job.tasks()) {
          if (random.nextInt(10) == 0) {
            answer(build, job, task);
          }
        }
      }
    }
  }

  private void answer(Build build, JobState job, TaskState task) {
    if (task.status() == TaskStatus.PAUSE) {
      network.send(
          build.id(),
          random.nextInt(5) == 0
              ? new BuildEvent.TaskStopped(task.id(), job.id(), job.attempt(), "ann")
              : new BuildEvent.TaskContinued(
                  task.id(),
                  job.id(),
                  job.attempt(),
                  "ann",
                  Data.ordered(Map.of("script", "changed"))));
    } else if (task.status() == TaskStatus.REVIEWING) {
      network.send(
          build.id(),
          new BuildEvent.TaskReviewed(
              task.id(),
              job.id(),
              job.attempt(),
              task.retry(),
              random.nextInt(3) == 0 ? "stranger" : "ann",
              random.nextInt(5) > 0,
              "",
              Data.ordered(Map.of())));
    }
  }

  private void decide(Build build) {
    String by = random.nextInt(5) == 0 ? "stranger" : "bob";
    network.send(
        build.id(),
        random.nextInt(8) == 0
            ? new OfTrigger.TriggerRejected(by, "no")
            : new OfTrigger.TriggerApproved(by));
  }

  private void decide(Build build, StageState stage, Review review) {
    int group = review.current();
    String by =
        random.nextInt(5) == 0
            ? "stranger"
            : Seeds.oneOf(random, review.groups().get(group).reviewers());
    network.send(
        build.id(),
        random.nextInt(8) == 0
            ? new OfStageCheck.ReviewRejected(
                stage.id(), stage.attempt(), group, by, Set.of(), "no")
            : new OfStageCheck.ReviewApproved(
                stage.id(),
                stage.attempt(),
                group,
                by,
                Set.of(),
                "",
                Data.ordered(Map.of("TARGET", "there"))));
  }

  /** What somebody wants of the build who sees it as it is. */
  BuildEvent wish(Build build) {
    StageState stage = Seeds.oneOf(random, build.stages());
    JobState job = Seeds.oneOf(random, stage.jobs());
    return random.nextBoolean() ? cancel(stage, job) : retry(build, stage, job);
  }

  private BuildEvent cancel(StageState stage, JobState job) {
    boolean forced = random.nextBoolean();
    return switch (random.nextInt(4)) {
      case 0 -> new BuildEvent.CancelRequested("ann", forced);
      case 1 -> new BuildEvent.StageCancelRequested("ann", stage.id(), stage.attempt(), forced);
      case 2 -> new BuildEvent.JobCancelRequested("ann", job.id(), job.attempt(), forced);
      default -> {
        if (job.tasks().isEmpty()) {
          yield new BuildEvent.CancelRequested("ann", forced);
        }
        TaskState task = Seeds.oneOf(random, job.tasks());
        yield new BuildEvent.TaskCancelRequested(
            "ann", job.id(), job.attempt(), task.id(), task.retry());
      }
    };
  }

  private BuildEvent retry(Build build, StageState stage, JobState job) {
    List<RetryScope> scopes = new ArrayList<>();
    scopes.add(new RetryScope.Whole());
    scopes.add(new RetryScope.Failed());
    for (RetryScope.JobChoice choice : RetryScope.JobChoice.values()) {
      scopes.add(new RetryScope.FromStage(stage.id(), choice));
    }
    scopes.add(new RetryScope.OneJob(job.id()));
    scopes.add(new RetryScope.FailedCases(job.id()));
    for (TaskState task : job.tasks()) {
      scopes.add(new RetryScope.OneTask(job.id(), task.id()));
      scopes.add(new RetryScope.SkipTask(job.id(), task.id()));
    }
    return BuildEvent.RetryRequested.of(build, "ann", Seeds.oneOf(random, scopes), true);
  }
}
