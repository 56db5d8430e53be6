package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The builds of this process. Safe from any thread; whatever a method acknowledges is on disk.
 *
 * <p>Every method that changes something blocks until it is durable, at most {@link #LONGEST_WAIT},
 * and throws {@link StoreUnavailable} when that can't be had now, {@link MailboxFull} when too many
 * events wait for the build; both may be repeated, and an event that arrives twice changes nothing
 * the second time.
 *
 * <p>A build is moved by one process at a time. A second one on the same store can't harm it, since
 * its commits are refused, but events that mean nothing to its older state would be lost on it.
 */
public final class Builds implements AutoCloseable {
  /** How long a caller waits for a commit. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** Builds kept in memory; others are read when something happens to them. */
  static final int MAX_IN_MEMORY = 2_000;

  /** Builds resumed at the same time at a start. */
  private static final int RESUMED_AT_ONCE = 256;

  private static final Duration TIMER_RETRY = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(Builds.class);

  private final BuildStore store;
  private final Listeners listeners = new Listeners();
  private final TimerClock timers;
  private final LiveBuilds live;

  /** Starts the loop on virtual threads, with the engine's rules. */
  public static Builds open(BuildStore store, Machines machines, InstantSource clock) {
    Builds builds =
        new Builds(
            store,
            machines,
            clock,
            new EngineRules(),
            turn -> Thread.ofVirtual().name("build").start(turn),
            MAX_IN_MEMORY);
    builds.timers.start();
    return builds;
  }

  /**
   * For a simulation, which gives {@code turns} a thread itself and calls {@link #bringDueTimers}.
   */
  Builds(
      BuildStore store,
      Machines machines,
      InstantSource clock,
      BuildRules rules,
      Executor turns,
      int inMemory) {
    this.store = store;
    this.timers = new TimerClock(clock, this::timerDue);
    var runner =
        new BuildRunner(rules, store, machines, timers, listeners, clock, this::postFromWithin);
    this.live = new LiveBuilds(inMemory, id -> new BuildMailbox(new LiveState(id), turns, runner));
  }

  /**
   * Accepts a build. One that was accepted before with the same id is answered as it is now.
   *
   * @throws IllegalArgumentException if the request can't be run
   */
  public Build accept(BuildRequest request) {
    return await(post(request.id(), new Letter.Errand.Accept(request)));
  }

  /**
   * Tells a build that something happened, and answers what it is then.
   *
   * @throws UnknownBuild if there is none with this id
   */
  public Build send(BuildId build, BuildEvent event) {
    return await(post(build, new Letter.Errand.Apply(event)));
  }

  /** The build as of its last commit. */
  public Optional<Build> find(BuildId build) {
    Optional<Build> inMemory = live.peek(build).flatMap(BuildMailbox::visible);
    return inMemory.isPresent() ? inMemory : store.load(build).map(StoredBuild::build);
  }

  /** Builds, newest first. */
  public List<BuildSummary> list(BuildQuery query) {
    return store.list(query);
  }

  /** The highest number among the builds of pipelines with this name; 0 when there is none. */
  public long highestNumber(String pipelineName) {
    return store.highestNumber(pipelineName);
  }

  /**
   * Blocks until the build is as wanted, or {@code wait} is over, or this is closed; answers the
   * build as it is then. Woken by commits; {@code wanted} is called with a lock held and must be
   * quick. Listeners may hear of that state a little later: {@link Listening#awaitCaughtUp}.
   *
   * @throws UnknownBuild if there is none with this id
   */
  public Build awaitUntil(BuildId build, Predicate<Build> wanted, Duration wait) {
    BuildMailbox mailbox = live.acquire(build);
    try {
      if (mailbox.visible().isEmpty()) {
        await(post(build, new Letter.Errand.Load()));
      }
      return mailbox.awaitUntil(wanted, wait);
    } finally {
      live.release(build);
    }
  }

  /** Blocks until the build has ended or {@code wait} is over; answers it as it is then. */
  public Build awaitEnd(BuildId build, Duration wait) {
    return awaitUntil(build, state -> state.status().isFinished(), wait);
  }

  /** Tells {@code listener} of every commit from now on, until it is closed. */
  public Listening listen(BuildListener listener) {
    return listeners.add(listener);
  }

  /** Builds that are not finished, or have something left to be done, oldest first. */
  public List<BuildId> unfinished() {
    return store.unfinished();
  }

  /**
   * Takes up what a process before this one left: performs effects that were not known to be
   * performed and brings timers, also those overdue. Called once, before anything else; blocks
   * until the builds are in motion. A build that can't be taken up is logged, the others go on.
   */
  public void recover() {
    List<BuildId> unfinished = store.unfinished();
    for (int from = 0; from < unfinished.size(); from += RESUMED_AT_ONCE) {
      int to = Math.min(unfinished.size(), from + RESUMED_AT_ONCE);
      List<CompletableFuture<Build>> resumed = new ArrayList<>();
      for (BuildId id : unfinished.subList(from, to)) {
        resumed.add(post(id, new Letter.Errand.Resume()));
      }
      resumed.forEach(Builds::awaitOrLog);
    }
  }

  /** As {@link #send}, without waiting. */
  CompletableFuture<Build> sendLater(BuildId build, BuildEvent event) {
    return post(build, new Letter.Errand.Apply(event));
  }

  /** As {@link #accept}, without waiting. */
  CompletableFuture<Build> acceptLater(BuildRequest request) {
    return post(request.id(), new Letter.Errand.Accept(request));
  }

  /** As {@link #recover}, without waiting. */
  void recoverLater() {
    for (BuildId id : store.unfinished()) {
      var _ = post(id, new Letter.Errand.Resume());
    }
  }

  /** Brings the timers that are due; {@link #open} has a thread for it. */
  void bringDueTimers() {
    timers.bringDue();
  }

  TimerClock timers() {
    return timers;
  }

  private CompletableFuture<Build> post(BuildId build, Letter.Errand errand) {
    return post(build, errand, BuildMailbox.MAX_WAITING);
  }

  private CompletableFuture<Build> post(BuildId build, Letter.Errand errand, int maxWaiting) {
    var letter = new Letter(errand);
    BuildMailbox mailbox = live.acquire(build);
    try {
      mailbox.post(letter, maxWaiting);
    } catch (RuntimeException refused) {
      live.release(build);
      throw refused;
    }
    return letter.answer().whenComplete((_, _) -> live.release(build));
  }

  private void postFromWithin(BuildId build, BuildEvent event) {
    var _ = post(build, new Letter.Errand.Apply(event), Integer.MAX_VALUE);
  }

  private void timerDue(BuildId build, SetTimer timer) {
    var _ =
        post(build, new Letter.Errand.Fire(timer), Integer.MAX_VALUE)
            .exceptionally(failure -> {
              log.atWarn()
                  .addKeyValue("build", build)
                  .addKeyValue("timer", timer.key())
                  .setCause(failure)
                  .log("a timer could not be brought and will be again");
              timers.setAgain(build, timer, TIMER_RETRY);
              throw new IllegalStateException("timer of build " + build, failure);
            });
  }

  private static void awaitOrLog(CompletableFuture<Build> resumed) {
    try {
      var _ = await(resumed);
    } catch (RuntimeException failure) {
      log.atError().setCause(failure).log("a build could not be taken up");
    }
  }

  private static Build await(CompletableFuture<Build> answer) {
    try {
      return answer.get(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    } catch (TimeoutException late) {
      throw new StoreUnavailable("not committed within " + LONGEST_WAIT, late);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while waiting for a commit", stop);
    }
  }

  /**
   * Stops: timers are no longer brought, who waits is woken, listeners hear what was committed. The
   * store is the caller's to close, afterwards.
   */
  @Override
  public void close() {
    timers.close();
    live.all().forEach(BuildMailbox::close);
    listeners.close();
  }
}
