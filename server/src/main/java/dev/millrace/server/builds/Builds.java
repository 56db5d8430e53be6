package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.builds.Outside.Due;
import dev.millrace.server.builds.turns.Answers;
import dev.millrace.server.builds.turns.Residents;
import dev.millrace.server.builds.turns.TimerClock;
import dev.millrace.server.database.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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

  /** After how long a timer is brought, or a message sent, once more that was not taken. */
  static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(Builds.class);

  private final BuildStore store;
  private final InstantSource clock;
  private final Listeners listeners = new Listeners();
  private final LoopWatches watches = new LoopWatches();
  private final TimerClock<BuildId, Due> timers;
  private final Residents<BuildId, BuildMailbox> live;

  /** Starts the loop on virtual threads, with the engine's rules. */
  public static Builds open(
      BuildStore store, Machines machines, Messenger messenger, InstantSource clock) {
    Builds builds =
        new Builds(
            store,
            machines,
            messenger,
            clock,
            turn -> Thread.ofVirtual().name("build").start(turn),
            MAX_IN_MEMORY);
    builds.timers.start("build-timers");
    return builds;
  }

  /**
   * For a simulation, which gives {@code turns} a thread itself and calls {@link #bringDueTimers}.
   */
  public Builds(
      BuildStore store,
      Machines machines,
      Messenger messenger,
      InstantSource clock,
      Executor turns,
      int inMemory) {
    this(store, machines, messenger, clock, new EngineRules(), turns, inMemory);
  }

  Builds(
      BuildStore store,
      Machines machines,
      Messenger messenger,
      InstantSource clock,
      BuildRules rules,
      Executor turns,
      int inMemory) {
    this.store = new WatchedStore(store, watches);
    this.clock = clock;
    this.timers = new TimerClock<>(clock, this::due);
    var outside = new Outside(machines, messenger, timers, this::postFromWithin, watches);
    var runner = new BuildRunner(rules, this.store, outside, listeners, watches, clock);
    this.live = new Residents<>(inMemory, id -> new BuildMailbox(new LiveState(id), turns, runner));
  }

  /**
   * Puts a build into motion that was committed together with what let it in.
   *
   * @param first the commit by which it began
   * @return the build once its effects are on their way
   */
  public CompletableFuture<Build> begin(BuildCommit first) {
    return postWithoutLimit(first.after().id(), new Letter.Errand.Begin(first));
  }

  /** Has a build that exists do what it was to do, if that was not done; answers it. */
  public CompletableFuture<Build> resume(BuildId build) {
    return postWithoutLimit(build, new Letter.Errand.Resume());
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

  /** A page of builds, newest first. */
  public BuildPage list(BuildQuery query) {
    return store.list(query);
  }

  /** What a list shows of one build. */
  public Optional<BuildSummary> summary(BuildId build) {
    return store.summary(build);
  }

  /** As {@link StoredBuilds#earlier}. */
  public List<EarlierExecution> earlier(BuildId build) {
    return store.earlier(build);
  }

  /** As {@link StoredBuilds#activity}. */
  public Map<PipelineId, PipelineActivity> activity(Set<PipelineId> pipelines) {
    return store.activity(pipelines);
  }

  /**
   * Puts a remark on a build in place of what there is; empty: none any more.
   *
   * @throws UnknownBuild if there is none with this id
   */
  public void remark(BuildId build, String text) {
    if (!store.remark(build, text)) {
      throw new UnknownBuild(build);
    }
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

  /** Tells {@code watch} from now on how the loop does. */
  public void watch(LoopWatch watch) {
    watches.add(watch);
  }

  /** How much lies before the loop now. */
  public LoopLoad load() {
    List<BuildMailbox> mailboxes = live.all();
    int[] waiting = mailboxes.stream().mapToInt(BuildMailbox::waiting).toArray();
    return new LoopLoad(
        mailboxes.size(), IntStream.of(waiting).sum(), IntStream.of(waiting).max().orElse(0));
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
      var resumed = new LinkedHashMap<BuildId, CompletableFuture<Build>>();
      for (BuildId id : unfinished.subList(from, to)) {
        resumed.put(id, post(id, new Letter.Errand.Resume()));
      }
      resumed.forEach(Builds::awaitOrLog);
    }
  }

  /** As {@link #send}, without waiting. */
  public CompletableFuture<Build> sendLater(BuildId build, BuildEvent event) {
    return post(build, new Letter.Errand.Apply(event));
  }

  /** As {@link #send}, for what the platform itself says: no mailbox is too full for it. */
  public CompletableFuture<Build> tell(BuildId build, BuildEvent event) {
    return postWithoutLimit(build, new Letter.Errand.Apply(event));
  }

  /** As {@link #tell}; empty when there is no such build, which then hears nothing. */
  public CompletableFuture<Optional<Build>> tellIfKnown(BuildId build, BuildEvent event) {
    return tell(build, event).thenApply(Optional::of).exceptionally(Builds::noneIfUnknown);
  }

  private static Optional<Build> noneIfUnknown(Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    if (cause instanceof UnknownBuild) {
      return Optional.empty();
    }
    throw failure instanceof RuntimeException same ? same : new CompletionException(failure);
  }

  /** As {@link #recover}, without waiting. */
  public void recoverLater() {
    for (BuildId id : store.unfinished()) {
      var _ = post(id, new Letter.Errand.Resume());
    }
  }

  /** Brings the timers that are due; {@link #open} has a thread for it. */
  public void bringDueTimers() {
    timers.bringDue();
  }

  /** When the next timer is due. */
  public Optional<Instant> nextDue() {
    return timers.nextDue();
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

  private CompletableFuture<Build> postWithoutLimit(BuildId build, Letter.Errand errand) {
    return post(build, errand, Integer.MAX_VALUE);
  }

  private void postFromWithin(BuildId build, Letter.Errand errand) {
    var _ = postWithoutLimit(build, errand);
  }

  private void due(BuildId build, Due due) {
    if (due.errand() instanceof Letter.Errand.Fire(var timer)) {
      var late = Duration.between(timer.due(), clock.instant());
      watches.tell(watch -> watch.brought(late));
    }
    var _ =
        postWithoutLimit(build, due.errand())
            .whenComplete((_, failure) -> {
              if (failure != null) {
                log.atWarn()
                    .addKeyValue("build", build)
                    .addKeyValue("due", due.key())
                    .setCause(failure)
                    .log("what was due could not be done and will be again");
                timers.setAgain(build, due.key(), AGAIN_AFTER, due);
              }
            });
  }

  private static void awaitOrLog(BuildId build, CompletableFuture<Build> resumed) {
    try {
      var _ = await(resumed);
    } catch (RuntimeException failure) {
      log.atError()
          .addKeyValue("build", build)
          .setCause(failure)
          .log("a build could not be taken up");
    }
  }

  private static Build await(CompletableFuture<Build> answer) {
    try {
      return Answers.await(answer, LONGEST_WAIT);
    } catch (Answers.NoAnswer none) {
      throw new StoreUnavailable("not committed, as far as is known", none);
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
