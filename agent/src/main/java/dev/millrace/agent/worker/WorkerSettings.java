package dev.millrace.agent.worker;

import dev.millrace.agent.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a worker is told about its machine.
 *
 * @param workspaceRoot where it makes a workspace when the job names none
 * @param temporaryFolder where it keeps files of its own while a job runs
 * @param environment that every process gets, under the build's variables
 * @param killGrace between asking processes to end and killing them
 * @param patience with a server that can't answer
 * @param spoolMaxBytes of log kept on disk for a job while the server is away
 */
public record WorkerSettings(
    Path workspaceRoot,
    Path temporaryFolder,
    Map<String, String> environment,
    Duration killGrace,
    Patience patience,
    long spoolMaxBytes) {
  private static final String OURS = "MILLRACE_";
  private static final String MARKER = "MILLRACE_TASK";

  public WorkerSettings {
    environment = Map.copyOf(environment);
  }

  /**
   * The defaults. Builds get this process's environment without the variables of ours, which may
   * configure a server with secrets.
   */
  public static WorkerSettings in(Path workspaceRoot) {
    var environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith(OURS) && !name.equals(MARKER));
    return new WorkerSettings(
        workspaceRoot,
        Path.of(System.getProperty("java.io.tmpdir")),
        environment,
        Duration.ofSeconds(5),
        Patience.DEFAULT,
        256L * 1024 * 1024);
  }

  /** The same with another grace. */
  public WorkerSettings withKillGrace(Duration grace) {
    return new WorkerSettings(
        workspaceRoot, temporaryFolder, environment, grace, patience, spoolMaxBytes);
  }

  /** The same with another patience. */
  public WorkerSettings withPatience(Patience other) {
    return new WorkerSettings(
        workspaceRoot, temporaryFolder, environment, killGrace, other, spoolMaxBytes);
  }

  /** The same with another environment. */
  public WorkerSettings withEnvironment(Map<String, String> other) {
    return new WorkerSettings(
        workspaceRoot, temporaryFolder, other, killGrace, patience, spoolMaxBytes);
  }
}
