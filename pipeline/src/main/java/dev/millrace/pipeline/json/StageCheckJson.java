package dev.millrace.pipeline.json;

import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.StageCheck.ReviewFlow;
import dev.millrace.pipeline.StageCheck.ReviewInput;
import dev.millrace.pipeline.StageCheck.ReviewVariable;
import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks before and after a stage: reviews by people, quality rules. */
final class StageCheckJson {
  static final String MANUAL = "manualTrigger";
  static final String FLOWS = "reviewGroups";
  private static final String RULES = "ruleIds";
  private static final String EXACT_GATES = "gates";
  private static final Carrier<StageCheck> CARRIER =
      new Carrier<>(RunTimeFields.CHECK, StageCheckJson::own, StageCheckJson::own);

  private StageCheckJson() {}

  /** Empty if the check neither asks people nor rules; such fields are dormant. */
  static Optional<StageCheck> read(JsonAt stage, String key) {
    JsonAt at = stage.object(key);
    return at.flag(MANUAL, false) || !at.texts(RULES).isEmpty()
        ? Optional.of(CARRIER.read(at))
        : Optional.empty();
  }

  static ObjectNode write(StageCheck check) {
    return CARRIER.write(check, check.extras());
  }

  private static StageCheck own(JsonAt at, SequencedMap<String, Data> extras) {
    boolean asksPeople = at.flag(MANUAL, false);
    return new StageCheck(
        at.integer("timeout"),
        asksPeople ? at.objects(FLOWS).stream().map(StageCheckJson::flow).toList() : List.of(),
        at.objects("reviewParams").stream().map(StageCheckJson::variable).toList(),
        at.text("reviewDesc", ""),
        at.flag("markdownContent", false),
        at.texts("notifyType"),
        at.texts("notifyGroup"),
        gates(at),
        extras);
  }

  private static ReviewFlow flow(JsonAt at) {
    return new ReviewFlow(at.text("name", "Flow 1"), at.texts("reviewers"), at.texts("groups"));
  }

  private static Optional<Data> gates(JsonAt at) {
    return at.own().has(EXACT_GATES)
        ? at.own().node().path(EXACT_GATES).valueStream().map(JsonData::read).findFirst()
        : at.data(RULES);
  }

  private static ReviewVariable variable(JsonAt at) {
    ReviewInput type = at.word("valueType", Tables.REVIEW_INPUTS).orElse(ReviewInput.INPUT);
    List<Data> values =
        at.own().has("values")
            ? at.own().node().path("values").valueStream().map(JsonData::read).toList()
            : at.objects("options").stream()
                .map(option -> option.data("key").orElseGet(Data.Nothing::new))
                .toList();
    return new ReviewVariable(
        at.text("key", ""),
        at.text("chineseName", ""),
        type,
        at.data("value").orElseGet(Data.Nothing::new),
        values,
        at.text("variableOption"),
        at.flag("required", false),
        at.text("desc", ""));
  }

  private static ObjectNode own(StageCheck check) {
    ObjectNode node = JsonData.object();
    // A check of rules alone is one whose people are not asked; any other was asked for.
    boolean rulesAlone =
        check.flows().isEmpty() && check.gates().filter(StageCheckJson::isRules).isPresent();
    node.put(MANUAL, !rulesAlone);
    ArrayNode flows = node.putArray(FLOWS);
    for (ReviewFlow flow : check.flows()) {
      ObjectNode group = flows.addObject().put("name", flow.name());
      group.set("reviewers", JsonData.texts(flow.reviewers()));
      group.set("groups", JsonData.texts(flow.groups()));
    }
    ArrayNode variables = node.putArray("reviewParams");
    check.variables().forEach(variable -> write(variables.addObject(), variable));
    node.put("reviewDesc", check.description());
    check.timeoutHours().ifPresent(hours -> node.put("timeout", hours));
    node.put("markdownContent", check.markdown());
    if (!check.notifyTypes().isEmpty()) {
      node.set("notifyType", JsonData.texts(check.notifyTypes()));
    }
    if (!check.chatIds().isEmpty()) {
      node.set("notifyGroup", JsonData.texts(check.chatIds()));
    }
    check
        .gates()
        .ifPresent(gates -> {
          if (isRules(gates)) {
            node.set(RULES, JsonData.write(gates));
          } else {
            Residue.own(node).putArray(EXACT_GATES).add(JsonData.write(gates));
          }
        });
    return node;
  }

  private static boolean isRules(Data gates) {
    return gates instanceof Data.Items(var rules)
        && !rules.isEmpty()
        && rules.stream().allMatch(Data.Text.class::isInstance);
  }

  private static void write(ObjectNode node, ReviewVariable variable) {
    node.put("key", variable.name());
    node.put("valueType", Tables.REVIEW_INPUTS.wordOf(variable.type()));
    if (!(variable.defaultValue() instanceof Data.Nothing)) {
      node.set("value", JsonData.write(variable.defaultValue()));
    }
    node.put("required", variable.required());
    node.put("desc", variable.description());
    if (!variable.label().isEmpty()) {
      node.put("chineseName", variable.label());
    }
    variable.valuesExpression().ifPresent(text -> node.put("variableOption", text));
    if (!variable.values().isEmpty()) {
      ArrayNode options = node.putArray("options");
      boolean areScalars = true;
      for (Data value : variable.values()) {
        areScalars &= LooseText.text(value).isPresent();
        ObjectNode option = options.addObject();
        option.set("key", JsonData.write(value));
        option.set("value", JsonData.write(value));
      }
      if (!areScalars) {
        node.remove("options");
        Residue.own(node).set("values", JsonData.write(new Data.Items(variable.values())));
      }
    }
  }
}
