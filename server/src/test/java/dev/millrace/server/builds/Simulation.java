package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.builds.SimulatedWorkers.Lease;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import dev.millrace.testkit.Seeds;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One history of some builds: the real loop on one thread, with a clock, a network and workers that
 * follow a seed. The process dies at every point where it writes or asks for something, and comes
 * again with nothing but its store.
 */
final class Simulation {
  /** A history that is longer does not end. */
  private static final int MAX_STEPS = 20_000;

  private final SplittableRandom random;
  private final VirtualClock clock = new VirtualClock();
  private final BuildStore store = new MemoryBuildStore();
  private final List<Runnable> turns = new ArrayList<>();
  private final List<Sent> underWay = new ArrayList<>();
  private final List<Sent> unanswered = new ArrayList<>();
  private final List<BuildRequest> accepted = new ArrayList<>();
  private final SimulatedWorkers workers;
  private final SimulatedReviewers reviewers;
  private final History history;
  private final Met met = new Met();
  private final int crashOneIn;
  private int wishes;
  private Builds builds;

  private record Sent(BuildId build, BuildEvent event) {}

  /** What a history was made of. */
  static final class Met {
    long crashes;
    long repeats;
    long timers;
    long deaths;
    final Map<BuildStatus, Long> outcomes = new EnumMap<>(BuildStatus.class);

    void add(Met other) {
      crashes += other.crashes;
      repeats += other.repeats;
      timers += other.timers;
      deaths += other.deaths;
      other.outcomes.forEach((status, count) -> outcomes.merge(status, count, Long::sum));
    }
  }

  Simulation(SplittableRandom random) {
    this.random = random;
    this.wishes = random.nextInt(3);
    this.crashOneIn = random.nextInt(10, 200);
    this.workers = new SimulatedWorkers(random.split(), this::send);
    this.reviewers = new SimulatedReviewers(random.split(), this::send);
    this.history = new History(store, workers);
    this.builds = start();
  }

  Met run() {
    int wanted = random.nextInt(1, 4);
    for (int n = 0; n < wanted; n++) {
      accept(request("b-" + n));
    }
    int step = 0;
    while (!isOver()) {
      assertThat(step++).as("steps until every build has ended").isLessThan(MAX_STEPS);
      step();
      history.check(clock.instant(), underWay.stream().map(Sent::event).toList());
    }
    for (BuildRequest request : accepted) {
      met.outcomes.merge(store.load(request.id()).orElseThrow().build().status(), 1L, Long::sum);
    }
    return met;
  }

  private boolean isOver() {
    return turns.isEmpty() && underWay.isEmpty() && store.unfinished().isEmpty();
  }

  /** One of the things that can happen next. */
  private void step() {
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> turn();
      case 4, 5 -> deliver();
      case 6, 7 -> act();
      case 8 -> wish();
      default -> time();
    }
  }

  private void turn() {
    if (!turns.isEmpty()) {
      // Turns of different builds may run in any order.
      inProcess(turns.remove(random.nextInt(turns.size())));
    }
  }

  private void deliver() {
    if (underWay.isEmpty()) {
      return;
    }
    int at = random.nextInt(underWay.size());
    Sent sent = underWay.get(at);
    if (random.nextInt(4) == 0) {
      met.repeats++;
    } else {
      underWay.remove(at);
    }
    unanswered.add(sent);
    inProcess(() -> {
      var _ = builds.sendLater(sent.build(), sent.event()).thenAccept(_ -> unanswered.remove(sent));
    });
  }

  private void act() {
    if (!accepted.isEmpty()) {
      BuildId id = Seeds.oneOf(random, accepted).id();
      store
          .load(id)
          .ifPresent(stored -> {
            workers.act(stored.build());
            reviewers.act(stored.build());
          });
    }
  }

  /** Somebody cancels, or wants a build again that has ended; seldom, for a cancel mends much. */
  private void wish() {
    if (wishes == 0 || random.nextInt(40) > 0) {
      return;
    }
    wishes--;
    BuildId id = Seeds.oneOf(random, accepted).id();
    send(
        id,
        random.nextBoolean()
            ? new BuildEvent.CancelRequested("ann", random.nextBoolean())
            : new BuildEvent.RetryFailedRequested("ann"));
  }

  private void time() {
    Optional<Instant> due = builds.timers().nextDue();
    boolean nothingElse = turns.isEmpty() && underWay.isEmpty() && random.nextInt(30) == 0;
    if (due.isPresent() && nothingElse && due.get().isAfter(clock.instant())) {
      clock.moveTo(due.get());
      met.timers++;
    } else {
      clock.advance(Duration.ofMillis(random.nextInt(-50, 500)));
    }
    inProcess(builds::bringDueTimers);
  }

  private void send(BuildId build, BuildEvent event) {
    if (event instanceof BuildEvent.WorkerLost) {
      met.deaths++;
    }
    underWay.add(new Sent(build, event));
  }

  /** Accepts as a caller does who asks again until it has an answer. */
  private void accept(BuildRequest request) {
    while (store.load(request.id()).isEmpty()) {
      inProcess(() -> {
        var _ = builds.acceptLater(request);
      });
      while (!turns.isEmpty()) {
        turn();
      }
    }
    accepted.add(request);
  }

  private Builds start() {
    return new Builds(
        new CrashingStore(store, this::maybeCrash),
        new Wires(),
        clock,
        new EngineRules(),
        turns::add,
        random.nextInt(1, 4));
  }

  private void maybeCrash() {
    if (random.nextInt(crashOneIn) == 0) {
      throw new SimulatedCrash();
    }
  }

  /** Runs something in the process; if it dies, another one takes over. */
  private void inProcess(Runnable deed) {
    try {
      deed.run();
    } catch (SimulatedCrash crash) {
      met.crashes++;
      turns.clear();
      // Who has no answer asks again.
      underWay.addAll(unanswered);
      unanswered.clear();
      builds = start();
      inProcess(builds::recoverLater);
    }
  }

  /** Machines of the platform: the process may die before and after each request reaches them. */
  private final class Wires implements Machines {
    @Override
    public void prepare(BuildId build, Effect.PrepareMachine wanted) {
      maybeCrash();
      workers.prepare(new Lease(build, wanted.job(), wanted.attempt(), wanted.fence()));
      maybeCrash();
    }

    @Override
    public void stop(BuildId build, Effect.StopTask wanted) {
      maybeCrash();
      var lease = new Lease(build, wanted.job(), wanted.attempt(), wanted.fence());
      workers.stop(lease, wanted.task());
      maybeCrash();
    }

    @Override
    public void release(BuildId build, Effect.ReleaseMachine wanted) {
      maybeCrash();
    }
  }

  private static BuildRequest request(String id) {
    return new BuildRequest(
        new BuildId(id), 1, PIPELINE, Data.ordered(Map.of()), Data.ordered(Map.of()), Set.of());
  }

  private static final Pipeline PIPELINE =
      Samples.pipeline(
          """
          version: v3.0
          name: simulated
          stages:
            - jobs:
                compile:
                  steps:
                    - run: make
                      retry-times: 2
                    - run: make check
                test:
                  depend-on: [compile]
                  strategy:
                    matrix:
                      os: [a, b, c]
                    max-parallel: 2
                  steps:
                    - run: ./test
                      continue-on-error: true
                lint:
                  steps:
                    - run: ./lint
                      timeout-minutes: 1
            - fast-kill: true
              check-in:
                reviews:
                  flows:
                    - name: first
                      reviewers: [ann, bob]
                    - name: second
                      reviewers: cid
                  variables:
                    TARGET:
                      default: here
              jobs:
                upload:
                  steps:
                    - run: ./upload
                mirror:
                  steps:
                    - run: ./mirror
          finally:
            clean:
              steps:
                - run: ./clean
          """);
}
