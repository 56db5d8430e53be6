package dev.millrace.pipeline.json;

import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.json.EventTables.Family;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.trigger.RepositoryRef;
import dev.millrace.pipeline.trigger.Trigger;
import dev.millrace.pipeline.trigger.TriggerRule;
import dev.millrace.pipeline.trigger.TriggerSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.node.ObjectNode;

/** Triggers: elements of the trigger container. */
final class TriggerJson {
  private static final String MANUAL = "manualTrigger";
  private static final String REMOTE = "remoteTrigger";
  private static final String TIMER = "timerTrigger";
  private static final String NAMED = "named";
  private static final String SOURCE = "source";
  private static final String ASIDE_FIELDS = "fields";
  private static final String OPTIONS = "additionalOptions";

  private TriggerJson() {}

  static Trigger read(JsonAt at, int index) {
    return carrier(index).read(at);
  }

  static ObjectNode write(Trigger trigger, int index) {
    return carrier(index).write(trigger, trigger.extras());
  }

  private static Carrier<Trigger> carrier(int index) {
    String id = "T-1-1-" + (index + 1);
    return new Carrier<>(
        RunTimeFields.TASK, (at, extras) -> own(at, extras, id), trigger -> own(trigger, id));
  }

  private static Trigger own(JsonAt at, SequencedMap<String, Data> extras, String id) {
    TriggerRule rule = rule(at);
    if (rule instanceof TriggerRule.Foreign(String type, _)) {
      ObjectNode common = own(trigger(at, extras, rule), id);
      var fields = new LinkedHashMap<>(Residue.of(at.node(), common));
      fields.putAll(at.own().fields(ASIDE_FIELDS));
      return trigger(at.quiet(), extras, new TriggerRule.Foreign(type, fields));
    }
    return trigger(at, extras, rule);
  }

  private static Trigger trigger(JsonAt at, SequencedMap<String, Data> extras, TriggerRule rule) {
    String name = at.text("name", "");
    boolean isDefaultName = name.equals(defaultName(rule)) && !at.own().flag(NAMED, false);
    return new Trigger(
        at.text("stepId", ""),
        isDefaultName ? "" : name,
        at.object(OPTIONS).flag("enable", true),
        source(at, rule),
        rule,
        extras);
  }

  private static TriggerRule rule(JsonAt at) {
    String type = at.text(ActionJson.TYPE, "");
    if (ActionJson.isForeign(at)) {
      return foreign(at, type);
    }
    return switch (type) {
      case MANUAL ->
          new TriggerRule.Manual(
              at.flag("canElementSkip", false), at.flag("useLatestParameters", false));
      case REMOTE -> new TriggerRule.Remote();
      case TIMER -> ScheduleJson.read(at);
      default ->
          EventTables.ofElement(type)
              .flatMap(family -> EventJson.read(input(at, family), family))
              .<TriggerRule>map(event -> event)
              .orElseGet(() -> foreign(at, type));
    };
  }

  private static TriggerRule foreign(JsonAt at, String type) {
    at.problemAt(ActionJson.TYPE, Rule.CANNOT_RUN, ActionJson.TYPE, type);
    return new TriggerRule.Foreign(type, Data.none());
  }

  private static JsonAt input(JsonAt at, Family family) {
    return family.isNested() ? at.object("data").object("input") : at;
  }

  private static TriggerSource source(JsonAt at, TriggerRule rule) {
    if (at.own().has(SOURCE)) {
      return exactSource(at.own().object(SOURCE));
    }
    Optional<Family> family = EventTables.ofElement(at.text(ActionJson.TYPE, ""));
    if (!(rule instanceof TriggerRule.Event) || family.isEmpty()) {
      return TriggerSource.NONE;
    }
    JsonAt input = input(at, family.get());
    return new TriggerSource(
        TriggerSource.NONE.entry(),
        RepositoryJson.TRIGGER.read(input).orElseGet(RepositoryRef.Self::new),
        Optional.of(family.get().type()),
        input.text("scmCode"),
        input.text("workspaceId"));
  }

  private static TriggerSource exactSource(JsonAt at) {
    return new TriggerSource(
        at.integer("entry").orElse(TriggerSource.NONE.entry()),
        RepositoryJson.TRIGGER.read(at).orElseGet(RepositoryRef.Self::new),
        at.text("type"),
        at.text("scmCode"),
        at.text("workspaceId"));
  }

  private static String defaultName(TriggerRule rule) {
    return switch (rule) {
      case TriggerRule.Manual _ -> "manual";
      case TriggerRule.Remote _ -> "remote";
      case TriggerRule.Schedule _ -> "timer";
      case TriggerRule.Event event -> event.kind().yamlKey();
      case TriggerRule.Foreign(String type, _) -> type;
    };
  }

  private static ObjectNode own(Trigger trigger, String id) {
    ObjectNode node = JsonData.object();
    TriggerRule rule = trigger.rule();
    rule(node, trigger);
    node.put("id", id);
    node.put("name", trigger.name().isEmpty() ? defaultName(rule) : trigger.name());
    if (!trigger.name().isEmpty() && trigger.name().equals(defaultName(rule))) {
      Residue.own(node).put(NAMED, true);
    }
    if (!trigger.id().isEmpty()) {
      node.put("stepId", trigger.id());
    }
    node.putObject(OPTIONS).put("enable", trigger.enabled());
    if (!source(JsonAt.silent(node), rule).equals(trigger.source())) {
      Residue.own(node).set(SOURCE, exactSource(trigger.source()));
    }
    if (rule instanceof TriggerRule.Foreign foreign) {
      return Residue.layOrAside(
          node,
          ASIDE_FIELDS,
          foreign.fields(),
          laid ->
              own(JsonAt.silent(RunTimeFields.TASK.without(laid)), Data.none(), id)
                  .rule()
                  .equals(foreign));
    }
    return node;
  }

  private static void rule(ObjectNode node, Trigger trigger) {
    switch (trigger.rule()) {
      case TriggerRule.Manual(boolean canSkip, boolean latest) ->
          node.put(ActionJson.TYPE, MANUAL)
              .put("canElementSkip", canSkip)
              .put("useLatestParameters", latest);
      case TriggerRule.Remote() -> node.put(ActionJson.TYPE, REMOTE);
      case TriggerRule.Schedule schedule -> {
        node.put(ActionJson.TYPE, TIMER);
        ScheduleJson.write(node, schedule);
      }
      case TriggerRule.Event event -> {
        Family family = EventTables.ofType(trigger.source().type());
        node.put(ActionJson.TYPE, family.element());
        ObjectNode input = family.isNested() ? node.putObject("data").putObject("input") : node;
        source(input, trigger.source());
        EventJson.write(input, event, family);
      }
      case TriggerRule.Foreign(String type, _) -> {
        node.put(ActionJson.TYPE, type);
        boolean isKnown =
            List.of(MANUAL, REMOTE, TIMER).contains(type)
                || EventTables.ofElement(type).isPresent();
        if (isKnown) {
          Residue.own(node).put(ActionJson.IS_FOREIGN, true);
        }
      }
    }
  }

  private static void source(ObjectNode node, TriggerSource source) {
    RepositoryJson.TRIGGER.write(node, source.repository());
    source.scmCode().ifPresent(code -> node.put("scmCode", code));
    source.workspaceId().ifPresent(id -> node.put("workspaceId", id));
  }

  private static ObjectNode exactSource(TriggerSource source) {
    ObjectNode node = JsonData.object().put("entry", source.entry());
    source(node, source);
    source.type().ifPresent(type -> node.put("type", type));
    return node;
  }
}
