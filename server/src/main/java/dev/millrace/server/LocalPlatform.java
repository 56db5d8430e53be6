package dev.millrace.server;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
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
import dev.millrace.server.builds.queues.BuildQueues;
import dev.millrace.server.builds.sql.SqlBuildStore;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.file.FileBuildLogs;
import dev.millrace.server.workers.LocalWorkers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of the server wired for one process without network: builds and logs in a state folder,
 * workers in the process. What {@code millrace run} stands on.
 *
 * <p>A folder is open in one process at a time. Opening it starts nothing: what a process before
 * left unfinished is either {@link #resume resumed} or {@link #endInterrupted ended}.
 */
public final class LocalPlatform implements AutoCloseable {
  private static final String BY_NOBODY = "interrupted";

  /** What is brought to a build to end it because its process is gone. */
  public static final BuildEvent INTERRUPTED = new BuildEvent.CancelRequested(BY_NOBODY, true);

  private final StateFolder folder;
  private final SqlBuildStore store;
  private final BuildLogs logs;
  private final Arbitration arbitration;
  private final LocalWorkers workers;
  private final LocalMachines machines;

  /**
   * Opens the state folder, which is made if it does not exist, readable by its owner only.
   *
   * @param workingTree what {@code checkout: self} means
   * @param machines makes what runs workers; they reach the platform by the endpoint it is given
   * @throws StateFolderInUse if another process has it open
   */
  public static LocalPlatform open(
      Path state,
      Path workingTree,
      InstantSource clock,
      Function<WorkerEndpoint, LocalMachines> machines) {
    StateFolder folder = StateFolder.open(state);
    try {
      return new LocalPlatform(folder, workingTree.toAbsolutePath(), clock, machines);
    } catch (RuntimeException failure) {
      folder.close();
      throw failure;
    }
  }

  /** Whether a process has the state folder open now. Asking hinders nobody. */
  public static boolean isOpen(Path state) {
    return StateFolder.isHeld(state);
  }

  private LocalPlatform(
      StateFolder folder,
      Path workingTree,
      InstantSource clock,
      Function<WorkerEndpoint, LocalMachines> machines) {
    this.folder = folder;
    this.store = new SqlBuildStore(SqliteDatabase.open(folder.database()));
    this.logs = FileBuildLogs.open(folder.logs());
    var effects = new Effects();
    this.arbitration = Arbitration.open(store, effects, clock);
    this.workers = new LocalWorkers(arbitration.builds(), logs, new LocalSources(workingTree));
    this.machines = machines.apply(workers);
    effects.platform = this;
  }

  public Builds builds() {
    return arbitration.builds();
  }

  /** Where builds are started. */
  public BuildQueues queues() {
    return arbitration.queues();
  }

  public BuildLogs logs() {
    return logs;
  }

  /** The server as workers see it. */
  public WorkerEndpoint workers() {
    return workers;
  }

  /** Builds that a process before this one left unfinished, oldest first. */
  public List<BuildId> interrupted() {
    return builds().unfinished().stream()
        .filter(id -> builds().find(id).filter(build -> !build.status().isFinished()).isPresent())
        .toList();
  }

  /**
   * Goes on with what a process before left unfinished. Workers lived in that process, so the jobs
   * they ran have lost them, and the rules say what that means.
   */
  public void resume() {
    List<Lost> lost = lostWorkers();
    arbitration.recover();
    lost.forEach(this::report);
  }

  /** Ends what a process before left unfinished, with that as the reason. */
  public void endInterrupted() {
    List<Lost> lost = lostWorkers();
    for (BuildId id : interrupted()) {
      builds().send(id, INTERRUPTED);
    }
    lost.forEach(this::report);
    // What they did not get to tell each other.
    arbitration.recover();
  }

  /** Whether a build was ended so; who did it may have died before it could go on with it. */
  public static boolean hasEndedInterrupted(Build build) {
    return build.status() == BuildStatus.CANCELED
        && build.cancel().filter(cancel -> cancel.by().equals(BY_NOBODY)).isPresent();
  }

  /** A worker that lived in a process before. */
  private record Lost(BuildId build, BuildEvent event) {}

  /** To be asked before anything goes on: a job that goes on has a worker of this process. */
  private List<Lost> lostWorkers() {
    return interrupted().stream()
        .map(id -> builds().find(id).orElseThrow())
        .flatMap(build ->
            build.stages().stream()
                .flatMap(stage -> stage.jobs().stream())
                .filter(job -> job.status() == JobStatus.RUNNING)
                .map(job -> new Lost(build.id(), lost(job))))
        .toList();
  }

  private void report(Lost worker) {
    builds().send(worker.build(), worker.event());
  }

  private static BuildEvent lost(JobState job) {
    return new BuildEvent.WorkerLost(
        job.id(),
        job.attempt(),
        job.fence(),
        Failure.of(
            FailureKind.BUILD_MACHINE, ErrorCodes.MACHINE_LOST, ServerReason.PROCESS_ENDED.of()));
  }

  /** Ends the workers, then lets go of everything. What was acknowledged stays. */
  @Override
  public void close() {
    machines.close();
    workers.close();
    arbitration.close();
    logs.close();
    store.close();
    folder.close();
  }

  /** Brings effects to workers and machines, which need the builds and so come after them. */
  private static final class Effects implements Machines {
    /** Set before the first effect: there is none before a build is accepted or resumed. */
    private volatile @Nullable LocalPlatform platform;

    @Override
    public void prepare(BuildId build, Effect.PrepareMachine wanted) {
      platform().machines.prepare(lease(build, wanted.job(), wanted.attempt(), wanted.fence()));
    }

    @Override
    public void stop(BuildId build, Effect.StopTask wanted) {
      platform().workers.stop(build, wanted);
    }

    @Override
    public void release(BuildId build, Effect.ReleaseMachine wanted) {
      JobLease lease = lease(build, wanted.job(), wanted.attempt(), wanted.fence());
      platform().workers.release(lease);
      platform().machines.release(lease);
    }

    private LocalPlatform platform() {
      return Objects.requireNonNull(platform);
    }

    private static JobLease lease(BuildId build, JobId job, int attempt, long fence) {
      return new JobLease(build.value(), job.value(), attempt, fence);
    }
  }
}
