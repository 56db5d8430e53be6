package dev.millrace.pipeline.yaml.shape;

import dev.millrace.pipeline.problem.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of one kind of map.
 *
 * @param name unique; the JSON Schema's definition has it
 * @param fields by name, in the order an editor offers them
 * @param exactlyOne of each of these groups one key must be there, and not two
 * @param atMostOne of each of these groups no two keys may be there
 * @param needs if the first key is there, the second must be
 */
record Table(
    String name,
    String doc,
    Map<String, Field> fields,
    List<List<String>> exactlyOne,
    List<List<String>> atMostOne,
    Map<String, String> needs) {

  static Builder of(String name, String doc) {
    return new Builder(name, doc);
  }

  Optional<Field> field(String key) {
    return Optional.ofNullable(fields.get(key));
  }

  /** Writes a table line by line. */
  static final class Builder {
    private final String name;
    private final String doc;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final List<List<String>> exactlyOne = new ArrayList<>();
    private final List<List<String>> atMostOne = new ArrayList<>();
    private final Map<String, String> needs = new LinkedHashMap<>();

    private Builder(String name, String doc) {
      this.name = name;
      this.doc = doc;
    }

    Builder key(String key, Shape shape, String meaning) {
      return add(new Field(key, shape, false, Field.Era.ALWAYS, meaning));
    }

    Builder required(String key, Shape shape, String meaning) {
      return add(new Field(key, shape, true, Field.Era.ALWAYS, meaning));
    }

    Builder v2(String key, Shape shape, String meaning) {
      return add(new Field(key, shape, false, Field.Era.V2, meaning));
    }

    Builder ignored(String key, Shape shape, Phrase because, String meaning) {
      return add(new Field(key, shape, false, Field.Era.ALWAYS, meaning, Optional.of(because)));
    }

    /** All keys of {@code other} but {@code without}. */
    Builder like(Table other, String... without) {
      List<String> left = List.of(without);
      other.fields.values().stream()
          .filter(field -> !left.contains(field.name()))
          .forEach(this::add);
      return this;
    }

    Builder exactlyOneOf(String... keys) {
      exactlyOne.add(List.of(keys));
      return this;
    }

    Builder atMostOneOf(String... keys) {
      atMostOne.add(List.of(keys));
      return this;
    }

    Builder needs(String key, String needed) {
      needs.put(key, needed);
      return this;
    }

    private Builder add(Field field) {
      fields.put(field.name(), field);
      return this;
    }

    Table build() {
      return new Table(
          name,
          doc,
          java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields)),
          List.copyOf(exactlyOne),
          List.copyOf(atMostOne),
          Map.copyOf(needs));
    }
  }
}
