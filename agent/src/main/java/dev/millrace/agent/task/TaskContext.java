package dev.millrace.agent.task;

import dev.millrace.agent.log.TaskLog;
import dev.millrace.agent.process.CannotStart;
import dev.millrace.agent.process.Command;
import dev.millrace.agent.process.CommandEnd;
import dev.millrace.agent.process.JobProcesses;
import dev.millrace.agent.process.Output;
import dev.millrace.agent.process.StopSignal;
import dev.millrace.protocol.TaskOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What whoever runs a task is given.
 *
 * @param workspace the job's folder, absolute; exists
 * @param privateFolder for files of ours, readable by us alone; emptied when the job ends
 * @param keptOut folders that are no part of any sources they lie in, those of workers among them
 * @param environment of every process of the task, without what a kind of task adds
 * @param buildId of the build, as the wire knows it
 */
public record TaskContext(
    TaskOrder order,
    Path workspace,
    Path privateFolder,
    List<Path> keptOut,
    Map<String, String> environment,
    String buildId,
    TaskLog log,
    TaskValues values,
    JobProcesses processes,
    StopSignal stop) {
  public TaskContext {
    keptOut = List.copyOf(keptOut);
    environment = Map.copyOf(environment);
  }

  /**
   * Runs a command whose output is the task's log.
   *
   * @throws CannotStart when there is nothing to run
   */
  public CommandEnd run(Command command) {
    return run(command, log);
  }

  /**
   * Runs a command whose output goes elsewhere.
   *
   * @throws CannotStart when there is nothing to run
   */
  public CommandEnd run(Command command, Output output) {
    var end = processes.run(command, output, stop);
    log.endLine();
    if (end.outputHeldOpen()) {
      log.say(TaskWording.PROCESS_STAYS.of());
    }
    end.survivors()
        .forEach(survivor -> log.error(TaskWording.PROCESS_CANNOT_BE_KILLED.of(survivor)));
    return end;
  }
}
