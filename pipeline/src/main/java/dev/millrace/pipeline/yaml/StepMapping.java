package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.ContinueOnError;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.TaskAction.ScriptOrigin;
import dev.millrace.pipeline.TaskEntry;
import dev.millrace.pipeline.TaskTemplate;
import dev.millrace.pipeline.trigger.RepositoryRef;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Steps, as tasks. */
final class StepMapping {
  private static final Set<String> LINUX_SCRIPT_KEYS = Set.of("script", "continueNoneZero");
  private static final Set<String> WINDOWS_SCRIPT_KEYS = Set.of("script");

  private StepMapping() {}

  static List<TaskEntry> tasks(List<Node> steps) {
    return steps.stream().map(StepMapping::entry).toList();
  }

  private static TaskEntry entry(Node node) {
    View step = View.of(node);
    return TemplateMapping.isUse(step) ? new TaskTemplate(TemplateMapping.use(step)) : task(step);
  }

  private static Task task(View step) {
    return new Task(
        step.textOrEmpty("id"),
        step.textOrEmpty("name"),
        step.flag("enable", true),
        action(step),
        step.textOrEmpty("namespace"),
        ConditionMapping.ofTask(step.node("if")),
        JobMapping.timeout(step),
        switch (step.textOrEmpty("continue-on-error")) {
          case "true", "auto" -> ContinueOnError.AUTO;
          case "manual" -> ContinueOnError.MANUAL;
          default -> ContinueOnError.NO;
        },
        step.whole("retry-times").orElse(0),
        step.flag("can-manually-retry", false),
        step.flag("can-pause-before-run", false),
        step.texts("pause-notice-receivers"),
        step.textMap("env"),
        Optional.empty(),
        step.carry("if-modify"));
  }

  private static TaskAction action(View step) {
    View with = step.map("with");
    if (step.has("run")) {
      return new TaskAction.Script(
          ScriptOrigin.RUN,
          step.textOrEmpty("run"),
          step.name("shell"),
          false,
          with.data(Set.of()));
    }
    return step.node("checkout")
        .<TaskAction>map(source -> new TaskAction.Checkout(repository(source), with.data(Set.of())))
        .orElseGet(() -> plugin(step.textOrEmpty("uses"), with));
  }

  private static RepositoryRef repository(Node source) {
    if (source instanceof Scalar text) {
      return text.text().equals("self")
          ? new RepositoryRef.Self()
          : new RepositoryRef.ByUrl(text.text());
    }
    View named = View.of(source);
    return named
        .name("repo-id")
        .<RepositoryRef>map(RepositoryRef.ById::new)
        .orElseGet(() -> new RepositoryRef.ByName(named.textOrEmpty("repo-name")));
  }

  private static TaskAction plugin(String uses, View with) {
    int at = Math.max(0, uses.indexOf('@'));
    String code = uses.substring(0, at);
    return switch (code) {
      case "linuxScript" ->
          new TaskAction.Script(
              ScriptOrigin.LINUX_SCRIPT,
              with.textOrEmpty("script"),
              Optional.empty(),
              with.enabled("continueNoneZero", false),
              with.data(LINUX_SCRIPT_KEYS));
      case "windowsScript" ->
          new TaskAction.Script(
              ScriptOrigin.WINDOWS_SCRIPT,
              with.textOrEmpty("script"),
              Optional.empty(),
              false,
              with.data(WINDOWS_SCRIPT_KEYS));
      case "manualReviewUserTask" -> new TaskAction.ManualReview(with.data(Set.of()));
      default -> new TaskAction.Plugin(code, uses.substring(at + 1), with.data(Set.of()));
    };
  }
}
