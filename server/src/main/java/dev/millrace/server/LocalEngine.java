package dev.millrace.server;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.WorkerEndpoint;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.builds.Machines;
import dev.millrace.server.builds.ServerReason;
import dev.millrace.server.builds.arbiters.JointStore;
import dev.millrace.server.builds.calls.CallablePipelines;
import dev.millrace.server.builds.queues.BuildQueues;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.workers.CheckoutSources;
import dev.millrace.server.workers.LocalWorkers;
import dev.millrace.server.workers.TaskSurroundings;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds, wired with workers in this process. Opening it starts nothing: what a process before left
 * unfinished is gone on with by {@link #resume}.
 */
final class LocalEngine implements AutoCloseable {
  private final Arbitration arbitration;
  private final LocalWorkers workers;
  private final LocalMachines machines;

  /**
   * Wires them.
   *
   * @param around what tasks find in their environment besides what their pipeline says
   * @param machines makes what runs workers; they reach the builds by the endpoint it is given
   */
  LocalEngine(
      JointStore store,
      CallablePipelines pipelines,
      BuildLogs logs,
      CheckoutSources sources,
      TaskSurroundings around,
      InstantSource clock,
      Function<WorkerEndpoint, LocalMachines> machines) {
    var effects = new Effects();
    this.arbitration = Arbitration.open(store, pipelines, effects, clock);
    this.workers = new LocalWorkers(arbitration.builds(), logs, sources, around);
    this.machines = machines.apply(workers);
    effects.engine = this;
  }

  Builds builds() {
    return arbitration.builds();
  }

  BuildQueues queues() {
    return arbitration.queues();
  }

  WorkerEndpoint workers() {
    return workers;
  }

  /** Builds that a process before this one left unfinished, oldest first. */
  List<BuildId> interrupted() {
    return builds().unfinished().stream()
        .filter(id -> builds().find(id).filter(build -> !build.status().isFinished()).isPresent())
        .toList();
  }

  /**
   * Goes on with what a process before left unfinished. Workers lived in that process, so the jobs
   * they ran have lost them, and the rules say what that means.
   */
  void resume() {
    List<Lost> lost = lostWorkers();
    arbitration.recover();
    lost.forEach(this::report);
  }

  /** Does something to each interrupted build before anything goes on. */
  void resumeAfter(Consumer<BuildId> first) {
    List<Lost> lost = lostWorkers();
    interrupted().forEach(first);
    lost.forEach(this::report);
    // What they did not get to tell each other.
    arbitration.recover();
  }

  /** A worker that lived in a process before. */
  private record Lost(BuildId build, BuildEvent event) {}

  /** To be asked before anything goes on: a job that goes on has a worker of this process. */
  private List<Lost> lostWorkers() {
    return interrupted().stream()
        .map(id -> builds().find(id).orElseThrow())
        .flatMap(LocalEngine::lostWorkersOf)
        .toList();
  }

  private static Stream<Lost> lostWorkersOf(Build build) {
    return build.stages().stream()
        .flatMap(stage -> stage.jobs().stream())
        .filter(job -> job.status() == JobStatus.RUNNING)
        .map(job -> new Lost(build.id(), lost(job)));
  }

  private void report(Lost worker) {
    var _ = builds().send(worker.build(), worker.event());
  }

  private static BuildEvent lost(JobState job) {
    return new BuildEvent.WorkerLost(
        job.id(),
        job.attempt(),
        job.fence(),
        Failure.of(
            FailureKind.BUILD_MACHINE, ErrorCodes.MACHINE_LOST, ServerReason.PROCESS_ENDED.of()));
  }

  /** Ends the workers, then the loops. What was acknowledged stays. */
  @Override
  public void close() {
    machines.close();
    workers.close();
    arbitration.close();
  }

  /** Brings effects to workers and machines, which need the builds and so come after them. */
  private static final class Effects implements Machines {
    /** Set before the first effect: there is none before a build is accepted or resumed. */
    private volatile @Nullable LocalEngine engine;

    @Override
    public void prepare(BuildId build, Effect.PrepareMachine wanted) {
      engine().machines.prepare(lease(build, wanted.job(), wanted.attempt(), wanted.fence()));
    }

    @Override
    public void stop(BuildId build, Effect.StopTask wanted) {
      engine().workers.stop(build, wanted);
    }

    @Override
    public void release(BuildId build, Effect.ReleaseMachine wanted) {
      JobLease lease = lease(build, wanted.job(), wanted.attempt(), wanted.fence());
      engine().workers.release(lease);
      engine().machines.release(lease);
    }

    private LocalEngine engine() {
      return Objects.requireNonNull(engine);
    }

    private static JobLease lease(BuildId build, JobId job, int attempt, long fence) {
      return new JobLease(build.value(), job.value(), attempt, fence);
    }
  }
}
