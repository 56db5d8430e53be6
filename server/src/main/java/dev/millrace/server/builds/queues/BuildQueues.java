package dev.millrace.server.builds.queues;

import dev.millrace.engine.BuildLifecycle;
import dev.millrace.engine.QueueChoice;
import dev.millrace.engine.StartCheck;
import dev.millrace.engine.StartRefused;
import dev.millrace.engine.Transition;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.queue.BuildQueue;
import dev.millrace.engine.queue.PipelineNumbers;
import dev.millrace.engine.queue.QueueEffect;
import dev.millrace.engine.queue.QueueEffect.ToBuild;
import dev.millrace.engine.queue.QueueEvent;
import dev.millrace.engine.queue.QueueLifecycle;
import dev.millrace.engine.queue.QueueSettings;
import dev.millrace.engine.queue.QueueTransition;
import dev.millrace.engine.queue.StartAnswer;
import dev.millrace.engine.queue.WaitingBuild;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.QueueId;
import dev.millrace.engine.state.Queueing;
import dev.millrace.server.builds.BuildCommit;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.builds.ServerReason;
import dev.millrace.server.builds.arbiters.ArbiterStep;
import dev.millrace.server.builds.arbiters.ArbiterStore;
import dev.millrace.server.builds.arbiters.Arbiters;
import dev.millrace.server.builds.arbiters.Courier;
import dev.millrace.server.builds.arbiters.Decider;
import dev.millrace.server.builds.arbiters.Verdict;
import dev.millrace.server.builds.turns.Answers;
import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The queues of this process. Safe from any thread. What is answered about a start is on disk; a
 * build and its queue hear of each other by messages that survive a crash.
 */
public final class BuildQueues implements AutoCloseable {
  private final Builds builds;
  private final Numbering numbering;
  private final Arbiters<BuildQueue, QueueEvent, ToBuild> queues;

  /** Makes the loop of the queues; its courier is the room's own. */
  private interface Opening {
    Arbiters<BuildQueue, QueueEvent, ToBuild> open(Courier<ToBuild> courier);
  }

  /** Starts the loop on virtual threads. */
  public static BuildQueues open(ArbiterStore store, Builds builds, InstantSource clock) {
    return new BuildQueues(
        store, builds, courier -> Arbiters.open(new QueueKind(), store, courier, clock));
  }

  /** For a simulation, which gives {@code turns} a thread and brings what is due itself. */
  public BuildQueues(
      ArbiterStore store, Builds builds, InstantSource clock, Executor turns, int inMemory) {
    this(
        store,
        builds,
        courier -> new Arbiters<>(new QueueKind(), store, courier, clock, turns, inMemory));
  }

  private BuildQueues(ArbiterStore store, Builds builds, Opening opening) {
    this.builds = builds;
    this.numbering = new Numbering(store);
    this.queues = opening.open(this::deliver);
  }

  /** What comes of a request. */
  private sealed interface Answer {
    record Accepted(CompletableFuture<Build> begun) implements Answer {}

    record Known() implements Answer {}

    record Refused(Sentence reason) implements Answer {}
  }

  /**
   * Accepts a build, or refuses it. One that was accepted before with the same id is answered as it
   * is now. Blocks until that is durable, at most {@link Builds#LONGEST_WAIT}.
   *
   * @return the build, running or waiting
   * @throws StartRefused with the reasons; the same request may be taken later
   * @throws StoreUnavailable when it can't be stored now; may be repeated
   */
  public Build start(StartRequest request) {
    try {
      return Answers.await(startLater(request), Builds.LONGEST_WAIT);
    } catch (Answers.NoAnswer none) {
      throw new StoreUnavailable("not committed, as far as is known", none);
    }
  }

  /** As {@link #start}, without waiting; refuses at once or in the answer. */
  public CompletableFuture<Build> startLater(StartRequest request) {
    List<Sentence> problems = StartCheck.problemsOf(request.unnumbered());
    if (!problems.isEmpty()) {
      throw new StartRefused(problems);
    }
    Queueing queueing = QueueChoice.of(request.unnumbered(), request.project());
    return queues
        .decide(queueing.queue().value(), starting(request, queueing))
        .thenCompose(answer ->
            switch (answer) {
              case Answer.Accepted(var begun) -> begun;
              case Answer.Known() -> builds.resume(request.id());
              case Answer.Refused(var reason) ->
                  CompletableFuture.failedFuture(new StartRefused(List.of(reason)));
            });
  }

  private Decider<BuildQueue, QueueEvent, ToBuild, Answer> starting(
      StartRequest request, Queueing queueing) {
    QueueEvent event = wanted(request);
    return (queue, now, decision) -> {
      // Seldom, so that a start need not look for what is hardly ever there.
      if (decision > 1 && isKnown(request)) {
        return Verdict.of(ArbiterStep.to(queue), new Answer.Known());
      }
      if (isTakenBack(request)) {
        return Verdict.of(
            ArbiterStep.to(queue), new Answer.Refused(ServerReason.CALL_TAKEN_BACK.of()));
      }
      QueueTransition step = QueueLifecycle.on(queue, event, now);
      return switch (step.answer().orElseThrow()) {
        case StartAnswer.Admitted(), StartAnswer.Announced() ->
            accepted(request, queueing, step, now);
        case StartAnswer.Queued(var reason) ->
            accepted(request, queueing.because(Optional.of(reason)), step, now);
        case StartAnswer.Known() -> Verdict.of(ArbiterStep.to(queue), new Answer.Known());
        case StartAnswer.Refused(var reason) ->
            Verdict.of(
                ArbiterStep.to(queue),
                isKnown(request) ? new Answer.Known() : new Answer.Refused(reason));
      };
    };
  }

  /** Also of a build its queue knows nothing of: it is over, or waits for reviewers. */
  private boolean isKnown(StartRequest request) {
    return builds.find(request.id()).isPresent();
  }

  /** A call may have waited for this turn for longer than its task did. */
  private boolean isTakenBack(StartRequest request) {
    return request
        .caller()
        .filter(caller -> builds.find(caller.build()).filter(caller::isWaitingIn).isEmpty())
        .isPresent();
  }

  private static QueueEvent wanted(StartRequest request) {
    QueueSettings settings = QueueSettings.of(request.pipeline().concurrency());
    boolean unchanged = request.sourcesUnchanged();
    return request.triggerReviewers().isEmpty()
        ? new QueueEvent.StartRequested(request.id(), request.pipelineId(), settings, unchanged)
        : new QueueEvent.StartAnnounced(request.id(), request.pipelineId(), settings, unchanged);
  }

  /**
   * A build that waits in the queue has a reason to; another that is in the queue is let in by the
   * commit that accepts it.
   */
  private Verdict<BuildQueue, QueueEvent, ToBuild, Answer> accepted(
      StartRequest request, Queueing queueing, QueueTransition step, Instant now) {
    Numbering.Counted counted = numbering.of(request.pipelineId());
    PipelineNumbers numbers =
        counted.numbers().afterStart(request.pipeline(), request.numberAtLeast(), now);
    Transition first =
        BuildLifecycle.start(
            request.numbered(numbers.last(), queueing, numbers.given(request.pipeline())), now);
    if (first.next().status() == BuildStatus.QUEUE && queueing.reason().isEmpty()) {
      var admitted = new BuildEvent.BuildAdmitted(1, numbers.givenWhenAdmitted(request.pipeline()));
      first = followed(first, admitted, now);
    }
    BuildCommit commit = BuildCommit.begin(first);
    var begun = new CompletableFuture<Build>();
    return new Verdict<>(
        QueueKind.stepOf(step, message -> !isAdmissionOf(request.id(), message)),
        List.of(counted.to(numbers)),
        Optional.of(commit),
        () -> pass(builds.begin(commit), begun),
        new Answer.Accepted(begun));
  }

  private static Transition followed(Transition step, BuildEvent event, Instant now) {
    Transition next = BuildLifecycle.on(step.next(), event, now);
    List<Effect> effects = new ArrayList<>(step.effects());
    effects.addAll(next.effects());
    return new Transition(next.next(), effects);
  }

  private static boolean isAdmissionOf(BuildId build, ToBuild message) {
    return message instanceof QueueEffect.Admit && message.build().equals(build);
  }

  private static void pass(CompletableFuture<Build> from, CompletableFuture<Build> to) {
    var _ =
        from.whenComplete((build, failure) -> {
          if (failure == null) {
            to.complete(build);
          } else {
            to.completeExceptionally(failure);
          }
        });
  }

  /** Brings its queue what a build is now. */
  public CompletableFuture<?> send(Build from, long version, Effect.TellQueue message) {
    BuildId build = from.id();
    int attempt = message.attempt();
    String queue = from.queueing().queue().value();
    return switch (message.status()) {
      case QUEUE ->
          queues.tell(
              queue,
              new QueueEvent.PlaceRequested(
                  build,
                  from.queueing().pipeline(),
                  QueueSettings.of(from.pipeline().concurrency()),
                  attempt,
                  version));
      case PAUSE -> queues.tell(queue, new QueueEvent.BuildParked(build, attempt, version));
      case RUNNING -> queues.tell(queue, new QueueEvent.BuildResumed(build, attempt, version));
      case SUCCEED, FAILED, CANCELED, QUEUE_TIMEOUT, STAGE_SUCCESS -> {
        var ended = new QueueEvent.BuildEnded(build, attempt, version);
        boolean counts =
            message.status() == BuildStatus.SUCCEED
                && attempt == 1
                && PipelineNumbers.growsBySuccess(from.pipeline());
        yield counts ? queues.tell(queue, countingSuccess(from, ended)) : queues.tell(queue, ended);
      }
      case TRIGGER_REVIEWING ->
          throw new IllegalStateException(
              "build " + build + " is under review, which is nothing to its queue");
    };
  }

  /** A message that comes again finds the queue without the build, and counts nothing. */
  @SuppressWarnings("ReferenceEquality") // the very same queue is how the rules say "no change"
  private Decider<BuildQueue, QueueEvent, ToBuild, BuildQueue> countingSuccess(
      Build build, QueueEvent.BuildEnded ended) {
    return (queue, now, _) -> {
      QueueTransition step = QueueLifecycle.on(queue, ended, now);
      if (step.next() == queue) {
        return Verdict.of(ArbiterStep.to(queue), queue);
      }
      Numbering.Counted counted = numbering.of(build.queueing().pipeline());
      return new Verdict<>(
          QueueKind.stepOf(step, _ -> true),
          List.of(counted.to(counted.numbers().afterSuccess(build.pipeline()))),
          Optional.empty(),
          () -> {},
          step.next());
    };
  }

  private CompletableFuture<?> deliver(String queue, ToBuild message) {
    return builds
        .tellIfKnown(message.build(), eventOf(message))
        .thenCompose(build -> answered(queue, message, build));
  }

  private BuildEvent eventOf(ToBuild message) {
    return switch (message) {
      case QueueEffect.Admit(var build, var attempt) ->
          new BuildEvent.BuildAdmitted(attempt, versionFor(build, attempt));
      case QueueEffect.CancelBuild(_, var attempt, var reason) ->
          new BuildEvent.CancelledByQueue(attempt, reason);
      case QueueEffect.TimeOut(_, var attempt, var reason) ->
          new BuildEvent.QueueTimedOut(attempt, reason);
    };
  }

  /** A later attempt keeps the version of the first. */
  private OptionalLong versionFor(BuildId id, int attempt) {
    return builds
        .find(id)
        .filter(build -> attempt == 1 && PipelineNumbers.growsBySuccess(build.pipeline()))
        .map(build ->
            numbering.of(build.queueing().pipeline()).numbers().givenWhenAdmitted(build.pipeline()))
        .orElse(OptionalLong.empty());
  }

  /**
   * A slot given to a build that does not take it, because it is over or not there, is taken back:
   * else a message about its end that came before the one about its beginning would cost the slot.
   */
  private CompletableFuture<?> answered(String queue, ToBuild message, Optional<Build> build) {
    boolean holds =
        build
            .filter(found -> found.attempt() == message.attempt())
            .filter(found -> !found.status().isFinished())
            .isPresent();
    return message instanceof QueueEffect.Admit && !holds
        ? queues.tell(
            queue, new QueueEvent.BuildEnded(message.build(), message.attempt(), Long.MAX_VALUE))
        : CompletableFuture.completedFuture(build);
  }

  /** Why a build waits in its queue; empty when it does not. */
  public Optional<WaitingBuild> waiting(BuildId build) {
    return builds
        .find(build)
        .filter(found -> found.status() == BuildStatus.QUEUE)
        .flatMap(found -> WaitingBuild.find(find(found.queueing().queue()), build));
  }

  /** A queue as of its last commit. */
  public BuildQueue find(QueueId queue) {
    return queues.find(queue.value());
  }

  /** Takes up what a process before this one left; after the builds have been. */
  public void recover() {
    queues.recover();
  }

  /** As {@link #recover}, without waiting. */
  public void recoverLater() {
    var _ = queues.recoverLater();
  }

  /** Brings what is due; {@link #open} has a thread for it. */
  public void bringDueTimers() {
    queues.bringDueTimers();
  }

  /** When the next timer is due. */
  public Optional<Instant> nextDue() {
    return queues.nextDue();
  }

  @Override
  public void close() {
    queues.close();
  }
}
