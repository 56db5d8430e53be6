package dev.millrace.server.builds.sql;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Small lists and maps of texts as JSON, for columns that nobody searches in. */
public final class Texts {
  private static final JsonFactory JSON = new JsonFactory();

  private Texts() {}

  /** A JSON object; empty for an empty map, which becomes null in its column. */
  static Optional<String> ofMap(Map<String, String> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(object(values));
  }

  /** A JSON object. */
  public static String object(Map<String, String> values) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      values.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    return text.toString();
  }

  /** The members of a JSON object of texts; empty for an empty column. */
  public static SequencedMap<String, String> map(Optional<String> column) {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    if (column.isPresent()) {
      try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), column.get())) {
        json.nextToken();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = json.currentName();
          json.nextToken();
          values.put(name, json.getString());
        }
      }
    }
    return values;
  }

  /** A JSON array; empty for an empty list, which becomes null in its column. */
  static Optional<String> ofList(List<String> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      values.forEach(json::writeString);
      json.writeEndArray();
    }
    return Optional.of(text.toString());
  }

  static List<String> list(Optional<String> column) {
    List<String> values = new ArrayList<>();
    if (column.isPresent()) {
      try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), column.get())) {
        json.nextToken();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          values.add(json.getString());
        }
      }
    }
    return values;
  }
}
