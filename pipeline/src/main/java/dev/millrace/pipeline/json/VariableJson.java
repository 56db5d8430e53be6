package dev.millrace.pipeline.json;

import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.variable.Variable;
import dev.millrace.pipeline.variable.VariableForm;
import dev.millrace.pipeline.variable.VariableForm.BuildResource;
import dev.millrace.pipeline.variable.VariableForm.Option;
import dev.millrace.pipeline.variable.VariableType;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Variables: form properties of the trigger container. */
final class VariableJson {
  private static final String TYPE = "type";
  private static final String PLAIN_FORM = "form";
  private static final String CONTROL = "control";
  private static final String MULTIPLE = "multiple";
  private static final String EMPTY_PAYLOAD = "emptyPayload";
  private static final String FORM_EXTRAS = "formExtras";
  private static final Words<VariableType> CONTROLS = Words.names(VariableType.class);
  private static final Carrier<Variable> CARRIER =
      new Carrier<>(RunTimeFields.NONE, VariableJson::own, VariableJson::own);

  private static final VariableForm NO_FORM = fullForm(JsonAt.silent(JsonData.object()));

  private VariableJson() {}

  static Variable read(JsonAt at) {
    return CARRIER.read(at);
  }

  static ObjectNode write(Variable variable) {
    return CARRIER.write(variable, variable.extras());
  }

  private static Variable own(JsonAt at, SequencedMap<String, Data> extras) {
    return new Variable(
        at.text("id", ""),
        at.data("defaultValue").orElseGet(Data.Nothing::new),
        at.flag("readOnly", false),
        at.flag("constant", false),
        at.flag("required", false),
        at.flag("sensitive", false),
        at.flag("asInstanceInput"),
        at.textsByKey("displayCondition"),
        form(at),
        extras);
  }

  /** A plain text field without any words has no form, unless it is said to have one. */
  private static Optional<VariableForm> form(JsonAt at) {
    VariableForm form = fullForm(at);
    boolean isForm = at.own().flag(PLAIN_FORM, false) || !form.equals(NO_FORM);
    return isForm ? Optional.of(form) : Optional.empty();
  }

  private static VariableForm fullForm(JsonAt at) {
    VariableType type =
        at.own()
            .word(CONTROL, CONTROLS)
            .or(() -> at.word(TYPE, Tables.VARIABLE_TYPES))
            .orElse(VariableType.STRING);
    return new VariableForm(
        type,
        at.text("name", ""),
        at.text("desc", ""),
        at.text("category", ""),
        at.flag("valueNotEmpty", false),
        at.objects("options").stream().map(VariableJson::option).toList(),
        at.text("repoHashId"),
        at.text("relativePath"),
        at.text("scmType"),
        buildResource(at),
        at.text("glob"),
        at.flag("enableVersionControl"),
        at.textsByKey("properties"),
        at.own().flag(EMPTY_PAYLOAD, false) ? Optional.of(new Data.Nothing()) : at.data("payload"),
        at.objects("fields").stream().map(VariableJson::read).toList(),
        at.own().flag(MULTIPLE),
        at.own().fields(FORM_EXTRAS));
  }

  private static Option option(JsonAt at) {
    return new Option(at.text("key", ""), at.text("value", ""), at.text("desc", ""));
  }

  private static Optional<BuildResource> buildResource(JsonAt at) {
    JsonAt resource = at.object("containerType");
    return at.has("containerType")
        ? Optional.of(new BuildResource(resource.text("buildType", ""), resource.text("os", "")))
        : Optional.empty();
  }

  private static ObjectNode own(Variable variable) {
    ObjectNode node =
        JsonData.object()
            .put("id", variable.name())
            .put("required", variable.atStart())
            .put("constant", variable.constant())
            .put(TYPE, VariableType.STRING.name());
    if (!(variable.value() instanceof Data.Nothing)) {
      node.set("defaultValue", JsonData.write(variable.value()));
    }
    node.put("readOnly", variable.readOnly());
    if (variable.sensitive()) {
      node.put("sensitive", true);
    }
    variable.asInstanceInput().ifPresent(flag -> node.put("asInstanceInput", flag));
    texts(node, "displayCondition", variable.shownIf());
    variable.form().ifPresent(form -> form(node, form));
    if (variable.form().isPresent() && form(JsonAt.silent(node)).isEmpty()) {
      Residue.own(node).put(PLAIN_FORM, true);
    }
    return node;
  }

  private static void form(ObjectNode node, VariableForm form) {
    Tables.VARIABLE_TYPES
        .word(form.type())
        .ifPresentOrElse(
            word -> node.put(TYPE, word), () -> Residue.own(node).put(CONTROL, form.type().name()));
    text(node, "name", form.label());
    text(node, "desc", form.description());
    text(node, "category", form.group());
    node.put("valueNotEmpty", form.required());
    if (!form.options().isEmpty()) {
      ArrayNode options = node.putArray("options");
      for (Option option : form.options()) {
        ObjectNode item = options.addObject().put("key", option.id()).put("value", option.label());
        text(item, "desc", option.description());
      }
    }
    form.repositoryId().ifPresent(text -> node.put("repoHashId", text));
    form.relativePath().ifPresent(text -> node.put("relativePath", text));
    form.scmType().ifPresent(text -> node.put("scmType", text));
    form.containerType()
        .ifPresent(resource ->
            node.putObject("containerType")
                .put("buildType", resource.buildType())
                .put("os", resource.os()));
    form.filterRule().ifPresent(text -> node.put("glob", text));
    form.versionControl().ifPresent(flag -> node.put("enableVersionControl", flag));
    texts(node, "properties", form.metadata());
    form.payload()
        .ifPresent(payload -> {
          if (payload instanceof Data.Nothing) {
            Residue.own(node).put(EMPTY_PAYLOAD, true);
          } else {
            node.set("payload", JsonData.write(payload));
          }
        });
    if (!form.fields().isEmpty()) {
      node.set("fields", JsonData.array(form.fields().stream().map(VariableJson::write).toList()));
    }
    form.multiple().ifPresent(flag -> Residue.own(node).put(MULTIPLE, flag));
    if (!form.extras().isEmpty()) {
      Residue.own(node).set(FORM_EXTRAS, JsonData.object(form.extras()));
    }
  }

  private static void text(ObjectNode node, String key, String text) {
    if (!text.isEmpty()) {
      node.put(key, text);
    }
  }

  private static void texts(ObjectNode node, String key, SequencedMap<String, String> texts) {
    if (!texts.isEmpty()) {
      ObjectNode object = node.putObject(key);
      texts.forEach(object::put);
    }
  }
}
