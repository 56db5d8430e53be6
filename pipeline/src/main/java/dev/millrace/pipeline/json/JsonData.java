package dev.millrace.pipeline.json;

import dev.millrace.pipeline.data.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Open values as JSON trees and back; exact both ways. */
final class JsonData {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonData() {}

  static Data read(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> new Data.Text(node.stringValue());
      case BOOLEAN -> new Data.Flag(node.booleanValue());
      case NUMBER -> new Data.Decimal(node.decimalValue());
      case ARRAY -> new Data.Items(node.valueStream().map(JsonData::read).toList());
      case OBJECT -> new Data.Fields(fields(node));
      case NULL, MISSING, BINARY, POJO -> new Data.Nothing();
    };
  }

  /** The fields of an object, nulls included. */
  static SequencedMap<String, Data> fields(JsonNode object) {
    var fields = new LinkedHashMap<String, Data>();
    object.properties().forEach(entry -> fields.put(entry.getKey(), read(entry.getValue())));
    return fields;
  }

  static JsonNode write(Data data) {
    return switch (data) {
      case Data.Text(String value) -> NODES.stringNode(value);
      case Data.Flag(boolean value) -> NODES.booleanNode(value);
      case Data.Decimal(var value) -> NODES.numberNode(value);
      case Data.Items(List<Data> values) -> array(values.stream().map(JsonData::write).toList());
      case Data.Fields(var values) -> object(values);
      case Data.Nothing() -> NODES.nullNode();
    };
  }

  static ObjectNode object(Map<String, Data> fields) {
    ObjectNode object = object();
    fields.forEach((key, value) -> object.set(key, write(value)));
    return object;
  }

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static ArrayNode array(List<? extends JsonNode> items) {
    ArrayNode array = NODES.arrayNode();
    items.forEach(array::add);
    return array;
  }

  static ArrayNode texts(List<String> texts) {
    ArrayNode array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
