package dev.millrace.server;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.builds.Machines;
import dev.millrace.server.builds.arbiters.ArbiterStore;
import dev.millrace.server.builds.calls.CallablePipelines;
import dev.millrace.server.builds.calls.Calls;
import dev.millrace.server.builds.mutexes.Mutexes;
import dev.millrace.server.builds.queues.BuildQueues;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Builds, and what decides between them, wired so that they hear of each other. */
public final class Arbitration implements AutoCloseable {
  private final Builds builds;
  private final BuildQueues queues;
  private final Mutexes mutexes;

  /** As the other, where no build can call a pipeline. */
  public static <S extends BuildStore & ArbiterStore> Arbitration open(
      S store, Machines machines, InstantSource clock) {
    return open(store, CallablePipelines.NONE, machines, clock);
  }

  /** Starts the loops on virtual threads. */
  public static <S extends BuildStore & ArbiterStore> Arbitration open(
      S store, CallablePipelines pipelines, Machines machines, InstantSource clock) {
    var wires = new Wires();
    Builds builds = Builds.open(store, machines, wires::send, clock);
    BuildQueues queues = BuildQueues.open(store, builds, clock);
    wires.calls = new Calls(pipelines, builds, queues);
    return new Arbitration(builds, queues, Mutexes.open(store, builds, clock), wires);
  }

  /** As the other, where no build can call a pipeline. */
  public static <S extends BuildStore & ArbiterStore> Arbitration simulated(
      S store, Machines machines, InstantSource clock, Executor turns, int inMemory) {
    return simulated(store, CallablePipelines.NONE, machines, clock, turns, inMemory);
  }

  /**
   * For a simulation, which gives {@code turns} a thread itself and calls {@link #bringDueTimers}.
   */
  public static <S extends BuildStore & ArbiterStore> Arbitration simulated(
      S store,
      CallablePipelines pipelines,
      Machines machines,
      InstantSource clock,
      Executor turns,
      int inMemory) {
    var wires = new Wires();
    var builds = new Builds(store, machines, wires::send, clock, turns, inMemory);
    var queues = new BuildQueues(store, builds, clock, turns, inMemory);
    wires.calls = new Calls(pipelines, builds, queues);
    return new Arbitration(
        builds, queues, new Mutexes(store, builds, clock, turns, inMemory), wires);
  }

  private Arbitration(Builds builds, BuildQueues queues, Mutexes mutexes, Wires wires) {
    this.builds = builds;
    this.queues = queues;
    this.mutexes = mutexes;
    wires.queues = queues;
    wires.mutexes = mutexes;
  }

  public Builds builds() {
    return builds;
  }

  public BuildQueues queues() {
    return queues;
  }

  public Mutexes mutexes() {
    return mutexes;
  }

  /** Takes up what a process before this one left. Called once, before anything else. */
  public void recover() {
    builds.recover();
    queues.recover();
    mutexes.recover();
  }

  /** As {@link #recover}, without waiting. */
  public void recoverLater() {
    builds.recoverLater();
    queues.recoverLater();
    mutexes.recoverLater();
  }

  /** Brings what is due; {@link #open} has threads for it. */
  public void bringDueTimers() {
    builds.bringDueTimers();
    queues.bringDueTimers();
    mutexes.bringDueTimers();
  }

  @Override
  public void close() {
    mutexes.close();
    queues.close();
    builds.close();
  }

  /** Brings messages to those who need the builds and so come after them. */
  private static final class Wires {
    // Set before the first message: there is none before a build is started or resumed.
    private volatile @Nullable BuildQueues queues;

    private volatile @Nullable Mutexes mutexes;

    private volatile @Nullable Calls calls;

    CompletableFuture<?> send(Build from, long version, Effect.Message message) {
      return switch (message) {
        case Effect.TellQueue tell -> Objects.requireNonNull(queues).send(from, version, tell);
        case Effect.AcquireMutex asked -> Objects.requireNonNull(mutexes).send(from.id(), asked);
        case Effect.ReleaseMutex done -> Objects.requireNonNull(mutexes).send(from.id(), done);
        case Effect.StartSubPipeline call -> Objects.requireNonNull(calls).send(from, call);
        case Effect.CancelSubPipeline call -> Objects.requireNonNull(calls).send(from, call);
        case Effect.TellParent news -> Objects.requireNonNull(calls).send(news);
      };
    }
  }
}
