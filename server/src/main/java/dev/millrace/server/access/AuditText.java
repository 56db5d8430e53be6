package dev.millrace.server.access;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Writes what something was, or has become, as a small JSON object. Never give it a secret. */
public final class AuditText {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<String, Object> fields = new LinkedHashMap<>();

  /**
   * Adds a field; an empty {@link Optional} is left out.
   *
   * @param value a text, number, boolean or moment, a collection of those, or anything else as it
   *     shows itself
   */
  public AuditText put(String name, Object value) {
    switch (value) {
      case Optional<?> some -> some.ifPresent(present -> put(name, present));
      case Number number -> fields.put(name, number);
      case Boolean flag -> fields.put(name, flag);
      case Instant moment -> fields.put(name, moment.toString());
      case Collection<?> many ->
          fields.put(name, many.stream().map(Object::toString).sorted().toList());
      default -> fields.put(name, value.toString());
    }
    return this;
  }

  public String written() {
    return JSON.writeValueAsString(fields);
  }
}
