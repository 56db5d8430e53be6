package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.TimerKeys;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MachineUse;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.MutexRole.Standing;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
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

/**
 * What holds after each event of every build; I1 … I4 are those of docs/proofs.md. Remembers what
 * it saw.
 */
final class BuildInvariants {
  private record Execution(TaskId task, int attempt, int retry) {}

  private record JobRun(JobId job, int attempt) {}

  private record Machine(JobId job, int attempt, long fence) {}

  private record Request(JobId job, int attempt, long number) {}

  private final Map<Execution, TaskStatus> results = new HashMap<>();
  private final Map<JobRun, JobStatus> jobResults = new HashMap<>();
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
      assertThat(build).as("I1: a finished build stays as it is").isSameAs(last);
    }
    played.effects().forEach(this::machines);
    for (StageState stage : build.stages()) {
      checkStage(build, stage);
    }
    i3NothingWaitsWithoutReason(played);
    i3EveryWaitHasAWaker(played);
    Recounted.check(build);
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
      case Effect.AcquireMutex(var job, var attempt, var request, _, _) ->
          assertThat(asked.add(new Request(job, attempt, request)))
              .as("mutex of %s asked for once", job)
              .isTrue();
      case Effect.ReleaseMutex(var job, var attempt, var request, _) -> {
        assertThat(asked).contains(new Request(job, attempt, request));
        letGo.add(new Request(job, attempt, request));
      }
      case Effect.StopTask _,
          Effect.CheckGate _,
          Effect.CheckTaskGate _,
          Effect.RemindReviewers _,
          Effect.SetTimer _,
          Effect.ClearTimer _,
          Effect.Message _ -> {}
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
          case PREPARE_ENV, RUNNING, PAUSE, SUCCEED -> true;
          case QUEUE, DEPENDENT_WAITING, FAILED, CANCELED, SKIP, UNEXEC -> false;
        };
    if (begun) {
      for (JobId dependency : job.dependsOn()) {
        assertThat(stage.jobs().find(dependency).orElseThrow().status())
            .as("%s, which %s waits for", dependency, job.id())
            .isEqualTo(JobStatus.SUCCEED);
      }
    }
    i1JobEndsOnce(job);
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
      i1TaskEndsOnce(task);
      assertThat(task.attempt()).as("attempt of %s", task.id()).isLessThanOrEqualTo(job.attempt());
      active += !task.status().isFinished() && task.status() != TaskStatus.QUEUE ? 1 : 0;
      checkPlace(job, task);
    }
    assertThat(active).as("tasks active in %s", job.id()).isLessThanOrEqualTo(1);
  }

  private void i1JobEndsOnce(JobState job) {
    var run = new JobRun(job.id(), job.attempt());
    i1EndsOnce(jobResults, run, job.status(), job.status().isFinished());
  }

  private void i1TaskEndsOnce(TaskState task) {
    var execution = new Execution(task.id(), task.attempt(), task.retry());
    i1EndsOnce(results, execution, task.status(), task.status().isFinished());
  }

  /** I1: once an execution has an end, it has that one and no other. */
  private static <K, S> void i1EndsOnce(Map<K, S> ends, K execution, S status, boolean ended) {
    S before = ended ? ends.putIfAbsent(execution, status) : ends.get(execution);
    assertThat(before == null || before.equals(status))
        .as("I1: %s ended once, as %s and not as %s", execution, before, status)
        .isTrue();
  }

  /** Nothing runs on a machine that is not there, and nobody pays for one in a pause. */
  private static void checkPlace(JobState job, TaskState task) {
    switch (task.status()) {
      case QUEUE_CACHE, RUNNING ->
          assertThat(job.machine()).as("machine of %s", job.id()).isNotEqualTo(MachineUse.NONE);
      case PAUSE -> {
        assertThat(job.status()).as("%s of a paused task", job.id()).isEqualTo(JobStatus.PAUSE);
        assertThat(job.machine()).as("machine of %s", job.id()).isEqualTo(MachineUse.NONE);
      }
      case REVIEWING, CALL_WAITING, QUALITY_CHECKING, QUALITY_CHECK_WAIT, RETRY ->
          assertThat(job.status()).as("%s that waits", job.id()).isEqualTo(JobStatus.RUNNING);
      case QUEUE,
          SUCCEED,
          FAILED,
          REVIEW_ABORT,
          QUALITY_CHECK_FAIL,
          EXEC_TIMEOUT,
          CANCELED,
          SKIP,
          UNEXEC -> {}
    }
    if (job.status().isFinished()) {
      assertThat(job.machine()).as("machine of %s", job.id()).isEqualTo(MachineUse.NONE);
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

  /** I3: whatever a build waits for is watched by a timer, and no timer is left over. */
  private static void i3NothingWaitsWithoutReason(PlayedBuild played) {
    var expected = new HashSet<String>();
    boolean person = false;
    for (StageState stage : played.state().stages()) {
      if (stage.status() == StageStatus.PAUSE) {
        expected.add(TimerKeys.review(stage.id()));
      }
      for (Gate.Point point : Gate.Point.values()) {
        stage
            .checks()
            .gate(point)
            .filter(gate -> gate.status().isOpen())
            .ifPresent(_ -> expected.add(TimerKeys.gate(stage.id(), point)));
      }
      for (JobState job : stage.jobs()) {
        job.mutex()
            .filter(role -> role.standing() == Standing.WAITS)
            .ifPresent(_ -> expected.add("mutex:" + job.id()));
        if (job.status() == JobStatus.PREPARE_ENV) {
          expected.add("prepare:" + job.id());
        } else if (job.status() == JobStatus.RUNNING
            && !(job.role() instanceof MatrixRole.Parent)) {
          expected.add("job:" + job.id());
          job.tasks().forEach(task -> expected.addAll(timersOf(task)));
        } else if (job.status() == JobStatus.PAUSE) {
          person = true;
        }
      }
    }
    assertThat(played.timers().keySet()).as("I3: timers").isEqualTo(expected);
    boolean isParked = played.state().status() == BuildStatus.PAUSE;
    assertThat(played.state().stages().stream().anyMatch(any -> any.status() == StageStatus.PAUSE))
        .as("a build is parked exactly while a stage of it waits for people")
        .isEqualTo(isParked);
    if (played.state().status() == BuildStatus.RUNNING || isParked) {
      assertThat(person || !expected.isEmpty())
          .as("I3: a running build waits for something")
          .isTrue();
    }
  }

  private static Set<String> timersOf(TaskState task) {
    return switch (task.status()) {
      case RUNNING, CALL_WAITING, QUALITY_CHECKING, QUALITY_CHECK_WAIT ->
          Set.of("task:" + task.id());
      case REVIEWING ->
          task.work().orElseThrow() instanceof ServerWork.Review review
                  && review.reminderHours() > 0
              ? Set.of("task:" + task.id(), "remind:" + task.id())
              : Set.of("task:" + task.id());
      case RETRY -> Set.of("retry:" + task.id());
      case QUEUE,
          QUEUE_CACHE,
          PAUSE,
          SUCCEED,
          FAILED,
          REVIEW_ABORT,
          QUALITY_CHECK_FAIL,
          EXEC_TIMEOUT,
          CANCELED,
          SKIP,
          UNEXEC ->
          Set.of();
    };
  }

  /**
   * I3: each part that waits is watched by who or what wakes it: a worker that was asked for and
   * not let go, a mutex that was asked and not given up, or another part that comes to one of
   * these.
   */
  private void i3EveryWaitHasAWaker(PlayedBuild played) {
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
        case Waker.Mutex(var job, _, var attempt, var request) -> {
          assertThat(asked).as("%s", wait).contains(new Request(job, attempt, request));
          assertThat(letGo).as("%s", wait).doesNotContain(new Request(job, attempt, request));
          assertThat(wait.until()).as("timer of %s", wait).isPresent();
        }
        case Waker.Part(var place) -> comesToAnEnd(wait, place, waits);
        case Waker.TaskGateCheck _ -> assertThat(wait.until()).as("timer of %s", wait).isPresent();
        case Waker.GateCheck _ -> assertThat(wait.until()).as("timer of %s", wait).isPresent();
        case Waker.Timer(var key) -> assertThat(played.timers()).as("%s", wait).containsKey(key);
        case Waker.OtherBuild _ -> assertThat(wait.until()).as("timer of %s", wait).isPresent();
        case Waker.Person() -> {}
        case Waker.Nobody() -> throw new AssertionError(wait + " of " + build + " has no waker");
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

  /** What happens in a job happens in the only stage that others wait for. */
  private static boolean isIn(Place place, Place whole) {
    return switch (whole) {
      case Place.OfStage _ -> place.equals(whole) || !(place instanceof Place.OfStage);
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
