package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.TaskAction.ScriptOrigin;
import dev.millrace.pipeline.TaskEntry;
import dev.millrace.pipeline.TaskTemplate;
import dev.millrace.pipeline.Timeout;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.trigger.RepositoryRef;
import java.util.Map;
import java.util.Set;

/** {@code steps}. */
final class TaskDocument {
  private static final Set<String> CARRIED = Set.of("if-modify");

  private TaskDocument() {}

  static Data write(TaskEntry entry, Report report) {
    return switch (entry) {
      case TaskTemplate(var use) -> ConditionDocument.use(use, report);
      case Task task -> task(task, report);
    };
  }

  private static Data task(Task task, Report report) {
    var keys = new Keys().text("name", task.name()).text("id", task.id());
    keys.flag("enable", task.enabled(), true);
    action(keys, task.action(), report);
    keys.text("namespace", task.namespace());
    ConditionDocument.write(keys, task.condition(), ConditionDocument.Level.TASK, report);
    timeout(keys, task.timeout(), report);
    switch (task.continueOnError()) {
      case NO -> {}
      case AUTO -> keys.flag("continue-on-error", true, false);
      case MANUAL -> keys.text("continue-on-error", "manual");
    }
    if (task.retryTimes() != 0) {
      keys.put("retry-times", Data.number(task.retryTimes()));
    }
    keys.flag("can-manually-retry", task.canRetryManually(), false)
        .flag("can-pause-before-run", task.pauseBeforeRun(), false)
        .texts("pause-notice-receivers", task.pauseReceivers())
        .textMap("env", task.environment())
        .extras(task.extras(), CARRIED, report);
    if (task.post().isPresent()) {
      report.add(Rule.YAML_LACKS_POST_ACTION);
    }
    return keys.done();
  }

  static void timeout(Keys keys, Timeout timeout, Report report) {
    String text = timeout.text();
    if (text.isBlank()) {
      report.add(Rule.YAML_LACKS_EMPTY_TIMEOUT);
    } else if (!timeout.equals(Timeout.DEFAULT)) {
      keys.put(
          "timeout-minutes",
          text.matches("0|[1-9]\\d{0,8}") ? Data.number(Integer.parseInt(text)) : Data.text(text));
    }
  }

  private static void action(Keys keys, TaskAction action, Report report) {
    switch (action) {
      case TaskAction.Script script -> script(keys, script, report);
      case TaskAction.Checkout(var repository, var inputs) ->
          keys.put("checkout", repository(repository)).fields("with", inputs);
      case TaskAction.Plugin(String code, String version, var inputs) ->
          keys.text("uses", code + "@" + version).fields("with", inputs);
      case TaskAction.ManualReview(var inputs) ->
          keys.text("uses", "manualReviewUserTask@1.*").fields("with", inputs);
      case TaskAction.SubPipeline _ -> report.add(Rule.YAML_LACKS_TYPE, "subPipelineCall");
      case TaskAction.QualityGate(var point, _) ->
          report.add(
              Rule.YAML_LACKS_TYPE,
              switch (point) {
                case BEFORE -> "qualityGateInTask";
                case AFTER -> "qualityGateOutTask";
              });
      case TaskAction.Foreign(String type, _) -> report.add(Rule.YAML_LACKS_TYPE, type);
    }
  }

  private static void script(Keys keys, TaskAction.Script script, Report report) {
    if (script.origin() == ScriptOrigin.RUN) {
      keys.put("run", Data.text(script.script())).text("shell", script.shell());
      keys.fields("with", script.inputs());
      if (script.continueAfterErrors()) {
        report.add(Rule.YAML_LACKS_CONTINUED_SCRIPT);
      }
      return;
    }
    boolean linux = script.origin() == ScriptOrigin.LINUX_SCRIPT;
    var with = new Keys().put("script", Data.text(script.script()));
    if (linux) {
      with.flag("continueNoneZero", script.continueAfterErrors(), false);
    } else if (script.continueAfterErrors()) {
      report.add(Rule.YAML_LACKS_CONTINUED_SCRIPT);
    }
    script.shell().ifPresent(shell -> report.add(Rule.YAML_LACKS_SHELL, shell));
    with.putAll(script.inputs());
    keys.text("uses", (linux ? "linuxScript" : "windowsScript") + "@1.*");
    keys.put("with", with.done());
  }

  private static Data repository(RepositoryRef repository) {
    return switch (repository) {
      case RepositoryRef.Self() -> Data.text("self");
      case RepositoryRef.ByUrl(String url) -> Data.text(url);
      case RepositoryRef.ById(String id) -> Keys.map(Map.of("repo-id", id));
      case RepositoryRef.ByName(String name) -> Keys.map(Map.of("repo-name", name));
    };
  }
}
