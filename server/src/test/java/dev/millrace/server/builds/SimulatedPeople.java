package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.data.Data;
import java.util.Map;
import java.util.SplittableRandom;

/** People who answer what builds ask them, in their own time, and sometimes twice. */
final class SimulatedPeople {
  private final SplittableRandom random;
  private final SimulatedWorkers.Network network;

  SimulatedPeople(SplittableRandom random, SimulatedWorkers.Network network) {
    this.random = random;
    this.network = network;
  }

  /** Gives those who are asked by the build their turn. */
  void act(Build build) {
    for (StageState stage : build.stages()) {
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
}
