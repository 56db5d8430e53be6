package dev.millrace.server.builds.sql;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** A JSON object of texts, in the making or taken apart. */
public final class TextFields {
  private final SequencedMap<String, String> fields;

  public TextFields() {
    this.fields = new LinkedHashMap<>();
  }

  public TextFields(String text) {
    this.fields = Texts.map(Optional.of(text));
  }

  public TextFields put(String name, Object value) {
    fields.put(name, value.toString());
    return this;
  }

  public String written() {
    return Texts.object(fields);
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  public String text(String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalStateException("field " + name + " is missing in " + fields);
    }
    return value;
  }

  public long number(String name) {
    return Long.parseLong(text(name));
  }

  public int count(String name) {
    return Integer.parseInt(text(name));
  }

  public boolean flag(String name) {
    return Boolean.parseBoolean(text(name));
  }

  public Instant moment(String name) {
    return Instant.parse(text(name));
  }
}
