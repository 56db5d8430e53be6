package dev.millrace.pipeline.template;

import dev.millrace.pipeline.TemplateUse.Source;
import dev.millrace.pipeline.yaml.tree.Mark;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Mapping;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import dev.millrace.pipeline.yaml.tree.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A reference to a template as it stands in a file.
 *
 * @param mark of the path or id
 * @param values given for parameters, both {@code parameters} and {@code variables}
 */
record TemplateRef(Source source, Mark mark, List<Entry> values) {
  private static final List<String> PATH_KEYS = List.of("template", "path", "name");

  TemplateRef {
    values = List.copyOf(values);
  }

  /** What people wrote. */
  String shown() {
    return switch (source) {
      case Source.ByPath(String path, Optional<String> _) -> path;
      case Source.ById(String id, Optional<String> _) -> id;
    };
  }

  /** The alias behind {@code @}. */
  Optional<String> repository() {
    return source instanceof Source.ByPath(String path, Optional<String> _) && path.contains("@")
        ? Optional.of(path.substring(path.indexOf('@') + 1))
        : Optional.empty();
  }

  Optional<String> revision() {
    return source instanceof Source.ByPath(String _, Optional<String> ref) ? ref : Optional.empty();
  }

  /** The item of a list of stages or steps, if it is a reference. */
  static Optional<TemplateRef> ofItem(Node node) {
    return node instanceof Mapping map
            && (map.get("template").isPresent() || map.get("template-id").isPresent())
        ? of(map)
        : Optional.empty();
  }

  /** What stands behind {@code template} in a map of jobs: a path, a map, or a list of them. */
  static List<TemplateRef> ofJobs(Node node) {
    return switch (node) {
      case Scalar path -> List.of(byPath(path, List.of()));
      case Mapping map -> of(map).stream().toList();
      case Sequence list -> list.items().stream().flatMap(item -> ofJobs(item).stream()).toList();
    };
  }

  /** What stands behind {@code template} in a map of variables: groups, or files. */
  static List<TemplateRef> ofGroups(Node node) {
    return node instanceof Sequence list
        ? list.items().stream()
            .filter(Mapping.class::isInstance)
            .flatMap(item -> group((Mapping) item).stream())
            .toList()
        : List.of();
  }

  /** A name that ends like a file is one; any other is a group of variables of the platform. */
  private static Optional<TemplateRef> group(Mapping map) {
    return of(map)
        .map(use ->
            use.shown().matches(".*\\.ya?ml(@.*)?")
                ? use
                : new TemplateRef(
                    new Source.ById(use.shown(), Optional.empty()), use.mark, use.values));
  }

  /** What stands behind {@code extends}. */
  static Optional<TemplateRef> ofExtends(Node node) {
    if (!(node instanceof Mapping holder)) {
      return Optional.empty();
    }
    List<Entry> beside = values(holder);
    return holder
        .get("template")
        .flatMap(template ->
            switch (template) {
              case Scalar path -> Optional.of(byPath(path, beside));
              case Mapping map ->
                  of(map)
                      .map(use -> {
                        List<Entry> all = new ArrayList<>(beside);
                        all.addAll(use.values);
                        return new TemplateRef(use.source, use.mark, all);
                      });
              case Sequence _ -> Optional.empty();
            });
  }

  private static Optional<TemplateRef> of(Mapping map) {
    Optional<String> ref = text(map, "ref").map(Scalar::text);
    Optional<Scalar> path = PATH_KEYS.stream().flatMap(key -> text(map, key).stream()).findFirst();
    Optional<Scalar> id = text(map, "template-id");
    return path.map(scalar ->
            new TemplateRef(new Source.ByPath(scalar.text(), ref), scalar.mark(), values(map)))
        .or(() ->
            id.map(scalar ->
                new TemplateRef(
                    new Source.ById(scalar.text(), text(map, "version").map(Scalar::text)),
                    scalar.mark(),
                    values(map))));
  }

  private static TemplateRef byPath(Scalar path, List<Entry> values) {
    return new TemplateRef(new Source.ByPath(path.text(), Optional.empty()), path.mark(), values);
  }

  private static Optional<Scalar> text(Mapping map, String key) {
    return map.get(key)
        .filter(Scalar.class::isInstance)
        .map(Scalar.class::cast)
        .filter(scalar -> !scalar.text().isEmpty());
  }

  private static List<Entry> values(Mapping map) {
    List<Entry> values = new ArrayList<>();
    for (String key : List.of("parameters", "variables")) {
      map.get(key)
          .filter(Mapping.class::isInstance)
          .ifPresent(given -> values.addAll(((Mapping) given).entries()));
    }
    return values;
  }
}
