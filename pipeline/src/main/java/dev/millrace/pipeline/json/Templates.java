package dev.millrace.pipeline.json;

import dev.millrace.pipeline.TemplateUse;
import dev.millrace.pipeline.problem.Rule;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Templates in the place of a stage, job or task. A reference has no extras, so says so. */
final class Templates {
  private static final String IS_NONE = "notTemplate";

  private Templates() {}

  /** Whether a thing that looks like a reference was marked as none. */
  static boolean isNone(JsonAt at) {
    return at.own().flag(IS_NONE, false);
  }

  /** Marks a thing that looks like a reference because of what it carries. */
  static ObjectNode markNone(ObjectNode node) {
    Residue.own(node).put(IS_NONE, true);
    return node;
  }

  static <T> T read(
      JsonAt at,
      String id,
      Function<TemplateUse, T> make,
      BiFunction<T, String, ObjectNode> writer) {
    T template = make.apply(TemplateJson.read(at.object("template")));
    Map<String, ?> lost = Residue.of(at.node(), writer.apply(template, id));
    if (!lost.isEmpty()) {
      at.problem(Rule.TEMPLATE_FIELDS_DROPPED, String.join(", ", lost.keySet()));
    }
    return template;
  }
}
