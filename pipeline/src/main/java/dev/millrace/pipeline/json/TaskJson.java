package dev.millrace.pipeline.json;

import dev.millrace.pipeline.ContinueOnError;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.TaskEntry;
import dev.millrace.pipeline.TaskTemplate;
import dev.millrace.pipeline.data.Data;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.node.ObjectNode;

/** Tasks: elements of a job. */
final class TaskJson {
  static final String TEMPLATE = "stepTemplate";

  private static final String NAMED = "named";
  private static final String ASIDE_FIELDS = "fields";
  static final String OPTIONS = "additionalOptions";
  private static final int DEFAULT_TIMEOUT_MINUTES = 100;

  /**
   * Where an element stands.
   *
   * @param id what it is called unless it says otherwise
   * @param withoutMachine its job has none, which changes the type of plugins
   */
  record Place(String id, boolean withoutMachine) {}

  private TaskJson() {}

  static TaskEntry read(JsonAt at, Place place) {
    if (at.text(ActionJson.TYPE, "").equals(TEMPLATE) && !ActionJson.isForeign(at)) {
      return Templates.read(at, place.id(), TaskTemplate::new, TaskJson::template);
    }
    return carrier(place).read(at);
  }

  static ObjectNode write(TaskEntry entry, Place place) {
    return switch (entry) {
      case Task task -> carrier(place).write(task, task.extras());
      case TaskTemplate template -> template(template, place.id());
    };
  }

  private static ObjectNode template(TaskTemplate template, String id) {
    ObjectNode node =
        JsonData.object().put(ActionJson.TYPE, TEMPLATE).put("id", id).put("name", "template");
    node.set("template", TemplateJson.write(template.use()));
    return node;
  }

  private static Carrier<Task> carrier(Place place) {
    return new Carrier<>(
        RunTimeFields.TASK, (at, extras) -> own(at, extras, place), task -> own(task, place));
  }

  private static Task own(JsonAt at, SequencedMap<String, Data> extras, Place place) {
    Task task = own(at, extras, ActionJson.read(at));
    if (task.action() instanceof TaskAction.Foreign(String type, _)) {
      // All that a foreign element has beyond what each element has is its own.
      var fields = new LinkedHashMap<>(Residue.of(at.node(), own(task, place)));
      fields.putAll(at.own().fields(ASIDE_FIELDS));
      return own(at.quiet(), extras, new TaskAction.Foreign(type, fields));
    }
    return task;
  }

  private static Task own(JsonAt at, SequencedMap<String, Data> extras, TaskAction action) {
    JsonAt options = at.object(OPTIONS);
    String name = at.text("name", "");
    boolean isDefaultName = name.equals(action.defaultName()) && !at.own().flag(NAMED, false);
    return new Task(
        at.text("stepId", ""),
        isDefaultName ? "" : name,
        options.flag("enable", true),
        action,
        namespace(at),
        ConditionJson.read(options, Tables.TASK_CONDITIONS),
        TimeoutJson.read(options, DEFAULT_TIMEOUT_MINUTES),
        continueOnError(options),
        options.flag("retryWhenFailed", false) ? options.integer("retryCount").orElse(0) : 0,
        options.flag("manualRetry", true),
        options.flag("pauseBeforeExec", false),
        CommaList.read(options, "subscriptionPauseUser"),
        at.pairs("customEnv"),
        post(options),
        extras);
  }

  private static Optional<Data> post(JsonAt options) {
    return options.own().flag("emptyPost", false)
        ? Optional.of(new Data.Nothing())
        : options.data("elementPostInfo");
  }

  /** A plugin has it beside its input, other elements among their fields. */
  private static String namespace(JsonAt at) {
    return at.has("data") ? at.object("data").text("namespace", "") : at.text("namespace", "");
  }

  private static ContinueOnError continueOnError(JsonAt options) {
    if (!options.flag("continueWhenFailed", false)) {
      return ContinueOnError.NO;
    }
    return options.flag("manualSkip", false) ? ContinueOnError.MANUAL : ContinueOnError.AUTO;
  }

  private static ObjectNode own(Task task, Place place) {
    ObjectNode node = ActionJson.write(JsonData.object(), task.action(), place.withoutMachine());
    node.put("id", place.id()).put("name", task.displayName());
    if (!task.name().isEmpty() && task.name().equals(task.action().defaultName())) {
      Residue.own(node).put(NAMED, true);
    }
    if (!task.id().isEmpty()) {
      node.put("stepId", task.id());
    }
    if (!task.namespace().isEmpty()) {
      ObjectNode owner = node.get("data") instanceof ObjectNode data ? data : node;
      owner.put("namespace", task.namespace());
    }
    if (!task.environment().isEmpty()) {
      node.set("customEnv", ConditionJson.pairs(task.environment()));
    }
    node.set(OPTIONS, options(task));
    if (task.action() instanceof TaskAction.Foreign foreign) {
      return Residue.layOrAside(
          node,
          ASIDE_FIELDS,
          foreign.fields(),
          laid ->
              own(JsonAt.silent(RunTimeFields.TASK.without(laid)), Data.none(), place)
                  .action()
                  .equals(foreign));
    }
    return node;
  }

  private static ObjectNode options(Task task) {
    ObjectNode options =
        JsonData.object()
            .put("enable", task.enabled())
            .put("continueWhenFailed", task.continueOnError() != ContinueOnError.NO)
            .put("manualSkip", task.continueOnError() == ContinueOnError.MANUAL)
            .put("retryWhenFailed", task.retryTimes() != 0)
            .put("retryCount", task.retryTimes())
            .put("manualRetry", task.canRetryManually());
    TimeoutJson.write(options, task.timeout());
    options.put("pauseBeforeExec", task.pauseBeforeRun());
    CommaList.write(options, "subscriptionPauseUser", task.pauseReceivers());
    ConditionJson.write(options, task.condition(), Tables.TASK_CONDITIONS);
    task.post()
        .ifPresent(post -> {
          if (post instanceof Data.Nothing) {
            Residue.own(options).put("emptyPost", true);
          } else {
            options.set("elementPostInfo", JsonData.write(post));
          }
        });
    return options;
  }
}
