package dev.millrace.pipeline.template;

import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Mapping;
import java.util.List;
import java.util.function.Function;

/** Changed copies of trees; marks stay. */
final class Trees {
  private Trees() {}

  /** A copy with each value replaced by what {@code change} makes of its entry. */
  static Mapping map(Mapping map, Function<Entry, Node> change) {
    return new Mapping(
        map.mark(),
        map.entries().stream().map(entry -> new Entry(entry.key(), change.apply(entry))).toList());
  }

  /** A copy without some keys. */
  static Mapping without(Mapping map, String... keys) {
    List<String> left = List.of(keys);
    return new Mapping(
        map.mark(), map.entries().stream().filter(entry -> !left.contains(entry.name())).toList());
  }
}
