package dev.millrace.agent.worker;

import dev.millrace.agent.Patience;
import dev.millrace.wording.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a worker is told about its machine.
 *
 * @param workspaceRoot where it makes a workspace when the job names none
 * @param temporaryFolder where it keeps files of its own while a job runs, ours or root's; made if
 *     only itself is missing. Keep to one for all workers of a machine: what a dead one left behind
 *     is looked for there, see {@link Leftovers}
 * @param environment that every process gets, under the build's variables
 * @param killGrace between asking processes to end and killing them
 * @param patience with a server that can't answer
 * @param spoolMaxBytes of log kept on disk for a job while the server is away
 * @param keptOut folders that are no part of any sources they lie in, as the worker's own are not:
 *     such as where a server on this machine keeps its state
 * @param language in which it tells people about tasks, in their logs and failures
 */
public record WorkerSettings(
    Path workspaceRoot,
    Path temporaryFolder,
    Map<String, String> environment,
    Duration killGrace,
    Patience patience,
    long spoolMaxBytes,
    List<Path> keptOut,
    Language language) {
  private static final String OURS = "MILLRACE_";
  private static final String MARKER = "MILLRACE_TASK";

  public WorkerSettings {
    environment = Map.copyOf(environment);
    keptOut = List.copyOf(keptOut);
  }

  /**
   * The defaults, in English. Builds get this process's environment without the variables of ours,
   * which may configure a server with secrets.
   */
  public static WorkerSettings in(Path workspaceRoot) {
    var environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith(OURS) && !name.equals(MARKER));
    return new WorkerSettings(
        workspaceRoot,
        Path.of(System.getProperty("java.io.tmpdir"), "millrace-" + user()),
        environment,
        Duration.ofSeconds(5),
        Patience.DEFAULT,
        256L * 1024 * 1024,
        List.of(),
        Language.ENGLISH);
  }

  /** Each user's own: the machine's folder for temporary files is everybody's. */
  private static String user() {
    return System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
  }

  /** The same with another grace. */
  public WorkerSettings withKillGrace(Duration grace) {
    return new WorkerSettings(
        workspaceRoot,
        temporaryFolder,
        environment,
        grace,
        patience,
        spoolMaxBytes,
        keptOut,
        language);
  }

  /** The same with another patience. */
  public WorkerSettings withPatience(Patience other) {
    return new WorkerSettings(
        workspaceRoot,
        temporaryFolder,
        environment,
        killGrace,
        other,
        spoolMaxBytes,
        keptOut,
        language);
  }

  /** The same with another temporary folder. */
  public WorkerSettings withTemporaryFolder(Path other) {
    return new WorkerSettings(
        workspaceRoot, other, environment, killGrace, patience, spoolMaxBytes, keptOut, language);
  }

  /** The same with another environment. */
  public WorkerSettings withEnvironment(Map<String, String> other) {
    return new WorkerSettings(
        workspaceRoot,
        temporaryFolder,
        other,
        killGrace,
        patience,
        spoolMaxBytes,
        keptOut,
        language);
  }

  /** The same with other folders kept out of sources. */
  public WorkerSettings withKeptOut(List<Path> others) {
    return new WorkerSettings(
        workspaceRoot,
        temporaryFolder,
        environment,
        killGrace,
        patience,
        spoolMaxBytes,
        others,
        language);
  }

  /** The same with another language. */
  public WorkerSettings withLanguage(Language other) {
    return new WorkerSettings(
        workspaceRoot,
        temporaryFolder,
        environment,
        killGrace,
        patience,
        spoolMaxBytes,
        keptOut,
        other);
  }
}
