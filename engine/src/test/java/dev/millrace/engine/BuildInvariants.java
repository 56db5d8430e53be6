package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.MutexRole.Standing;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.why.Place;
import dev.millrace.engine.why.Surroundings;
import dev.millrace.engine.why.Wait;
import dev.millrace.engine.why.WaitingFor;
import dev.millrace.engine.why.Waker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds after each event of every build. Remembers what it saw. */
final class BuildInvariants {
  private record Execution(TaskId task, int attempt, int retry) {}

  private record Machine(JobId job, int attempt, long fence) {}

  private record Request(JobId job, long number) {}

  private final Map<Execution, TaskStatus> results = new HashMap<>();
  private final Set<Machine> prepared = new HashSet<>();
  private final Set<Machine> released = new HashSet<>();
  private final Set<Request> asked = new HashSet<>();
  private final Set<Request> letGo = new HashSet<>();
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
    everyWaitHasAWaker(played);
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
      case Effect.AcquireMutex(var job, _, var request, _, _) ->
          assertThat(asked.add(new Request(job, request)))
              .as("mutex of %s asked for once", job)
              .isTrue();
      case Effect.ReleaseMutex(var job, _, var request, _) -> {
        assertThat(asked).contains(new Request(job, request));
        letGo.add(new Request(job, request));
      }
      case Effect.StopTask _, Effect.SetTimer _, Effect.ClearTimer _ -> {}
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
    long machines = stage.jobs().stream().filter(JobState::hasMachine).count();
    assertThat(stage.jobs().machines()).isEqualTo((int) machines);
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
    if (begun && job.definition().mutex().isPresent() && !job.isMatrixParent()) {
      assertThat(job.mutex()).as("mutex of %s", job.id()).isPresent();
    }
    if (job.hasMachine()) {
      job.mutex().ifPresent(role -> assertThat(role.standing()).isEqualTo(Standing.HOLDS));
    }
    if (job.status().isFinished()) {
      assertThat(job.isAtMutex()).as("%s, which is over, holds a mutex", job.id()).isFalse();
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
      for (JobState job : stage.jobs()) {
        job.mutex()
            .filter(role -> role.standing() == Standing.WAITS)
            .ifPresent(_ -> expected.add("mutex:" + job.id()));
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
    if (played.state().status() == BuildStatus.RUNNING) {
      assertThat(expected).as("what a running build waits for").isNotEmpty();
    }
  }

  /**
   * Each part that waits is watched by who or what wakes it: a worker that was asked for and not
   * let go, a mutex that was asked and not given up, or another part that comes to one of these.
   */
  private void everyWaitHasAWaker(PlayedBuild played) {
    Build build = played.state();
    List<Wait> waits = WaitingFor.in(build, Surroundings.of(played.timers().values()));
    assertThat(waits.isEmpty()).as("%s", waits).isEqualTo(build.status().isFinished());
    for (Wait wait : waits) {
      switch (wait.waker()) {
        case Waker.Admission(var attempt) -> {
          assertThat(build.status()).isEqualTo(BuildStatus.QUEUE);
          assertThat(attempt).isEqualTo(build.attempt());
        }
        case Waker.Worker(var job, var attempt, var fence) -> {
          var machine = new Machine(job, attempt, fence);
          assertThat(prepared).as("%s", wait).contains(machine);
          assertThat(released).as("%s", wait).doesNotContain(machine);
          assertThat(wait.until()).as("timer of %s", wait).isPresent();
        }
        case Waker.Mutex(var job, _, var request) -> {
          assertThat(asked).as("%s", wait).contains(new Request(job, request));
          assertThat(letGo).as("%s", wait).doesNotContain(new Request(job, request));
          assertThat(wait.until()).as("timer of %s", wait).isPresent();
        }
        case Waker.Part(var place) -> comesToAnEnd(wait, place, waits);
        case Waker.Person(), Waker.Nobody() ->
            throw new AssertionError(wait + " of " + build + " has no waker");
      }
    }
  }

  /** Follows parts that wait for parts; a circle would be as long as there are waits. */
  private static void comesToAnEnd(Wait first, Place awaited, List<Wait> waits) {
    Place place = awaited;
    for (int steps = 0; steps < waits.size(); steps++) {
      Place now = place;
      Wait next =
          waits.stream()
              .filter(wait -> isIn(wait.place(), now))
              .findFirst()
              .orElseThrow(
                  () -> new AssertionError(first + " waits for " + now + ", which is idle"));
      if (!(next.waker() instanceof Waker.Part(var further))) {
        return;
      }
      place = further;
    }
    throw new AssertionError(first + " waits in a circle: " + waits);
  }

  /** What happens in the running stage happens in the only stage that others wait for. */
  private static boolean isIn(Place place, Place whole) {
    return switch (whole) {
      case Place.OfStage _ -> !(place instanceof Place.OfStage);
      case Place.OfJob(var job) ->
          place.equals(whole) || (place instanceof Place.OfTask(var owner, _) && owner.equals(job));
      case Place.OfBuild _, Place.OfTask _ -> place.equals(whole);
    };
  }

  void everythingIsGivenBack() {
    assertThat(released).isEqualTo(prepared);
    assertThat(letGo).isEqualTo(asked);
  }
}
