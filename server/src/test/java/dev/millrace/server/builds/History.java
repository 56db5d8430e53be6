package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.Jobs;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.Tasks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold after every event of a simulation, looked at in the store alone. The names I1 … I4
 * are those of docs/proofs.md; I6, that every build ends, is the simulation's own goal.
 */
final class History {
  private final BuildStore store;
  private final Wakers wakers;
  private final BuildRules rules = new EngineRules();
  private final Map<BuildId, StoredBuild> last = new HashMap<>();
  private final Set<BuildId> accepted = new HashSet<>();

  /** How each execution of a job and of a task ended, once it had. */
  private final Map<Execution, String> ends = new HashMap<>();

  /** One execution; {@code retry} counts those of a task within its attempt, a job has none. */
  private record Execution(BuildId build, String what, int attempt, int retry) {}

  History(BuildStore store, SimulatedWorkers workers) {
    this.store = store;
    this.wakers = new Wakers(store, workers);
  }

  /** A caller was told that its build is accepted. */
  void accepted(BuildId build) {
    accepted.add(build);
  }

  /** A sender was told that its event was heard. */
  void acknowledged(BuildId id, BuildEvent event, Instant now) {
    Build build = store.load(id).orElseThrow().build();
    assertThat(rules.on(build, event, now).next())
        .as(
            "I2: %s was acknowledged and is part of build %s, so that it means nothing more",
            event, id)
        .isSameAs(build);
  }

  void check() {
    for (BuildId id : accepted) {
      Optional<StoredBuild> found = store.load(id);
      assertThat(found).as("I2: build %s was accepted", id).isPresent();
      StoredBuild stored = found.orElseThrow();
      StoredBuild before = last.put(id, stored);
      if (before == null || before.version() != stored.version()) {
        check(Optional.ofNullable(before), stored);
      }
    }
  }

  private void check(Optional<StoredBuild> before, StoredBuild stored) {
    Build build = stored.build();
    before.ifPresent(earlier ->
        assertThat(stored.version())
            .as("I2: commits of build %s stay", build.id())
            .isGreaterThan(earlier.version()));
    for (StageState stage : build.stages()) {
      if (before.isEmpty() || isOther(stage, before.get())) {
        i1ResultsStay(build.id(), stage);
        i4CountersAreRight(stage);
      }
    }
    i3SomebodyWakesWhatWaits(stored);
  }

  @SuppressWarnings("ReferenceEquality") // a stage that did not change is the very same one
  private static boolean isOther(StageState stage, StoredBuild before) {
    return before.build().stages().get(stage.index()) != stage;
  }

  /** I1: each execution of a job or a task has at most one end: once there, it never changes. */
  private void i1ResultsStay(BuildId build, StageState stage) {
    for (JobState job : stage.jobs()) {
      i1ResultStays(
          new Execution(build, job.id().value(), job.attempt(), 0),
          job.status().isFinished() ? job.status() + " " + job.endedAt() : "");
      for (TaskState task : job.tasks()) {
        i1ResultStays(
            new Execution(build, task.id().value(), task.attempt(), task.retry()),
            task.status().isFinished()
                ? task.status() + " " + task.endedAt() + " " + task.outputs()
                : "");
      }
    }
  }

  /**
   * @param end empty while it has none
   */
  private void i1ResultStays(Execution execution, String end) {
    String before = ends.get(execution);
    if (before != null) {
      assertThat(end).as("I1: the end of %s", execution).isEqualTo(before);
    } else if (!end.isEmpty()) {
      ends.put(execution, end);
    }
  }

  /** I3: whatever is not over waits for somebody who will move it, and who that is can be named. */
  private void i3SomebodyWakesWhatWaits(StoredBuild stored) {
    Build build = stored.build();
    if (build.status().isFinished()) {
      assertThat(stored.timers()).as("I3: timers of the finished build %s", build.id()).isEmpty();
      return;
    }
    if (build.status() == BuildStatus.QUEUE || build.status() == BuildStatus.TRIGGER_REVIEWING) {
      // Who lets it out is looked at with its queue, in QueueHistory; else people decide.
      return;
    }
    StageState stage =
        build.stages().stream().filter(any -> !any.status().isFinished()).findFirst().orElseThrow();
    assertThat(build.status())
        .as("I3: build %s, which nothing holds in the queue, at stage %s", build.id(), stage.id())
        .isEqualTo(stage.status() == StageStatus.PAUSE ? BuildStatus.PAUSE : BuildStatus.RUNNING);
    if (stage.status() != StageStatus.RUNNING || stage.jobs().tally().unfinished() == 0) {
      assertThat(Wakers.of(stored, stage))
          .as("I3: who wakes stage %s, %s, of build %s", stage.id(), stage.status(), build.id())
          .isPresent();
      return;
    }
    for (JobState job : stage.jobs()) {
      if (!job.status().isFinished()) {
        assertThat(wakers.of(stored, stage, job))
            .as(
                "I3: who wakes job %s, %s, of build %s with timers %s and effects %s",
                job.id(), job.status(), build.id(), stored.timers(), stored.effects())
            .isPresent();
      }
    }
  }

  /** I4: what is carried along instead of counted is what counting gives. */
  private static void i4CountersAreRight(StageState stage) {
    Jobs jobs = stage.jobs();
    Jobs counted = Jobs.of(new ArrayList<>(jobs));
    assertThat(jobs.tally()).as("I4: tally of stage %s", stage.id()).isEqualTo(counted.tally());
    for (JobState job : jobs) {
      Tasks tasks = job.tasks();
      Tasks again = Tasks.of(new ArrayList<>(tasks));
      boolean right =
          tasks.open() == again.open()
              && tasks.failed() == again.failed()
              && tasks.excused() == again.excused()
              && tasks.cancelled() == again.cancelled()
              && jobs.positionOf(job.id()) == counted.positionOf(job.id())
              && jobs.dependentsOf(job.id()).equals(counted.dependentsOf(job.id()));
      assertThat(right).as("I4: what job %s and its stage count of it: %s", job.id(), job).isTrue();
    }
  }
}
