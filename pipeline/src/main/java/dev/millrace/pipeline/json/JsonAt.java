package dev.millrace.pipeline.json;

import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.problem.Kind;
import dev.millrace.pipeline.problem.Rule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object in a JSON text, where it is, and whom to tell what is wrong with it. Null counts as
 * absent everywhere. Scalars are taken from one another where the meaning is plain ({@code "30"} as
 * a number, {@code 1} as a text), as BK-CI does; what can't be taken is reported and counts as
 * absent.
 */
record JsonAt(ObjectNode node, String path, Sink problems) {
  /** Takes what is wrong: the path of it, the rule, and what the rule names. */
  @FunctionalInterface
  interface Sink {
    void add(String path, Rule rule, Object... arguments);
  }

  /** The object that holds what the format has no field for. */
  static final String OWN = "millrace";

  static JsonAt silent(ObjectNode node) {
    return new JsonAt(node, "$", (_, _, _) -> {});
  }

  JsonAt quiet() {
    return silent(node);
  }

  JsonAt with(ObjectNode other) {
    return new JsonAt(other, path, problems);
  }

  /** The same, known to stand elsewhere in the text. */
  JsonAt atPath(String other) {
    return new JsonAt(node, other, problems);
  }

  JsonAt own() {
    return object(OWN);
  }

  boolean has(String key) {
    return find(key) != null;
  }

  Optional<String> text(String key) {
    JsonNode value = find(key);
    if (value == null) {
      return Optional.empty();
    }
    Optional<String> text = scalar(value);
    return text.isPresent() ? text : wrong(key, value, Kind.TEXT);
  }

  String text(String key, String fallback) {
    return text(key).orElse(fallback);
  }

  /** A text that means nothing when it is blank. */
  Optional<String> filled(String key) {
    return text(key).filter(text -> !text.isBlank());
  }

  Optional<Boolean> flag(String key) {
    JsonNode value = find(key);
    if (value == null) {
      return Optional.empty();
    }
    return switch (scalar(value).orElse("")) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> wrong(key, value, Kind.BOOLEAN);
    };
  }

  boolean flag(String key, boolean fallback) {
    return flag(key).orElse(fallback);
  }

  Optional<Integer> integer(String key) {
    JsonNode value = find(key);
    if (value == null) {
      return Optional.empty();
    }
    try {
      // Of more digits none is an int, and reading them would cost time without bound.
      String digits = scalar(value).map(String::strip).filter(t -> t.length() <= 20).orElse("");
      return Optional.of(new BigDecimal(digits).intValueExact());
    } catch (ArithmeticException | NumberFormatException _) {
      return wrong(key, value, Kind.WHOLE_NUMBER);
    }
  }

  /** An array of texts; absent is empty. */
  List<String> texts(String key) {
    return maybeTexts(key).orElse(List.of());
  }

  Optional<List<String>> maybeTexts(String key) {
    JsonNode value = find(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isArray()) {
      return wrong(key, value, Kind.LIST);
    }
    var texts = new ArrayList<String>();
    for (int i = 0; i < value.size(); i++) {
      Optional<String> text = scalar(value.get(i));
      if (text.isEmpty()) {
        return wrong(item(key, i), value.get(i), Kind.TEXT);
      }
      texts.add(text.get());
    }
    return Optional.of(texts);
  }

  /** The object of {@code key}; without fields if there is none. */
  JsonAt object(String key) {
    JsonNode value = find(key);
    String there = path + "." + key;
    if (value instanceof ObjectNode object) {
      return new JsonAt(object, there, problems);
    }
    if (value != null) {
      wrong(key, value, Kind.MAP);
    }
    return new JsonAt(JsonData.object(), there, problems);
  }

  /** The objects of an array; other items are reported and left out. */
  List<JsonAt> objects(String key) {
    JsonNode value = find(key);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      wrong(key, value, Kind.LIST);
      return List.of();
    }
    var objects = new ArrayList<JsonAt>();
    for (int i = 0; i < value.size(); i++) {
      if (value.get(i) instanceof ObjectNode object) {
        objects.add(new JsonAt(object, path + "." + item(key, i), problems));
      } else {
        wrong(item(key, i), value.get(i), Kind.MAP);
      }
    }
    return objects;
  }

  Optional<Data> data(String key) {
    return Optional.ofNullable(find(key)).map(JsonData::read);
  }

  /** The fields of the object of {@code key}, nulls included. */
  SequencedMap<String, Data> fields(String key) {
    return JsonData.fields(object(key).node);
  }

  /** Texts by name, from an object. */
  SequencedMap<String, String> textsByKey(String key) {
    JsonAt object = object(key);
    var texts = new LinkedHashMap<String, String>();
    for (String name : object.node.propertyNames()) {
      object.text(name).ifPresent(text -> texts.put(name, text));
    }
    return texts;
  }

  /** Texts by name, from an array of {@code key} and {@code value}. */
  SequencedMap<String, String> pairs(String key) {
    var pairs = new LinkedHashMap<String, String>();
    for (JsonAt item : objects(key)) {
      Optional<String> name = item.text("key");
      if (name.isEmpty()) {
        item.problem(Rule.MISSING_KEY, "key", key);
      } else if (pairs.put(name.get(), item.text("value", "")) != null) {
        item.problem(Rule.REPEATED_NAME, name.get(), key);
      }
    }
    return pairs;
  }

  /** What the text of {@code key} stands for. */
  <E> Optional<E> word(String key, Words<E> words) {
    Optional<String> text = text(key);
    Optional<E> meant = text.flatMap(words::meaning);
    if (text.isPresent() && meant.isEmpty()) {
      problemAt(key, Rule.VALUE_NOT_KNOWN, key, text.get());
    }
    return meant;
  }

  /** The whole object, for rules. */
  JsonSpot spot() {
    return JsonSpot.strict(path);
  }

  /** The value of {@code key}, for rules. */
  JsonSpot spot(String key) {
    return JsonSpot.strict(path + "." + key);
  }

  /** The item of the array {@code key}, for rules. */
  JsonSpot spot(String key, int index) {
    return spot(item(key, index));
  }

  /** Something wrong with the whole object. */
  void problem(Rule rule, Object... arguments) {
    problems.add(path, rule, arguments);
  }

  /** Something wrong with the value of {@code key}. */
  void problemAt(String key, Rule rule, Object... arguments) {
    problems.add(path + "." + key, rule, arguments);
  }

  private <T> Optional<T> wrong(String key, JsonNode found, Kind expected) {
    problemAt(key, Rule.WRONG_KIND, key, kind(found), expected);
    return Optional.empty();
  }

  private static String item(String key, int index) {
    return key + "[" + index + "]";
  }

  private static Kind kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING, BINARY, POJO -> Kind.TEXT;
      case BOOLEAN -> Kind.BOOLEAN;
      case NUMBER -> value.isIntegralNumber() ? Kind.WHOLE_NUMBER : Kind.NUMBER;
      case ARRAY -> Kind.LIST;
      case OBJECT -> Kind.MAP;
      case NULL, MISSING -> Kind.NOTHING;
    };
  }

  private @Nullable JsonNode find(String key) {
    JsonNode value = node.get(key);
    return value == null || value.isNull() ? null : value;
  }

  private static Optional<String> scalar(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> Optional.of(value.stringValue());
      case BOOLEAN -> Optional.of(Boolean.toString(value.booleanValue()));
      case NUMBER -> Optional.of(value.decimalValue().toString());
      case ARRAY, OBJECT, NULL, MISSING, BINARY, POJO -> Optional.empty();
    };
  }
}
