package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.problem.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A map of the document in the making. What equals its default is not written. */
final class Keys {
  /** Ids of the JSON model, which the platform gives anew; nobody misses them. */
  private static final Set<String> PLATFORM_IDS = Set.of("id", "containerId", "containerHashId");

  private final LinkedHashMap<String, Data> values = new LinkedHashMap<>();

  Keys put(String key, Data value) {
    values.put(key, value);
    return this;
  }

  Keys putAll(Map<String, Data> all) {
    values.putAll(all);
    return this;
  }

  Keys text(String key, String text) {
    return text.isEmpty() ? this : put(key, Data.text(text));
  }

  Keys text(String key, Optional<String> text) {
    text.ifPresent(value -> put(key, Data.text(value)));
    return this;
  }

  Keys flag(String key, boolean value, boolean byDefault) {
    return value == byDefault ? this : put(key, Data.flag(value));
  }

  Keys flag(String key, Optional<Boolean> value) {
    value.ifPresent(flag -> put(key, Data.flag(flag)));
    return this;
  }

  Keys number(String key, Optional<Integer> value) {
    value.ifPresent(number -> put(key, Data.number(number)));
    return this;
  }

  Keys texts(String key, List<String> texts) {
    return texts.isEmpty() ? this : put(key, list(texts));
  }

  Keys textMap(String key, Map<String, String> texts) {
    return texts.isEmpty() ? this : put(key, map(texts));
  }

  Keys items(String key, List<? extends Data> items) {
    return items.isEmpty() ? this : put(key, new Data.Items(List.copyOf(items)));
  }

  Keys fields(String key, Map<String, Data> fields) {
    return fields.isEmpty() ? this : put(key, new Data.Fields(Data.ordered(fields)));
  }

  Keys data(String key, Optional<Data> data) {
    data.ifPresent(value -> put(key, value));
    return this;
  }

  /** Writes those extras that YAML has a key for, and reports the others. */
  Keys extras(Map<String, Data> extras, Set<String> known, Report report) {
    var others = new ArrayList<String>();
    extras.forEach((key, value) -> {
      if (known.contains(key)) {
        put(key, value);
      } else if (!PLATFORM_IDS.contains(key)) {
        others.add(key);
      }
    });
    if (!others.isEmpty()) {
      report.add(Rule.YAML_LACKS_KEYS, String.join(", ", others));
    }
    return this;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  Data.Fields done() {
    return new Data.Fields(values);
  }

  static Data list(List<String> texts) {
    return new Data.Items(texts.stream().map(Data::text).toList());
  }

  static Data map(Map<String, String> texts) {
    var keys = new Keys();
    texts.forEach((key, text) -> keys.put(key, Data.text(text)));
    return keys.done();
  }
}
