package dev.millrace.server;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.protocol.WorkerEndpoint;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.builds.calls.CallablePipelines;
import dev.millrace.server.builds.queues.BuildQueues;
import dev.millrace.server.builds.sql.SqlBuildStore;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.file.FileBuildLogs;
import dev.millrace.server.workers.TaskSurroundings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

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
  private final LocalEngine engine;

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
    this.engine =
        new LocalEngine(
            store,
            CallablePipelines.NONE,
            logs,
            new LocalSources(workingTree),
            TaskSurroundings.NONE,
            clock,
            machines);
  }

  public Builds builds() {
    return engine.builds();
  }

  /** Where builds are started. */
  public BuildQueues queues() {
    return engine.queues();
  }

  public BuildLogs logs() {
    return logs;
  }

  /** The server as workers see it. */
  public WorkerEndpoint workers() {
    return engine.workers();
  }

  /** Builds that a process before this one left unfinished, oldest first. */
  public List<BuildId> interrupted() {
    return engine.interrupted();
  }

  /**
   * Goes on with what a process before left unfinished. Workers lived in that process, so the jobs
   * they ran have lost them, and the rules say what that means.
   */
  public void resume() {
    engine.resume();
  }

  /** Ends what a process before left unfinished, with that as the reason. */
  public void endInterrupted() {
    engine.resumeAfter(id -> {
      var _ = builds().send(id, INTERRUPTED);
    });
  }

  /** Whether a build was ended so; who did it may have died before it could go on with it. */
  public static boolean hasEndedInterrupted(Build build) {
    return build.status() == BuildStatus.CANCELED
        && build.cancel().filter(cancel -> cancel.by().equals(BY_NOBODY)).isPresent();
  }

  /** Ends the workers, then lets go of everything. What was acknowledged stays. */
  @Override
  public void close() {
    engine.close();
    logs.close();
    store.close();
    folder.close();
  }
}
