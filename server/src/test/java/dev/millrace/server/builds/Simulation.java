package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.StartRefused;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.server.Arbitration;
import dev.millrace.server.builds.SimulatedWorkers.Lease;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.testkit.Seeds;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One history of some builds: the real loop on one thread, with a clock, a network and workers that
 * follow a seed. The process dies at every point where it writes or asks for something, and comes
 * again with nothing but its store.
 */
final class Simulation {
  /** I6: every build ends once workers answer or timers fire; a longer history does not. */
  private static final int MAX_STEPS = 100_000;

  private static final int MAX_MACHINES = 50;

  private final SplittableRandom random;
  private final VirtualClock clock = new VirtualClock();
  private final MemoryBuildStore store = new MemoryBuildStore();
  private final List<Runnable> turns = new ArrayList<>();
  private final List<Sent> underWay = new ArrayList<>();
  private final List<Sent> unanswered = new ArrayList<>();
  private final List<StartRequest> wanted = new ArrayList<>();
  private final List<BuildId> accepted = new ArrayList<>();
  private final SimulatedWorkers workers;
  private final SimulatedPeople people;
  private final History history;
  private final StartHistory starts;
  private final QueueHistory queues;
  private final MutexHistory mutexes;
  private final CallHistory calls;
  private final Met met = new Met();
  private final Trace trace;
  private final int crashOneIn;
  private int wishes;
  private long writes;
  private Arbitration platform;

  private record Sent(BuildId build, BuildEvent event) {}

  /** Hears what happens, for who replays a seed or compares two histories. */
  interface Trace {
    void saw(Instant at, String what, Object which);
  }

  /** What a history was made of. */
  static final class Met {
    long crashes;
    long repeats;
    long timers;
    long deaths;
    long refused;
    long waited;
    long granted;
    long called;
    final Map<BuildStatus, Long> outcomes = new EnumMap<>(BuildStatus.class);

    void add(Met other) {
      crashes += other.crashes;
      repeats += other.repeats;
      timers += other.timers;
      deaths += other.deaths;
      refused += other.refused;
      waited += other.waited;
      granted += other.granted;
      called += other.called;
      other.outcomes.forEach((status, count) -> outcomes.merge(status, count, Long::sum));
    }
  }

  Simulation(SplittableRandom random) {
    this(random, (_, _, _) -> {});
  }

  Simulation(SplittableRandom random, Trace trace) {
    this.random = random;
    this.trace = trace;
    this.wishes = random.nextInt(3);
    this.crashOneIn = random.nextInt(10, 200);
    this.workers = new SimulatedWorkers(random.split(), machines(), this::send);
    this.people = new SimulatedPeople(random.split(), this::send);
    this.history = new History(store, workers);
    this.starts = new StartHistory(store);
    this.queues = new QueueHistory(store);
    this.mutexes = new MutexHistory(store);
    this.calls = new CallHistory(store);
    this.platform = start();
  }

  /** Often fewer than the jobs want, and often enough for all. */
  private int machines() {
    return random.nextInt(1, 1 + random.nextInt(1, MAX_MACHINES + 1));
  }

  Met run() {
    int builds = random.nextInt(1, 6);
    for (int n = 0; n < builds; n++) {
      wanted.add(SimulatedStarts.request(random, "b-" + n));
    }
    int step = 0;
    long seen = -1;
    while (!isOver()) {
      assertThat(step++).as("I6: steps until every build has ended").isLessThan(MAX_STEPS);
      step();
      starts.check().forEach(this::accepted);
      // All that is looked at is in the store.
      if (seen != writes + accepted.size()) {
        calls.check().forEach(this::accepted);
        history.check();
        queues.check();
        mutexes.check();
        seen = writes + accepted.size();
      }
    }
    queues.checkEnd();
    mutexes.checkEnd();
    met.granted = mutexes.granted();
    met.called = calls.called();
    assertThat(workers.busy()).as("machines that somebody has when all builds are over").isZero();
    for (BuildId id : accepted) {
      met.outcomes.merge(store.load(id).orElseThrow().build().status(), 1L, Long::sum);
    }
    return met;
  }

  private boolean isOver() {
    return wanted.isEmpty()
        && turns.isEmpty()
        && underWay.isEmpty()
        && store.unfinished().isEmpty()
        && store.busy("queue").isEmpty()
        && store.busy("mutex").isEmpty();
  }

  /** One of the things that can happen next. */
  private void step() {
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> turn();
      case 4, 5 -> deliver();
      case 6, 7 -> act();
      case 8 -> {
        begin();
        wish();
      }
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
    trace.saw(clock.instant(), "delivered", sent);
    inProcess(() -> {
      var _ =
          platform.builds().sendLater(sent.build(), sent.event()).thenAccept(_ -> answered(sent));
    });
  }

  private void answered(Sent sent) {
    unanswered.remove(sent);
    history.acknowledged(sent.build(), sent.event(), clock.instant());
  }

  private void act() {
    if (!accepted.isEmpty()) {
      BuildId id = Seeds.oneOf(random, accepted);
      store
          .load(id)
          .ifPresent(stored -> {
            workers.act(stored.build());
            people.act(stored.build());
          });
    }
  }

  /** Somebody cancels, or wants a build again that has ended; seldom, for a cancel mends much. */
  private void wish() {
    if (accepted.isEmpty() || wishes == 0 || random.nextInt(40) > 0) {
      return;
    }
    wishes--;
    BuildId id = Seeds.oneOf(random, accepted);
    send(id, people.wish(store.load(id).orElseThrow().build()));
  }

  private void time() {
    Optional<Instant> due =
        Stream.of(
                platform.builds().nextDue(),
                platform.queues().nextDue(),
                platform.mutexes().nextDue())
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder());
    boolean nothingElse = turns.isEmpty() && underWay.isEmpty() && random.nextInt(30) == 0;
    if (due.isPresent() && nothingElse && due.get().isAfter(clock.instant())) {
      clock.moveTo(due.get());
      trace.saw(clock.instant(), "timer due", due.get());
      met.timers++;
    } else {
      clock.advance(Duration.ofMillis(random.nextInt(-50, 500)));
    }
    inProcess(platform::bringDueTimers);
  }

  private void send(BuildId build, BuildEvent event) {
    if (event instanceof BuildEvent.WorkerLost) {
      met.deaths++;
    }
    underWay.add(new Sent(build, event));
  }

  /** Starts as a caller does who asks again until there is an answer, perhaps too often. */
  private void begin() {
    if (wanted.isEmpty() || random.nextInt(4) > 0) {
      return;
    }
    StartRequest request = wanted.getFirst();
    inProcess(() -> {
      var _ =
          platform
              .queues()
              .startLater(request)
              .whenComplete((build, failure) -> answered(request, build, failure));
    });
  }

  private void answered(StartRequest request, @Nullable Build build, @Nullable Throwable failure) {
    if (build != null && wanted.remove(request)) {
      met.waited += build.status() == BuildStatus.QUEUE ? 1 : 0;
      trace.saw(clock.instant(), "accepted", request.id());
      accepted(request.id());
    } else if (failure != null && failure.getCause() instanceof StartRefused refusal) {
      met.refused += wanted.remove(request) ? 1 : 0;
      trace.saw(clock.instant(), "refused", request.id() + ": " + refusal.getMessage());
      starts.refused(request.id());
    }
  }

  /** One that somebody started, or another build called. */
  private void accepted(BuildId build) {
    accepted.add(build);
    history.accepted(build);
  }

  private Arbitration start() {
    return Arbitration.simulated(
        new CrashingStore(store, this::writing),
        SimulatedCalls.PIPELINES,
        new Wires(),
        clock,
        turns::add,
        random.nextInt(1, 4));
  }

  /** Before and after each write. */
  private void writing() {
    writes++;
    maybeCrash();
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
      trace.saw(clock.instant(), "crashed with", underWay);
      turns.clear();
      // Who has no answer asks again.
      underWay.addAll(unanswered);
      unanswered.clear();
      platform = start();
      inProcess(platform::recoverLater);
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
      workers.release(new Lease(build, wanted.job(), wanted.attempt(), wanted.fence()));
      maybeCrash();
    }
  }
}
