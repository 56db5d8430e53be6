package dev.millrace.server.builds.queues;

import dev.millrace.server.builds.sql.Texts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** A JSON object of texts, in the making or taken apart. */
final class TextFields {
  private final SequencedMap<String, String> fields;

  TextFields() {
    this.fields = new LinkedHashMap<>();
  }

  TextFields(String text) {
    this.fields = Texts.map(Optional.of(text));
  }

  TextFields put(String name, Object value) {
    fields.put(name, value.toString());
    return this;
  }

  String written() {
    return Texts.object(fields);
  }

  String text(String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalStateException("field " + name + " is missing in " + fields);
    }
    return value;
  }

  long number(String name) {
    return Long.parseLong(text(name));
  }

  int count(String name) {
    return Integer.parseInt(text(name));
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(text(name));
  }

  Instant moment(String name) {
    return Instant.parse(text(name));
  }
}
