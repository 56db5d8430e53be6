package dev.millrace.pipeline.json;

import dev.millrace.pipeline.data.Data;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one JSON object says and another doesn't. Where both have an object the difference is that
 * of the objects; where both have an array of the same length, it is a map by index.
 */
final class Residue {
  private Residue() {}

  /** What {@code source} has and {@code written} lacks or has otherwise; nulls don't count. */
  static SequencedMap<String, Data> of(ObjectNode source, ObjectNode written) {
    var residue = new LinkedHashMap<String, Data>();
    source
        .properties()
        .forEach(entry -> {
          if (!entry.getKey().equals(JsonAt.OWN)) {
            difference(entry.getKey(), entry.getValue(), written.get(entry.getKey()), residue);
          }
        });
    return residue;
  }

  private static void difference(
      String key, JsonNode source, @Nullable JsonNode written, Map<String, Data> residue) {
    if (source.isNull() || source.equals(written)) {
      return;
    }
    Data whole = JsonData.read(source);
    if (written == null) {
      residue.put(key, whole);
    } else if (source instanceof ObjectNode left && written instanceof ObjectNode right) {
      putUnlessEmpty(residue, key, of(left, right));
    } else if (source instanceof ArrayNode left
        && written instanceof ArrayNode right
        && left.size() == right.size()) {
      var byIndex = new LinkedHashMap<String, Data>();
      for (int i = 0; i < left.size(); i++) {
        difference(Integer.toString(i), left.get(i), right.get(i), byIndex);
      }
      putUnlessEmpty(residue, key, byIndex);
    } else if (!whole.equals(JsonData.read(written))) {
      residue.put(key, whole);
    }
  }

  private static void putUnlessEmpty(
      Map<String, Data> residue, String key, SequencedMap<String, Data> part) {
    if (!part.isEmpty()) {
      residue.put(key, new Data.Fields(part));
    }
  }

  /** Lays a residue over what it was taken from. */
  static ObjectNode lay(ObjectNode target, Map<String, Data> residue) {
    ObjectNode laid = target.deepCopy();
    residue.forEach((key, value) -> laid.set(key, merged(laid.get(key), value)));
    return laid;
  }

  private static JsonNode merged(@Nullable JsonNode target, Data residue) {
    if (target instanceof ObjectNode object && residue instanceof Data.Fields(var fields)) {
      return lay(object, fields);
    }
    if (target instanceof ArrayNode array && residue instanceof Data.Fields(var fields)) {
      ArrayNode laid = array.deepCopy();
      for (int i = 0; i < laid.size(); i++) {
        Data item = fields.get(Integer.toString(i));
        if (item != null) {
          laid.set(i, merged(laid.get(i), item));
        }
      }
      return laid;
    }
    return JsonData.write(residue);
  }

  /**
   * Lays open fields over {@code written} if they are found there again, else puts them aside under
   * {@code millrace} and {@code name}.
   */
  static ObjectNode layOrAside(
      ObjectNode written, String name, Map<String, Data> fields, Predicate<ObjectNode> isFound) {
    return layAllOrAside(written, name, fields, fields, isFound);
  }

  /** The same when the place of {@code fields} is deeper; {@code residue} leads there. */
  static ObjectNode layAllOrAside(
      ObjectNode written,
      String name,
      Map<String, Data> residue,
      Map<String, Data> fields,
      Predicate<ObjectNode> isFound) {
    if (fields.isEmpty()) {
      return written;
    }
    ObjectNode laid = lay(written, residue);
    if (of(written, laid).isEmpty() && isFound.test(laid)) {
      return laid;
    }
    ObjectNode aside = written.deepCopy();
    own(aside).set(name, JsonData.object(fields));
    return aside;
  }

  /** The object for what the format has no field for; made if it is not there. */
  static ObjectNode own(ObjectNode node) {
    return node.get(JsonAt.OWN) instanceof ObjectNode own ? own : node.putObject(JsonAt.OWN);
  }
}
