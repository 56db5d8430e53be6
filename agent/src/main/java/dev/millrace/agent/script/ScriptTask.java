package dev.millrace.agent.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.agent.process.CannotStart;
import dev.millrace.agent.process.Command;
import dev.millrace.agent.process.CommandEnd;
import dev.millrace.agent.task.TaskContext;
import dev.millrace.agent.task.TaskEnd;
import dev.millrace.agent.task.TaskValues;
import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.ErrorKind;
import dev.millrace.protocol.TaskAction.RunScript;
import dev.millrace.wording.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/** Runs one script. */
public final class ScriptTask {
  /** More than the values a task may set can have. */
  private static final long RECORDS_MAX_BYTES = 8L * 1024 * 1024;

  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final TaskContext context;
  private final RunScript action;
  private final Path scriptFile;
  private final Path setFile;
  private final Path gateFile;
  private final Path variablesFile;

  /** A script to run in this context. */
  public ScriptTask(TaskContext context, RunScript action) {
    this.context = context;
    this.action = action;
    var folder = context.privateFolder();
    this.scriptFile =
        folder.resolve("script" + (action.shell().equals("pwsh") ? ".ps1" : fileEnding()));
    this.setFile = folder.resolve("set");
    this.gateFile = folder.resolve("gate");
    this.variablesFile = folder.resolve("variables");
  }

  private String fileEnding() {
    return action.shell().equals("python") ? ".py" : ".sh";
  }

  /**
   * Runs it.
   *
   * @throws IOException when the machine does not take or give the files needed
   */
  public TaskEnd run() throws IOException {
    Interpreter interpreter;
    // As BK-CI: a script edited on Windows shall run all the same.
    var script = action.script().replace("\r", "").replace(BYTE_ORDER_MARK, "");
    try {
      interpreter = Interpreter.of(action.shell(), script, context.environment());
    } catch (Interpreter.Missing missing) {
      return missing.machineLacksIt()
          ? TaskEnd.machineUnfit(missing.reason())
          : TaskEnd.invalid(missing.reason());
    }
    try {
      Files.writeString(scriptFile, scriptText(interpreter, script));
      return end(context.run(command(interpreter)));
    } catch (CannotStart cannot) {
      return TaskEnd.machineUnfit(cannot.reason());
    } finally {
      readBack();
    }
  }

  private String scriptText(Interpreter interpreter, String script) {
    // PowerShell goes on after an error unless told, and forgets the exit code of programs.
    return switch (interpreter.kind()) {
      case SHELL, FILE -> script;
      case POWERSHELL ->
          (action.continueAfterErrors() ? "" : "$ErrorActionPreference = 'Stop'\n")
              + script
              + "\nif (Test-Path variable:global:LASTEXITCODE) { exit $LASTEXITCODE }\n";
    };
  }

  private Command command(Interpreter interpreter) throws IOException {
    var environment = new HashMap<>(context.environment());
    environment.put("DEVOPS_BUILD_SCRIPT_FILE", scriptFile.toString());
    var parted = ScriptEnvironment.of(environment);
    var arguments = new ArrayList<>(interpreter.command());
    if (interpreter.kind() == Interpreter.Kind.SHELL) {
      arguments.addAll(List.of("-c", prelude(parted), scriptFile.toString()));
    } else {
      arguments.add(scriptFile.toString());
      parted.tooBig().keySet().forEach(this::warnOfMissing);
    }
    return new Command(arguments, parted.passed(), context.workspace());
  }

  private String prelude(ScriptEnvironment parted) throws IOException {
    var file = "";
    if (!parted.tooBig().isEmpty()) {
      Files.writeString(variablesFile, ShellPrelude.assignments(parted.tooBig()));
      parted.tooBig().keySet().forEach(this::warnOfSize);
      file = variablesFile.toString();
    }
    return ShellPrelude.text(
        !action.continueAfterErrors(), setFile, gateFile, file, context.log().language());
  }

  private void warnOfSize(String name) {
    context.log().warn(ScriptWording.VARIABLE_NOT_EXPORTED.of(name));
  }

  private void warnOfMissing(String name) {
    context.log().warn(ScriptWording.VARIABLE_NOT_SET.of(name));
  }

  private TaskEnd end(CommandEnd end) {
    if (end.stopped().isPresent()) {
      return TaskEnd.stopped(end.stopped().get());
    }
    if (end.exitCode() == 0) {
      return TaskEnd.SUCCEEDED;
    }
    var exitCode = OptionalInt.of(end.exitCode());
    return context
        .values()
        .ownError()
        .map(own ->
            new TaskEnd.Failure(
                ErrorKind.USER, own.code(), Sentence.verbatim(own.message()), exitCode))
        .map(TaskEnd::failed)
        .orElseGet(() ->
            TaskEnd.failed(
                new TaskEnd.Failure(
                    ErrorKind.USER, ErrorCodes.SCRIPT_FAILED, ended(end.exitCode()), exitCode)));
  }

  private static Sentence ended(int exitCode) {
    return switch (exitCode) {
      case 126 -> ScriptWording.ENDED_FOR.of(exitCode, ScriptWording.CANNOT_EXECUTE.of());
      case 127 -> ScriptWording.ENDED_FOR.of(exitCode, ScriptWording.COMMAND_NOT_FOUND.of());
      case 137 -> ScriptWording.ENDED_FOR.of(exitCode, ScriptWording.KILLED.of());
      case 139 -> ScriptWording.ENDED_FOR.of(exitCode, ScriptWording.SEGMENTATION_FAULT.of());
      default -> ScriptWording.ENDED.of(exitCode);
    };
  }

  private void readBack() throws IOException {
    TaskValues values = context.values();
    readRecords(setFile, "\0", values::setVariable);
    readRecords(gateFile, "\0", values::setGateValue);
    // Scripts that know BK-CI's files write to them themselves.
    readRecords(
        context.workspace().resolve(context.buildId() + "-result.log"), "\n", values::setVariable);
    readRecords(context.workspace().resolve("gatewayValueFile.ini"), "\n", values::setGateValue);
    for (var file : List.of(scriptFile, setFile, gateFile, variablesFile)) {
      Files.deleteIfExists(file);
    }
  }

  private void readRecords(Path file, String end, BiConsumer<String, String> set)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    if (Files.size(file) > RECORDS_MAX_BYTES) {
      context.log().warn(ScriptWording.VALUES_TOO_LARGE.of(file));
      Files.delete(file);
      return;
    }
    for (var record : new String(Files.readAllBytes(file), UTF_8).split(end, -1)) {
      int split = record.indexOf('=');
      if (split > 0) {
        set.accept(record.substring(0, split).strip(), record.substring(split + 1));
      }
    }
    Files.deleteIfExists(file);
  }
}
