package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.check.Written;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Mapping;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import dev.millrace.pipeline.yaml.tree.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The texts of a file that may hold expressions, wherever they stand, and those of scripts. */
final class YamlTexts {
  private static final Set<String> PARTS =
      Set.of("stages", "jobs", "steps", "finally", "notices", "concurrency");

  /** Conditions are no texts, and what stands in a matrix is a look-up of its own. */
  private static final Set<String> OTHERS = Set.of("if", "strategy");

  private final List<Written> expressions = new ArrayList<>();
  private final List<String> scripts = new ArrayList<>();

  YamlTexts(View pipeline) {
    for (Entry entry : pipeline.entries()) {
      look(entry, PARTS.contains(entry.name()));
    }
  }

  List<Written> expressions() {
    return expressions;
  }

  /** Texts that set variables. */
  List<String> scripts() {
    return scripts;
  }

  private void look(Entry entry, boolean replaced) {
    look(entry.value(), entry.name(), replaced && !OTHERS.contains(entry.name()));
  }

  private void look(Node node, String key, boolean replaced) {
    if (node instanceof Scalar scalar) {
      if (replaced && scalar.value().contains("${")) {
        expressions.add(ScalarSpot.written(key, scalar));
      }
      if (scalar.value().contains("set-variable")) {
        scripts.add(scalar.value());
      }
    } else if (node instanceof Sequence list) {
      list.items().forEach(item -> look(item, key, replaced));
    } else if (node instanceof Mapping map) {
      map.entries().forEach(entry -> look(entry, replaced));
    }
  }
}
