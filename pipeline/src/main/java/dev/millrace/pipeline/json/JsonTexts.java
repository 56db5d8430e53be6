package dev.millrace.pipeline.json;

import dev.millrace.pipeline.check.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The texts of a model that may hold expressions, wherever they stand, and those of scripts. */
final class JsonTexts {
  /** Conditions are no texts, what stands in a matrix is a look-up, and ours is ours. */
  private static final Set<String> OTHERS =
      Set.of(ConditionJson.EXPRESSION, JobJson.MATRIX, JsonAt.OWN);

  private final List<Written> expressions = new ArrayList<>();
  private final List<String> scripts = new ArrayList<>();

  JsonTexts(Layout layout) {
    for (JsonAt stage : layout.stages()) {
      look(stage.node(), "", stage.path());
    }
    look(layout.setting().node(), "", layout.setting().path());
  }

  List<Written> expressions() {
    return expressions;
  }

  /** Texts that set variables. */
  List<String> scripts() {
    return scripts;
  }

  private void look(JsonNode node, String key, String path) {
    if (node.isString()) {
      text(node.stringValue(), key, path);
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        look(node.get(i), key, path + "[" + i + "]");
      }
    } else if (node.isObject() && !OTHERS.contains(key)) {
      node.properties()
          .forEach(field -> look(field.getValue(), field.getKey(), path + "." + field.getKey()));
    }
  }

  private void text(String text, String key, String path) {
    if (text.contains("${") && !OTHERS.contains(key) && !key.equals(SettingJson.NUMBER_RULE)) {
      expressions.add(new Written(key, text, JsonSpot.strict(path)));
    }
    if (text.contains("set-variable")) {
      scripts.add(text);
    }
  }
}
