package dev.millrace.pipeline.json;

import dev.millrace.pipeline.data.Data;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes one kind of thing so that nothing is lost either way.
 *
 * <p>Reading: the fields we know make the thing; what writing that thing back would not give is its
 * extras. Writing: an extra is laid over the known fields if reading gives the same thing again;
 * one that would be taken for something else goes aside, under {@code millrace.extras}. So neither
 * side needs a list of known fields that could get old.
 *
 * @param runTime fields of a run, which no definition keeps
 * @param reader makes the thing of the known fields and the given extras
 * @param writer writes the known fields; must not look at extras
 */
record Carrier<T>(
    RunTimeFields runTime,
    BiFunction<JsonAt, SequencedMap<String, Data>, T> reader,
    Function<T, ObjectNode> writer) {
  private static final String EXTRAS = "extras";

  T read(JsonAt given) {
    JsonAt at = given.with(runTime.without(given.node()));
    T bare = reader.apply(at, Data.none());
    var extras = new LinkedHashMap<>(Residue.of(at.node(), writer.apply(bare)));
    extras.putAll(at.own().fields(EXTRAS));
    return extras.isEmpty() ? bare : reader.apply(at.quiet(), extras);
  }

  ObjectNode write(T value, SequencedMap<String, Data> extras) {
    ObjectNode known = writer.apply(value);
    if (extras.isEmpty()) {
      return known;
    }
    ObjectNode all = Residue.lay(known, extras);
    if (read(JsonAt.silent(all)).equals(value)) {
      return all;
    }
    var kept = new LinkedHashMap<String, Data>();
    var aside = new LinkedHashMap<String, Data>();
    extras.forEach((key, extra) -> {
      kept.put(key, extra);
      T expected = reader.apply(JsonAt.silent(known), kept);
      if (!read(JsonAt.silent(Residue.lay(known, kept))).equals(expected)) {
        kept.remove(key);
        aside.put(key, extra);
      }
    });
    ObjectNode node = Residue.lay(known, kept);
    aside.forEach((key, extra) -> putAside(node, key, extra));
    return node;
  }

  static void putAside(ObjectNode node, String key, Data extra) {
    ObjectNode own = Residue.own(node);
    ObjectNode extras = own.get(EXTRAS) instanceof ObjectNode there ? there : own.putObject(EXTRAS);
    extras.set(key, JsonData.write(extra));
  }
}
