package dev.millrace.pipeline.yaml.shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tables of a version 3 pipeline as a JSON Schema (draft 2020-12), for editors. It takes what
 * the check of shapes takes; rules that look at more than one value it can't say.
 */
public final class JsonSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Definitions by name; a table that is met while it is written is only referred to. */
  private final Map<String, ObjectNode> definitions = new LinkedHashMap<>();

  private JsonSchema() {}

  /** The schema of a pipeline file, indented, with a newline at its end. */
  public static String ofPipeline() {
    var schema = new JsonSchema();
    ObjectNode root = JSON.objectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$id", "urn:millrace:schema:pipeline-v3");
    root.put("title", "Millrace pipeline, version v3.0");
    root.setAll(schema.reference(PipelineTables.PIPELINE));
    ObjectNode all = root.putObject("$defs");
    schema.definitions.forEach(all::set);
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private ObjectNode reference(Table table) {
    if (!definitions.containsKey(table.name())) {
      ObjectNode definition = JSON.objectNode();
      definitions.put(table.name(), definition);
      fill(definition, table);
    }
    return JSON.objectNode().put("$ref", "#/$defs/" + table.name());
  }

  private void fill(ObjectNode definition, Table table) {
    definition.put("description", table.doc());
    definition.put("type", "object");
    definition.put("additionalProperties", false);
    ObjectNode properties = definition.putObject("properties");
    ArrayNode required = JSON.arrayNode();
    for (Field field : table.fields().values()) {
      if (!field.isIn(FormatVersion.V3)) {
        continue;
      }
      ObjectNode shape = of(field.shape());
      shape.put("description", field.doc());
      if (field.ignoredBecause().isPresent()) {
        shape.put("deprecated", true);
      }
      properties.set(field.name(), shape);
      if (field.required()) {
        required.add(field.name());
      }
    }
    if (!required.isEmpty()) {
      definition.set("required", required);
    }
    groups(definition, table);
  }

  private static void groups(ObjectNode definition, Table table) {
    ArrayNode all = JSON.arrayNode();
    for (List<String> group : table.exactlyOne()) {
      ArrayNode one = all.addObject().putArray("oneOf");
      group.forEach(key -> one.addObject().putArray("required").add(key));
    }
    for (List<String> group : table.atMostOne()) {
      ArrayNode both = all.addObject().putObject("not").putArray("required");
      group.forEach(both::add);
    }
    if (!all.isEmpty()) {
      definition.set("allOf", all);
    }
    if (!table.needs().isEmpty()) {
      ObjectNode needs = definition.putObject("dependentRequired");
      table.needs().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(need -> needs.putArray(need.getKey()).add(need.getValue()));
    }
  }

  private ObjectNode of(Shape shape) {
    return switch (shape) {
      case Shape.Text text -> text(text);
      case Shape.Word(List<String> words) -> words(words);
      case Shape.Version _ -> JSON.objectNode().put("const", FormatVersion.V3.text());
      case Shape.Flag _ -> JSON.objectNode().put("type", "boolean");
      case Shape.Switch _ -> words(List.of("enabled", "disabled", "true", "false"));
      case Shape.Whole(int min, int max) -> whole(min, max);
      case Shape.Minutes(int min, int max) -> minutes(min, max);
      case Shape.Anything _ -> JSON.objectNode();
      case Shape.Items items -> items(items);
      case Shape.Fields(Table table) -> reference(table);
      case Shape.Entries entries -> entries(entries);
      case Shape.Choice choice -> {
        ObjectNode any = JSON.objectNode();
        ArrayNode shapes = any.putArray("anyOf");
        choice.all().forEach(each -> shapes.add(of(each)));
        yield any;
      }
      case Shape.ByKey byKey -> byKey(byKey);
    };
  }

  /** Numbers and booleans are texts as they are written; a form is asked of texts only. */
  private static ObjectNode text(Shape.Text shape) {
    ObjectNode text = JSON.objectNode();
    if (shape.form().isPresent()) {
      text.put("type", "string");
      text.put("pattern", "^(" + shape.form().get().pattern().pattern() + ")$");
    } else {
      ArrayNode types = text.putArray("type").add("string").add("number").add("boolean");
      if (shape.min() == 0) {
        types.add("null");
      }
    }
    if (shape.min() > 0) {
      text.put("minLength", shape.min());
    }
    if (shape.max() != Shape.UNLIMITED) {
      text.put("maxLength", shape.max());
    }
    return text;
  }

  /** The words true and false are booleans when nobody quotes them. */
  private static ObjectNode words(List<String> words) {
    ObjectNode node = JSON.objectNode();
    ArrayNode all = node.putArray("enum");
    words.forEach(all::add);
    words.stream()
        .filter(word -> word.equals("true") || word.equals("false"))
        .forEach(word -> all.add(Boolean.parseBoolean(word)));
    return node;
  }

  private static ObjectNode whole(int min, int max) {
    ObjectNode whole = JSON.objectNode().put("type", "integer").put("minimum", min);
    return max == Shape.UNLIMITED ? whole : whole.put("maximum", max);
  }

  private static ObjectNode minutes(int min, int max) {
    ObjectNode node = JSON.objectNode();
    ArrayNode any = node.putArray("anyOf");
    any.add(whole(min, max));
    any.addObject().put("type", "string").put("pattern", "^\\s*[0-9]+\\s*$|\\$\\{");
    return node;
  }

  private ObjectNode items(Shape.Items shape) {
    ObjectNode items = JSON.objectNode().put("type", "array");
    items.set("items", of(shape.each()));
    if (shape.min() > 0) {
      items.put("minItems", shape.min());
    }
    if (shape.max() != Shape.UNLIMITED) {
      items.put("maxItems", shape.max());
    }
    if (shape.unique()) {
      items.put("uniqueItems", true);
    }
    return items;
  }

  private ObjectNode entries(Shape.Entries shape) {
    ObjectNode entries = JSON.objectNode().put("type", "object");
    if (!shape.special().isEmpty()) {
      ObjectNode properties = entries.putObject("properties");
      shape.special().values().stream()
          .sorted(java.util.Comparator.comparing(Field::name))
          .forEach(field ->
              properties.set(field.name(), of(field.shape()).put("description", field.doc())));
    }
    entries.set("additionalProperties", of(shape.each()));
    if (shape.keyMax() != Shape.UNLIMITED) {
      entries.putObject("propertyNames").put("maxLength", shape.keyMax());
    }
    if (shape.min() > 0) {
      entries.put("minProperties", shape.min());
    }
    if (shape.max() != Shape.UNLIMITED) {
      entries.put("maxProperties", shape.max());
    }
    return entries;
  }

  private ObjectNode byKey(Shape.ByKey shape) {
    ObjectNode node = JSON.objectNode();
    ArrayNode any = node.putObject("if").putArray("anyOf");
    shape.keys().forEach(key -> any.addObject().putArray("required").add(key));
    node.set("then", of(shape.present()));
    node.set("else", of(shape.absent()));
    return node;
  }
}
