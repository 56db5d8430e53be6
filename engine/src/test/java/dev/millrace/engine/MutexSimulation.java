package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.mutex.MutexClaim;
import dev.millrace.engine.mutex.MutexEvent;
import dev.millrace.engine.mutex.MutexGroup;
import dev.millrace.engine.mutex.MutexGroup.Hold;
import dev.millrace.engine.mutex.MutexGroup.Waiter;
import dev.millrace.engine.mutex.MutexLifecycle;
import dev.millrace.engine.mutex.MutexMessage;
import dev.millrace.engine.mutex.MutexTransition;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.MutexRole;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.Seeds;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Builds that share mutexes, with a network between that delays, repeats and reorders what they and
 * the mutexes tell each other. After a while of cancellations, retries and timers only workers act,
 * so that everything must end.
 */
final class MutexSimulation {
  /** A history that is longer does not end. */
  private static final int MAX_STEPS = 30_000;

  private final SplittableRandom random;
  private final VirtualClock clock = new VirtualClock();
  private final Map<BuildId, Build> builds = new LinkedHashMap<>();
  private final Map<BuildId, Map<String, Effect.SetTimer>> timers = new HashMap<>();
  private final Map<MutexId, MutexGroup> groups = new LinkedHashMap<>();
  private final List<Runnable> underWay = new ArrayList<>();
  private int chaos;

  /** How often somebody got a mutex, and how often somebody waited for one. */
  private int grants;

  private int waits;

  MutexSimulation(SplittableRandom random) {
    this.random = random;
    this.chaos = random.nextInt(200);
  }

  int grants() {
    return grants;
  }

  int waits() {
    return waits;
  }

  void run() {
    int count = 2 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      var id = new BuildId("b-" + i);
      builds.put(id, BuildLifecycle.start(request(id), clock.instant()).next());
      timers.put(id, new HashMap<>());
      tell(id, new BuildEvent.BuildAdmitted(1));
    }
    int steps = 0;
    while (!isOver()) {
      assertThat(steps++).as("steps until everything has ended").isLessThan(MAX_STEPS);
      step();
      check();
    }
    groups
        .values()
        .forEach(group ->
            assertThat(group)
                .as("a mutex when all is over")
                .isEqualTo(MutexGroup.free(group.id())));
  }

  private boolean isOver() {
    return underWay.isEmpty()
        && builds.values().stream().allMatch(build -> build.status().isFinished());
  }

  private void step() {
    clock.advance(Duration.ofSeconds(1));
    boolean calm = chaos-- <= 0;
    int dice = random.nextInt(20);
    if (!calm && dice == 0) {
      wish();
    } else if (!calm && dice == 1) {
      timer();
    } else if (dice < 12 && !underWay.isEmpty()) {
      deliver(calm);
    } else {
      work(Seeds.oneOf(random, List.copyOf(builds.values())));
    }
  }

  /** One message, in any order; where it is not calm some come again later. */
  private void deliver(boolean calm) {
    int at = random.nextInt(underWay.size());
    Runnable message = underWay.get(at);
    if (calm || random.nextInt(4) > 0) {
      underWay.remove(at);
    }
    message.run();
  }

  private void retry(BuildId id) {
    var build = Objects.requireNonNull(builds.get(id));
    tell(id, BuildEvent.RetryRequested.of(build, "ann", new RetryScope.Failed(), false));
  }

  private void wish() {
    BuildId build = Seeds.oneOf(random, List.copyOf(builds.keySet()));
    switch (random.nextInt(4)) {
      case 0 -> tell(build, new BuildEvent.CancelRequested("ann", random.nextBoolean()));
      case 1 -> retry(build);
      default -> {}
    }
  }

  private void timer() {
    BuildId build = Seeds.oneOf(random, List.copyOf(builds.keySet()));
    List<Effect.SetTimer> set = List.copyOf(timers(build).values());
    if (!set.isEmpty()) {
      Effect.SetTimer timer = Seeds.oneOf(random, set);
      timers(build).remove(timer.key());
      on(build, timer.event());
    }
  }

  private Map<String, Effect.SetTimer> timers(BuildId build) {
    return timers.computeIfAbsent(build, _ -> new HashMap<>());
  }

  private void work(Build build) {
    if (build.status() == BuildStatus.QUEUE) {
      on(build.id(), new BuildEvent.BuildAdmitted(build.attempt()));
    }
    Optional<StageState> stage = build.runningStage();
    if (stage.isEmpty()) {
      return;
    }
    JobState job = Seeds.oneOf(random, stage.get().jobs());
    if (job.status() == JobStatus.PREPARE_ENV) {
      on(build.id(), new BuildEvent.WorkerStarted(job.id(), job.attempt(), job.fence()));
    } else if (job.status() == JobStatus.RUNNING && !job.isMatrixParent()) {
      TaskState task = job.tasks().get(job.tasks().open());
      on(
          build.id(),
          task.status() == TaskStatus.QUEUE_CACHE
              ? new BuildEvent.TaskClaimed(job.id(), job.attempt(), job.fence())
              : new BuildEvent.TaskCompleted(
                  job.id(),
                  job.attempt(),
                  job.fence(),
                  task.id(),
                  task.retry(),
                  random.nextInt(4) == 0 ? TaskResults.failed() : TaskResults.succeeded()));
    }
  }

  private void tell(BuildId build, BuildEvent event) {
    underWay.add(() -> on(build, event));
  }

  private void tell(MutexId mutex, MutexEvent event) {
    underWay.add(() -> on(mutex, event));
  }

  private void on(BuildId id, BuildEvent event) {
    Build before = Objects.requireNonNull(builds.get(id));
    Transition step = BuildLifecycle.on(before, event, clock.instant());
    builds.put(id, step.next());
    for (Effect effect : step.effects()) {
      switch (effect) {
        case Effect.SetTimer timer -> timers(id).put(timer.key(), timer);
        case Effect.ClearTimer(var key) -> timers(id).remove(key);
        case Effect.AcquireMutex(var job, var attempt, var request, var mutex, var queueLength) ->
            tell(
                mutex,
                new MutexEvent.Asked(new MutexClaim(id, job, attempt, request), queueLength));
        case Effect.ReleaseMutex(var job, var attempt, var request, var mutex) ->
            tell(mutex, new MutexEvent.Released(new MutexClaim(id, job, attempt, request)));
        case Effect.PrepareMachine _,
            Effect.StopTask _,
            Effect.ReleaseMachine _,
            Effect.RemindReviewers _,
            Effect.Message _,
            Effect.CheckGate _,
            Effect.CheckTaskGate _ -> {}
      }
    }
  }

  private void on(MutexId id, MutexEvent event) {
    MutexGroup before = groups.getOrDefault(id, MutexGroup.free(id));
    MutexTransition step = MutexLifecycle.on(before, event, clock.instant());
    groups.put(id, step.next());
    checkOrder(before, step.next());
    checkLimit(before, step.next(), event);
    waits += Math.max(0, step.next().waiting() - before.waiting());
    for (MutexMessage message : step.messages()) {
      MutexClaim to = message.to();
      switch (message) {
        case MutexMessage.Grant _ -> {
          grants++;
          underWay.add(() -> bring(id, to));
        }
        case MutexMessage.Refuse(_, var reason) ->
            tell(
                to.build(),
                new BuildEvent.MutexRefused(to.job(), to.attempt(), to.request(), reason));
      }
    }
  }

  /** As the server does: what is granted and not taken is taken back. */
  private void bring(MutexId mutex, MutexClaim to) {
    on(to.build(), new BuildEvent.MutexGranted(to.job(), to.attempt(), to.request(), mutex));
    if (!to.isHeldIn(Objects.requireNonNull(builds.get(to.build())))) {
      tell(mutex, new MutexEvent.Released(to));
    }
  }

  /** Who waits is passed by nobody: the next holder is the first in line, or the line was empty. */
  private static void checkOrder(MutexGroup before, MutexGroup after) {
    if (!before.holder().equals(after.holder()) && after.holder().isPresent()) {
      MutexClaim holder = after.holder().map(Hold::claim).orElseThrow();
      List<MutexClaim> line = before.waiters().stream().map(Waiter::claim).toList();
      assertThat(line.isEmpty() || line.getFirst().equals(holder))
          .as("%s is next of %s", holder, line)
          .isTrue();
    }
  }

  private static void checkLimit(MutexGroup before, MutexGroup after, MutexEvent event) {
    if (after.waiting() > before.waiting()) {
      var asked = (MutexEvent.Asked) event;
      assertThat(after.waiting()).isLessThanOrEqualTo(asked.queueLength().orElse(0));
    }
  }

  private void check() {
    var holders = new HashMap<MutexId, String>();
    for (Build build : builds.values()) {
      for (StageState stage : build.stages()) {
        for (JobState job : stage.jobs()) {
          job.mutex()
              .filter(role -> role.standing() == MutexRole.Standing.HOLDS)
              .ifPresent(role -> {
                String me = build.id() + "/" + job.id();
                String other = holders.putIfAbsent(role.mutex(), me);
                assertThat(other).as("who holds %s beside %s", role.mutex(), me).isNull();
              });
        }
      }
    }
  }

  private BuildRequest request(BuildId id) {
    var pipeline =
        PipelineBuilder.aPipeline()
            .stage(job("a"), job("b"))
            .stage(job("c"), job("m").matrix(2, "os", "x", "y", "z"))
            .lastly(job("z"));
    return new BuildRequest(
        id, 1, pipeline.build(), Data.ordered(Map.of()), Data.ordered(Map.of()), Set.of());
  }

  private JobBuilder job(String id) {
    JobBuilder job = aJob(id, aTask("1"), aTask("2"));
    String name = Seeds.oneOf(random, List.of("x", "y"));
    return switch (random.nextInt(8)) {
      case 0 -> job;
      case 1 -> job.mutex(name);
      default -> job.mutex(name, random.nextInt(12), "60");
    };
  }
}
