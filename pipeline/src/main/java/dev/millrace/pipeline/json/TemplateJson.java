package dev.millrace.pipeline.json;

import dev.millrace.pipeline.TemplateUse;
import dev.millrace.pipeline.TemplateUse.Source;
import dev.millrace.pipeline.data.Data;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** References to templates, of which the format holds source and variables. */
final class TemplateJson {
  private static final String EXACT = "use";
  private static final String MODIFIABLE = "allow-modify-at-startup";

  private TemplateJson() {}

  static TemplateUse read(JsonAt at) {
    if (at.own().has(EXACT)) {
      JsonAt exact = at.own().object(EXACT);
      return new TemplateUse(
          source(at),
          exact.fields("parameters"),
          exact.fields("triggerConfiguration"),
          exact.node().path("recommendedVersion").isArray()
              ? Optional.of(JsonData.read(exact.node().path("recommendedVersion").path(0)))
              : Optional.empty());
    }
    return new TemplateUse(source(at), parameters(at), Data.none(), Optional.empty());
  }

  private static Source source(JsonAt at) {
    boolean byId = at.text("templateRefType", "PATH").equals("ID");
    return byId
        ? new Source.ById(at.text("templateId", ""), at.text("templateVersionName"))
        : new Source.ByPath(at.text("templatePath", ""), at.text("templateRef"));
  }

  private static SequencedMap<String, Data> parameters(JsonAt at) {
    var parameters = new LinkedHashMap<String, Data>();
    for (JsonAt variable : at.objects("templateVariables")) {
      Data value = variable.data("value").orElseGet(Data.Nothing::new);
      variable
          .flag("allowModifyAtStartup")
          .ifPresentOrElse(
              modifiable -> {
                var fields = new LinkedHashMap<String, Data>();
                fields.put("value", value);
                fields.put(MODIFIABLE, Data.flag(modifiable));
                parameters.put(variable.text("key", ""), new Data.Fields(fields));
              },
              () -> parameters.put(variable.text("key", ""), value));
    }
    return parameters;
  }

  static ObjectNode write(TemplateUse use) {
    ObjectNode node = JsonData.object();
    switch (use.source()) {
      case Source.ByPath(String path, Optional<String> ref) -> {
        node.put("templateRefType", "PATH").put("templatePath", path);
        ref.ifPresent(text -> node.put("templateRef", text));
      }
      case Source.ById(String id, Optional<String> version) -> {
        node.put("templateRefType", "ID").put("templateId", id);
        version.ifPresent(text -> node.put("templateVersionName", text));
      }
    }
    ArrayNode variables = node.putArray("templateVariables");
    use.parameters().forEach((name, value) -> variable(variables.addObject(), name, value));
    if (!read(JsonAt.silent(node)).equals(use)) {
      ObjectNode exact = Residue.own(node).putObject(EXACT);
      exact.set("parameters", JsonData.object(use.parameters()));
      exact.set("triggerConfiguration", JsonData.object(use.triggerConfiguration()));
      use.recommendedVersion()
          .ifPresent(data -> exact.putArray("recommendedVersion").add(JsonData.write(data)));
    }
    return node;
  }

  private static void variable(ObjectNode node, String name, Data value) {
    node.put("key", name);
    if (value instanceof Data.Fields(var fields)
        && fields.get("value") != null
        && fields.get(MODIFIABLE) instanceof Data.Flag(boolean modifiable)) {
      node.set("value", JsonData.write(fields.getOrDefault("value", new Data.Nothing())));
      node.put("allowModifyAtStartup", modifiable);
    } else {
      node.set("value", JsonData.write(value));
    }
  }
}
