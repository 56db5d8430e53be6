package dev.millrace.agent.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.agent.process.Command;
import dev.millrace.agent.process.CommandEnd;
import dev.millrace.agent.process.Output;
import dev.millrace.agent.process.Programs;
import dev.millrace.agent.task.TaskContext;
import dev.millrace.agent.task.TaskEnd;
import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.ErrorKind;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Runs git in one folder. */
final class Git {
  /** A list of files of a very large tree; more is a mistake. */
  private static final int ANSWER_MAX_BYTES = 512 * 1024 * 1024;

  /** A checkout can't go on; the end of its task is inside. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient TaskEnd end;

    Failed(TaskEnd end) {
      super(end.toString());
      this.end = end;
    }

    TaskEnd end() {
      return end;
    }
  }

  private final TaskContext context;
  private final String program;
  private final Path folder;
  private final Map<String, String> environment;

  private Git(TaskContext context, String program, Path folder, Map<String, String> environment) {
    this.context = context;
    this.program = program;
    this.folder = folder;
    this.environment = environment;
  }

  /** Git in this folder, with nobody's credentials. */
  static Git in(Path folder, TaskContext context) {
    var path = context.environment().getOrDefault("PATH", "");
    var program =
        Programs.find(path, "git")
            .orElseThrow(() -> new Failed(TaskEnd.machineUnfit(CheckoutWording.NO_GIT.of(path))));
    var environment = new HashMap<>(context.environment());
    // Set where the worker was started from a hook: they would lead git to another repository.
    List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
        .forEach(environment::remove);
    // Settings go on top of those found here; a count that is none holds nothing.
    environment.computeIfPresent(
        "GIT_CONFIG_COUNT", (_, count) -> count.matches("\\d{1,6}") ? count : null);
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_ASKPASS", "");
    return new Git(context, program.toString(), folder, environment);
  }

  /** The same in another folder. */
  Git in(Path other) {
    return new Git(context, program, other, environment);
  }

  /** The same with these credentials. */
  Git as(Credentials credentials) {
    var more = new HashMap<>(environment);
    more.putAll(credentials.environment());
    var helper = "credential." + credentials.site() + ".helper";
    // An empty helper forgets those that the machine configures.
    return new Git(context, program, folder, more)
        .configured(helper, "")
        .configured(helper, Credentials.helper());
  }

  /** The same with one more setting, over those of the machine and the repository. */
  Git configured(String key, String value) {
    var more = new HashMap<>(environment);
    int count = Integer.parseInt(more.getOrDefault("GIT_CONFIG_COUNT", "0"));
    more.put("GIT_CONFIG_COUNT", String.valueOf(count + 1));
    more.put("GIT_CONFIG_KEY_" + count, key);
    more.put("GIT_CONFIG_VALUE_" + count, value);
    return new Git(context, program, folder, more);
  }

  /** The same with one more environment variable. */
  Git with(String name, String value) {
    var more = new HashMap<>(environment);
    more.put(name, value);
    return new Git(context, program, folder, more);
  }

  /** Runs a command whose failure ends the checkout. */
  void run(String... arguments) {
    run(List.of(arguments));
  }

  /** Runs a command whose failure ends the checkout. */
  void run(List<String> arguments) {
    var end = context.run(command(arguments));
    stopIfStopped(end);
    if (end.exitCode() != 0) {
      throw new Failed(failure(arguments.getFirst(), end.exitCode()));
    }
  }

  /** Runs a command; whether it succeeded is the answer. What it says goes nowhere. */
  boolean succeeds(String... arguments) {
    return answer(arguments).isPresent();
  }

  /** What a command prints, without the last line break, if it succeeds. */
  Optional<String> answer(String... arguments) {
    return bytes(arguments)
        .map(bytes -> new String(bytes, UTF_8))
        .map(text -> text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
  }

  /** What a command prints, if it succeeds. Its complaints are not part of it. */
  Optional<byte[]> bytes(String... arguments) {
    var answer = new Answer();
    var end = context.run(command(List.of(arguments)).withoutErrors(), answer);
    stopIfStopped(end);
    return end.exitCode() == 0 ? Optional.of(answer.bytes.toByteArray()) : Optional.empty();
  }

  private Command command(List<String> arguments) {
    var all = new ArrayList<String>();
    all.add(program);
    all.addAll(arguments);
    return new Command(all, environment, folder);
  }

  private static void stopIfStopped(CommandEnd end) {
    end.stopped()
        .ifPresent(reason -> {
          throw new Failed(TaskEnd.stopped(reason));
        });
  }

  private static TaskEnd failure(String command, int exitCode) {
    boolean needsServer = Set.of("fetch", "clone", "lfs").contains(command);
    var kind = needsServer ? ErrorKind.THIRD_PARTY : ErrorKind.USER;
    return TaskEnd.failed(
        new TaskEnd.Failure(
            kind,
            ErrorCodes.PLUGIN_DEFAULT,
            CheckoutWording.GIT_ENDED.of(command, exitCode),
            OptionalInt.of(exitCode)));
  }

  private static final class Answer implements Output {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void accept(byte[] some, int length) {
      if (bytes.size() + length > ANSWER_MAX_BYTES) {
        throw new IllegalStateException("git printed more than " + ANSWER_MAX_BYTES + " bytes");
      }
      bytes.write(some, 0, length);
    }

    @Override
    public boolean hasRoom() {
      return true;
    }

    @Override
    public int tick() {
      return Integer.MAX_VALUE;
    }
  }
}
