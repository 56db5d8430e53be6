package dev.millrace.server.builds.mutexes;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.mutex.MutexClaim;
import dev.millrace.engine.mutex.MutexEvent;
import dev.millrace.engine.mutex.MutexGroup;
import dev.millrace.engine.mutex.MutexMessage;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.MutexRole;
import dev.millrace.engine.state.StageState;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.builds.arbiters.ArbiterStore;
import dev.millrace.server.builds.arbiters.Arbiters;
import dev.millrace.server.builds.arbiters.Courier;
import dev.millrace.server.builds.arbiters.StoredArbiters;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The mutexes of this process. Safe from any thread. A job and its mutex hear of each other by
 * messages that survive a crash.
 */
public final class Mutexes implements AutoCloseable {
  private static final MutexKind KIND = new MutexKind();

  private final Builds builds;
  private final Arbiters<MutexGroup, MutexEvent, MutexMessage> mutexes;

  /** Makes the loop of the mutexes; its courier is the room's own. */
  private interface Opening {
    Arbiters<MutexGroup, MutexEvent, MutexMessage> open(Courier<MutexMessage> courier);
  }

  /** Starts the loop on virtual threads. */
  public static Mutexes open(ArbiterStore store, Builds builds, InstantSource clock) {
    return new Mutexes(builds, courier -> Arbiters.open(KIND, store, courier, clock));
  }

  /** For a simulation, which gives {@code turns} a thread and brings what is due itself. */
  public Mutexes(
      ArbiterStore store, Builds builds, InstantSource clock, Executor turns, int inMemory) {
    this(builds, courier -> new Arbiters<>(KIND, store, courier, clock, turns, inMemory));
  }

  private Mutexes(Builds builds, Opening opening) {
    this.builds = builds;
    this.mutexes = opening.open(this::deliver);
  }

  /** Brings a mutex the request of a job. */
  public CompletableFuture<?> send(BuildId build, Effect.AcquireMutex asked) {
    var claim = new MutexClaim(build, asked.job(), asked.attempt(), asked.request());
    return tell(asked.mutex(), new MutexEvent.Asked(claim, asked.queueLength()));
  }

  /** Brings a mutex the news that a job needs it no more. */
  public CompletableFuture<?> send(BuildId build, Effect.ReleaseMutex released) {
    var claim = new MutexClaim(build, released.job(), released.attempt(), released.request());
    return tell(released.mutex(), new MutexEvent.Released(claim));
  }

  private CompletableFuture<MutexGroup> tell(MutexId mutex, MutexEvent event) {
    return mutexes.tell(MutexKind.nameOf(mutex), event);
  }

  /** What is granted to a job that does not take it, or is gone, is taken back. */
  private CompletableFuture<Optional<Build>> deliver(String name, MutexMessage message) {
    MutexClaim to = message.to();
    return builds
        .tellIfKnown(to.build(), eventOf(MutexKind.idOfName(name), message))
        .thenCompose(build ->
            message instanceof MutexMessage.Refuse || build.filter(to::isHeldIn).isPresent()
                ? CompletableFuture.completedFuture(build)
                : mutexes.tell(name, new MutexEvent.Released(to)).thenApply(_ -> build));
  }

  private static BuildEvent eventOf(MutexId mutex, MutexMessage message) {
    return switch (message) {
      case MutexMessage.Grant(var to) ->
          new BuildEvent.MutexGranted(to.job(), to.attempt(), to.request(), mutex);
      case MutexMessage.Refuse(var to, var reason) ->
          new BuildEvent.MutexRefused(to.job(), to.attempt(), to.request(), reason);
    };
  }

  /** A mutex as of its last commit; free where nobody ever asked for it. */
  public MutexGroup find(MutexId mutex) {
    return mutexes.find(MutexKind.nameOf(mutex));
  }

  /** A mutex as a store has it, for whoever looks from outside. */
  public static MutexGroup find(StoredArbiters store, MutexId mutex) {
    String name = MutexKind.nameOf(mutex);
    return KIND.read(name, store.load(KIND.idOf(name)));
  }

  /** The mutexes that jobs of this build wait for, as a store has them. */
  public static Map<MutexId, MutexGroup> awaited(StoredArbiters store, Build build) {
    var awaited = new HashMap<MutexId, MutexGroup>();
    for (StageState stage : build.stages()) {
      for (JobState job : stage.jobs()) {
        Optional<MutexRole> role = job.mutex();
        if (role.isPresent() && role.get().standing() == MutexRole.Standing.WAITS) {
          awaited.computeIfAbsent(role.get().mutex(), mutex -> find(store, mutex));
        }
      }
    }
    return awaited;
  }

  /** Takes up what a process before this one left; after the builds have been. */
  public void recover() {
    mutexes.recover();
  }

  /** As {@link #recover}, without waiting. */
  public void recoverLater() {
    var _ = mutexes.recoverLater();
  }

  /** Brings again what could not be delivered; {@link #open} has a thread for it. */
  public void bringDueTimers() {
    mutexes.bringDueTimers();
  }

  /** When the next is due. */
  public Optional<Instant> nextDue() {
    return mutexes.nextDue();
  }

  @Override
  public void close() {
    mutexes.close();
  }
}
