package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.TemplateUse;
import dev.millrace.pipeline.TemplateUse.Source;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** References to templates, as model. */
final class TemplateMapping {
  private TemplateMapping() {}

  /** Whether a map in the place of a stage or step is a reference. */
  static boolean isUse(View entry) {
    return entry.has("template") || entry.has("template-id");
  }

  static TemplateUse use(View use) {
    return new TemplateUse(
        source(use, use.name("template").or(() -> use.name("name"))),
        values(use),
        Data.none(),
        Optional.empty());
  }

  static Stream<TemplateUse> jobUses(Node node) {
    return switch (node) {
      case Scalar path -> Stream.of(byPath(path.text()));
      case Node.Sequence sequence -> sequence.items().stream().flatMap(TemplateMapping::jobUses);
      case Node.Mapping map -> Stream.of(use(View.of(map)));
    };
  }

  /** Behind {@code extends}. */
  static TemplateUse whole(Node node) {
    View holder = View.of(node);
    SequencedMap<String, Data> beside = holder.dataMap("parameters");
    Optional<Node> template = holder.node("template");
    if (template.isPresent() && template.get() instanceof Scalar path) {
      return new TemplateUse(byPath(path.text()).source(), beside, Data.none(), Optional.empty());
    }
    View use = View.of(template);
    SequencedMap<String, Data> values = new LinkedHashMap<>(beside);
    values.putAll(values(use));
    return new TemplateUse(
        source(use, use.name("path")),
        values,
        use.dataMap("trigger-conf"),
        use.data("recommended-version"));
  }

  private static TemplateUse byPath(String path) {
    return new TemplateUse(
        new Source.ByPath(path, Optional.empty()), Data.none(), Data.none(), Optional.empty());
  }

  private static Source source(View use, Optional<String> path) {
    return path.<Source>map(file -> new Source.ByPath(file, use.name("ref")))
        .orElseGet(() -> new Source.ById(use.textOrEmpty("template-id"), use.name("version")));
  }

  private static SequencedMap<String, Data> values(View use) {
    SequencedMap<String, Data> values = use.dataMap("parameters");
    values.putAll(use.dataMap("variables"));
    return values;
  }
}
