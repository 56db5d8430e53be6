package dev.millrace.agent.worker;

import dev.millrace.agent.checkout.Checkout;
import dev.millrace.agent.log.LogShipper;
import dev.millrace.agent.log.Masker;
import dev.millrace.agent.log.TaskLog;
import dev.millrace.agent.process.JobProcesses;
import dev.millrace.agent.process.StopSignal;
import dev.millrace.agent.script.ScriptTask;
import dev.millrace.agent.task.TaskCommands;
import dev.millrace.agent.task.TaskContext;
import dev.millrace.agent.task.TaskEnd;
import dev.millrace.agent.task.TaskValues;
import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.ErrorKind;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.JobStart;
import dev.millrace.protocol.TaskAction;
import dev.millrace.protocol.TaskFailure;
import dev.millrace.protocol.TaskOrder;
import dev.millrace.protocol.TaskOutcome;
import dev.millrace.protocol.TaskReport;
import dev.millrace.wording.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the tasks of a job, one after the other, and makes their reports. */
final class TaskRuns {
  private static final Logger LOG = LoggerFactory.getLogger(TaskRuns.class);
  private static final int MESSAGE_MAX_CHARS = 4000;
  private static final Duration LAST_LINES = Duration.ofSeconds(3);

  private final JobLease lease;
  private final InstantSource time;
  private final JobFolders folders;
  private final LogShipper shipper;
  private final JobProcesses processes;
  private final TaskInputs inputs;
  private final List<Path> keptOut;

  /** Every secret the job has seen: a process of an earlier task may still print it. */
  private final Set<String> secrets = new LinkedHashSet<>();

  private Masker masker = Masker.NONE;

  TaskRuns(
      JobLease lease,
      WorkerSettings settings,
      TaskTexts texts,
      InstantSource time,
      JobFolders folders,
      JobStart start,
      LogShipper shipper,
      JobProcesses processes) {
    this.lease = lease;
    this.time = time;
    this.folders = folders;
    this.shipper = shipper;
    this.processes = processes;
    this.keptOut = new ArrayList<>(settings.keptOut());
    keptOut.add(settings.workspaceRoot());
    keptOut.add(settings.temporaryFolder());
    this.inputs = new TaskInputs(settings, lease, start, folders.workspace(), texts);
  }

  /**
   * Runs a task and sees its log home.
   *
   * @throws InterruptedException when the job stops before the log is home
   */
  TaskReport run(TaskOrder order, StopSignal stop, ConcurrentHashMap<String, Double> progress)
      throws InterruptedException {
    var commands = new TaskCommands();
    var log =
        new TaskLog(
            shipper, order.taskId(), order.attempt(), order.retry(), time, commands, masker);
    var values = new TaskValues(order, log, progress);
    commands.connect(values, log::warn);
    hideSecrets(order, log);

    var end = guarded(order, stop, log, values);
    commands.end();
    end.failure().ifPresent(failure -> log.error(failure.why()));

    return report(order, end, values, log, finish(log));
  }

  private void hideSecrets(TaskOrder order, TaskLog log) {
    boolean grown = false;
    for (var secret : TaskInputs.secrets(order).entrySet()) {
      if (secrets.add(secret.getValue())) {
        grown = true;
        if (Masker.isTooShort(secret.getValue())) {
          log.warn(WorkerWording.SECRET_TOO_SHORT.of(secret.getKey()));
        }
      }
    }
    if (grown) {
      masker = Masker.of(secrets);
      log.maskWith(masker);
    }
  }

  private TaskEnd guarded(TaskOrder order, StopSignal stop, TaskLog log, TaskValues values) {
    try {
      var early = stop.reason();
      if (early.isPresent()) {
        return TaskEnd.stopped(early.get());
      }
      var end = execute(order, stop, log, values);
      boolean byItself =
          end.outcome() == TaskOutcome.SUCCEEDED || end.outcome() == TaskOutcome.FAILED;
      return byItself ? values.fault().map(TaskEnd::invalid).orElse(end) : end;
    } catch (TaskTexts.InvalidText invalid) {
      return TaskEnd.invalid(invalid.reason());
    } catch (IOException failure) {
      return TaskEnd.machineUnfit(
          WorkerWording.FILE_FAULT.of().because(JobFolders.describe(failure)));
    } catch (RuntimeException bug) {
      LOG.atError().setCause(bug).addKeyValue("task", order.taskId()).log("a task failed by a bug");
      return TaskEnd.failed(
          TaskEnd.Failure.of(
              ErrorKind.SYSTEM,
              ErrorCodes.WORKER_FAULT,
              WorkerWording.WORKER_FAULT.of().because(Sentence.verbatim(bug.toString()))));
    }
  }

  private TaskEnd execute(TaskOrder order, StopSignal stop, TaskLog log, TaskValues values)
      throws IOException {
    var context =
        new TaskContext(
            order,
            folders.workspace(),
            folders.privateFolder(),
            keptOut,
            inputs.environment(order),
            lease.buildId(),
            log,
            values,
            processes,
            stop);
    return switch (inputs.replaced(order)) {
      case TaskAction.RunScript script -> {
        values.setVariable(inputs.osName(), TaskInputs.OS);
        yield new ScriptTask(context, script).run();
      }
      case TaskAction.Checkout checkout -> new Checkout(context, checkout).run();
      case TaskAction.RunPlugin plugin ->
          TaskEnd.invalid(WorkerWording.PLUGIN_UNKNOWN.of(plugin.code(), plugin.version()));
    };
  }

  private static long finish(TaskLog log) throws InterruptedException {
    try {
      return log.finish();
    } catch (InterruptedException stop) {
      log.finishWithin(LAST_LINES);
      throw stop;
    }
  }

  private static TaskReport report(
      TaskOrder order, TaskEnd end, TaskValues values, TaskLog log, long lost) {
    return new TaskReport(
        order.taskId(),
        order.attempt(),
        order.retry(),
        end.outcome(),
        end.failure().map(failure -> shown(failure.in(log.language()), log.masker())),
        values.variables(),
        values.outputs(),
        values.gateValues(),
        Optional.of(values).flatMap(TaskValues::remark),
        lost);
  }

  private static TaskFailure shown(TaskFailure failure, Masker masker) {
    return new TaskFailure(
        failure.kind(),
        failure.code(),
        shown(failure.message(), masker),
        shown(failure.english(), masker),
        failure.exitCode());
  }

  private static String shown(String text, Masker masker) {
    var masked = masker.mask(text);
    return masked.substring(0, Math.min(masked.length(), MESSAGE_MAX_CHARS));
  }
}
