package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What holds after each event of every build. Remembers what it saw. */
final class BuildInvariants {
  private record Execution(TaskId task, int attempt, int retry) {}

  private record Machine(JobId job, int attempt, long fence) {}

  private final Map<Execution, TaskStatus> results = new HashMap<>();
  private final Set<Machine> prepared = new HashSet<>();
  private final Set<Machine> released = new HashSet<>();
  private Build last;

  BuildInvariants(Build first) {
    this.last = first;
  }

  void check(PlayedBuild played) {
    Build build = played.state();
    if (last.status().isFinished() && build.attempt() == last.attempt()) {
      assertThat(build).as("a finished build stays as it is").isSameAs(last);
    }
    played.effects().forEach(this::machines);
    for (StageState stage : build.stages()) {
      checkStage(build, stage);
    }
    nothingWaitsWithoutReason(played);
    last = build;
  }

  private void machines(Effect effect) {
    switch (effect) {
      case Effect.PrepareMachine(var job, var attempt, var fence) ->
          assertThat(prepared.add(new Machine(job, attempt, fence)))
              .as("machine of %s asked for once", job)
              .isTrue();
      case Effect.ReleaseMachine(var job, var attempt, var fence) -> {
        assertThat(prepared).contains(new Machine(job, attempt, fence));
        assertThat(released.add(new Machine(job, attempt, fence)))
            .as("machine of %s released once", job)
            .isTrue();
      }
      case Effect.StopTask _, Effect.CheckGate _, Effect.SetTimer _, Effect.ClearTimer _ -> {}
    }
  }

  private void checkStage(Build build, StageState stage) {
    if (build.status().isFinished()) {
      assertThat(stage.status().isFinished()).as("%s of a finished build", stage.id()).isTrue();
    }
    for (JobState job : stage.jobs()) {
      if (stage.status().isFinished()) {
        assertThat(job.status().isFinished()).as("%s of a finished stage", job.id()).isTrue();
      }
      checkJob(stage, job);
    }
    for (int i = 0; i < stage.jobs().size(); i++) {
      if (stage.jobs().get(i).isMatrixParent()) {
        checkParallel(stage, i);
      }
    }
  }

  private void checkJob(StageState stage, JobState job) {
    boolean begun =
        switch (job.status()) {
          case PREPARE_ENV, RUNNING, SUCCEED -> true;
          case QUEUE, DEPENDENT_WAITING, FAILED, CANCELED, SKIP, UNEXEC -> false;
        };
    if (begun) {
      for (JobId dependency : job.dependsOn()) {
        assertThat(stage.jobs().find(dependency).orElseThrow().status())
            .as("%s, which %s waits for", dependency, job.id())
            .isEqualTo(JobStatus.SUCCEED);
      }
    }
    int active = 0;
    for (TaskState task : job.tasks()) {
      if (job.status().isFinished()) {
        assertThat(task.status().isFinished()).as("%s of a finished job", task.id()).isTrue();
      }
      active +=
          task.status() == TaskStatus.QUEUE_CACHE || task.status() == TaskStatus.RUNNING ? 1 : 0;
      remember(task);
    }
    assertThat(active).as("tasks active in %s", job.id()).isLessThanOrEqualTo(1);
  }

  private void remember(TaskState task) {
    if (task.status().isFinished()) {
      var execution = new Execution(task.id(), task.attempt(), task.retry());
      TaskStatus before = results.putIfAbsent(execution, task.status());
      assertThat(before == null || before == task.status())
          .as("%s ended once, as %s and not as %s", execution, before, task.status())
          .isTrue();
    }
  }

  private static void checkParallel(StageState stage, int parent) {
    JobState job = stage.jobs().get(parent);
    long active =
        stage.jobs().childrenOf(parent).stream()
            .filter(child ->
                child.status() == JobStatus.PREPARE_ENV || child.status() == JobStatus.RUNNING)
            .count();
    int most = job.definition().matrix().orElseThrow().maxParallel().orElse(5);
    assertThat(active).as("children of %s", job.id()).isLessThanOrEqualTo(most);
  }

  /** Whatever a build waits for is watched by a timer, and no timer is left over. */
  private static void nothingWaitsWithoutReason(PlayedBuild played) {
    var expected = new HashSet<String>();
    for (StageState stage : played.state().stages()) {
      if (stage.status() == StageStatus.PAUSE) {
        expected.add("review:" + stage.id());
      }
      stage
          .checks()
          .gateIn()
          .filter(gate -> gate.status().isOpen())
          .ifPresent(_ -> expected.add("gate-in:" + stage.id()));
      stage
          .checks()
          .gateOut()
          .filter(gate -> gate.status().isOpen())
          .ifPresent(_ -> expected.add("gate-out:" + stage.id()));
      for (JobState job : stage.jobs()) {
        if (job.status() == JobStatus.PREPARE_ENV) {
          expected.add("prepare:" + job.id());
        } else if (job.status() == JobStatus.RUNNING
            && !(job.role() instanceof MatrixRole.Parent)) {
          expected.add("job:" + job.id());
          job.tasks().stream()
              .filter(task -> task.status() == TaskStatus.RUNNING)
              .forEach(task -> expected.add("task:" + task.id()));
        }
      }
    }
    assertThat(played.timers().keySet()).isEqualTo(expected);
    boolean isParked = played.state().status() == BuildStatus.PAUSE;
    assertThat(played.state().stages().stream().anyMatch(any -> any.status() == StageStatus.PAUSE))
        .as("a build is parked exactly while a stage of it waits for people")
        .isEqualTo(isParked);
    if (played.state().status() == BuildStatus.RUNNING || isParked) {
      assertThat(expected).as("what a running build waits for").isNotEmpty();
    }
  }

  void allMachinesAreReleased() {
    assertThat(released).isEqualTo(prepared);
  }
}
