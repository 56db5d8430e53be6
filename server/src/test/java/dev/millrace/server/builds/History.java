package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.server.builds.SimulatedWorkers.Lease;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold after every event of a simulation, looked at in the store alone. */
final class History {
  private final BuildStore store;
  private final SimulatedWorkers workers;
  private final Map<BuildId, Long> versions = new HashMap<>();

  /** How each execution of a task ended, once it had. */
  private final Map<Execution, String> ends = new HashMap<>();

  private record Execution(BuildId build, String task, int attempt, int retry) {}

  History(BuildStore store, SimulatedWorkers workers) {
    this.store = store;
    this.workers = workers;
  }

  void check(Instant now, List<BuildEvent> underWay) {
    for (BuildSummary summary : store.list(BuildQuery.newest(10))) {
      StoredBuild stored = store.load(summary.id()).orElseThrow();
      Long before = versions.put(summary.id(), stored.version());
      if (before != null && before == stored.version()) {
        continue;
      }
      versionsOnlyGrow(summary.id(), before, stored);
      resultsStay(stored.build());
      nothingWaitsForNobody(stored);
    }
    assertThat(store.list(BuildQuery.newest(10)))
        .as("builds that were accepted are there, at %s with %s", now, underWay)
        .hasSizeGreaterThanOrEqualTo(versions.size());
  }

  private static void versionsOnlyGrow(BuildId id, @Nullable Long before, StoredBuild stored) {
    if (before != null) {
      assertThat(stored.version()).as("version of build %s", id).isGreaterThan(before);
    }
  }

  /** At most one terminal result for each execution of a task: once there, it never changes. */
  private void resultsStay(Build build) {
    for (StageState stage : build.stages()) {
      for (JobState job : stage.jobs()) {
        for (TaskState task : job.tasks()) {
          if (task.endedAt().isPresent() && task.startedAt().isPresent()) {
            var execution =
                new Execution(build.id(), task.id().value(), task.attempt(), task.retry());
            String end = task.status() + " " + task.endedAt() + " " + task.outputs();
            String before = ends.putIfAbsent(execution, end);
            assertThat(end).as("end of %s", execution).isEqualTo(before == null ? end : before);
          }
        }
      }
    }
  }

  /** Whatever is not over waits for a worker, a machine or a timer that will move it. */
  private void nothingWaitsForNobody(StoredBuild stored) {
    Build build = stored.build();
    if (build.status().isFinished()) {
      assertThat(stored.timers()).as("timers of the finished build %s", build.id()).isEmpty();
      return;
    }
    if (build.status() == BuildStatus.QUEUE) {
      return;
    }
    boolean someoneWillMoveIt =
        !stored.timers().isEmpty()
            || stored.effects().stream()
                .anyMatch(recorded -> recorded.effect() instanceof Effect.PrepareMachine);
    assertThat(someoneWillMoveIt)
        .as("build %s waits for something: %s", build.id(), stored)
        .isTrue();
    for (StageState stage : build.stages()) {
      for (JobState job : stage.jobs()) {
        check(stored, job);
      }
    }
  }

  private void check(StoredBuild stored, JobState job) {
    if (job.status() == JobStatus.PREPARE_ENV) {
      var wanted = new Effect.PrepareMachine(job.id(), job.attempt(), job.fence());
      var lease = new Lease(stored.build().id(), job.id(), job.attempt(), job.fence());
      assertThat(
              workers.isAlive(lease)
                  || stored.effects().stream().anyMatch(one -> one.effect().equals(wanted)))
          .as("job %s of %s has a machine or asks for one", job.id(), stored.build().id())
          .isTrue();
    }
  }
}
