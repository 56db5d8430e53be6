package dev.millrace.agent.worker;

import dev.millrace.agent.checkout.Credentials;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.JobStart;
import dev.millrace.protocol.TaskAction;
import dev.millrace.protocol.TaskOrder;
import dev.millrace.wording.Sentence;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What goes into a task: its environment, its texts, its secrets. */
final class TaskInputs {
  /** Other names, as {@code ci.x} and {@code variables.x}, are for expressions only. */
  private static final Pattern ENVIRONMENT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** As BK-CI calls the one system the worker knows so far. */
  static final String OS = "LINUX";

  private final WorkerSettings settings;
  private final JobLease lease;
  private final JobStart start;
  private final Path workspace;
  private final TaskTexts texts;

  TaskInputs(
      WorkerSettings settings, JobLease lease, JobStart start, Path workspace, TaskTexts texts) {
    this.settings = settings;
    this.lease = lease;
    this.start = start;
    this.workspace = workspace;
    this.texts = texts;
  }

  /** Values to hide, by what people call them. */
  static Map<Sentence, String> secrets(TaskOrder order) {
    var secrets = new LinkedHashMap<Sentence, String>();
    order
        .variables()
        .forEach((name, variable) -> {
          if (variable.sensitive() && !variable.value().isEmpty()) {
            secrets.put(WorkerWording.THE_VARIABLE.of(name), variable.value());
          }
        });
    if (order.action() instanceof TaskAction.Checkout checkout) {
      secrets.putAll(Credentials.secrets(checkout));
    }
    return secrets;
  }

  Map<String, String> environment(TaskOrder order) {
    var environment = new HashMap<>(settings.environment());
    order
        .variables()
        .forEach((name, variable) -> {
          if (ENVIRONMENT_NAME.matcher(name).matches()) {
            environment.put(name, variable.value());
          }
        });
    putAll(environment, start.environment());
    putAll(environment, order.environment());
    environment.put("WORKSPACE", workspace.toString());
    environment.put("PROJECT_ID", value(order, "BK_CI_PROJECT_NAME", ""));
    environment.put("BUILD_ID", lease.buildId());
    environment.put("VM_SEQ_ID", value(order, "BK_CI_BUILD_JOB_ID", lease.jobId()));
    environment.put("BK_CI_BUILD_TASK_ID", order.taskId());
    environment.putIfAbsent("BK_CI_BUILD_ID", lease.buildId());
    environment.putIfAbsent("BK_CI_BUILD_JOB_ID", lease.jobId());
    return environment;
  }

  /** The name under which all jobs know the system this one runs on. */
  String osName() {
    return "jobs." + lease.jobId() + ".os";
  }

  /** What the task does, with its expressions replaced where that is left to us. */
  TaskAction replaced(TaskOrder order) {
    if (!order.constraintDialect()) {
      return order.action();
    }
    var values = new HashMap<String, String>();
    order.variables().forEach((name, variable) -> values.put(name, variable.value()));
    values.put("ci.workspace", workspace.toString());
    values.put("job.os", OS);
    values.put(osName(), OS);
    return switch (order.action()) {
      case TaskAction.RunScript script ->
          new TaskAction.RunScript(
              script.shell(), texts.replace(script.script(), values), script.continueAfterErrors());
      case TaskAction.Checkout checkout ->
          new TaskAction.Checkout(checkout.source(), replaced(checkout.inputs(), values));
      case TaskAction.RunPlugin plugin ->
          new TaskAction.RunPlugin(
              plugin.code(), plugin.version(), replaced(plugin.inputs(), values));
    };
  }

  private Map<String, String> replaced(Map<String, String> inputs, Map<String, String> values) {
    var replaced = new HashMap<String, String>();
    inputs.forEach((name, text) -> replaced.put(name, texts.replace(text, values)));
    return replaced;
  }

  private static void putAll(Map<String, String> environment, Map<String, String> more) {
    more.forEach((name, value) -> {
      if (ENVIRONMENT_NAME.matcher(name).matches()) {
        environment.put(name, value);
      }
    });
  }

  private static String value(TaskOrder order, String name, String otherwise) {
    var variable = order.variables().get(name);
    return variable == null ? otherwise : variable.value();
  }
}
