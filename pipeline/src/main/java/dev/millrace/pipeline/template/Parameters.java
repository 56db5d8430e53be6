package dev.millrace.pipeline.template;

import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spelling;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Mapping;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import dev.millrace.pipeline.yaml.tree.Node.ScalarType;
import dev.millrace.pipeline.yaml.tree.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The parameters of one use of a template: checked, defaulted, and put into its body. */
final class Parameters {
  private static final Set<String> WRITTEN_BY_THE_AUTHOR = Set.of("parameters", "version");

  private final Mapping template;
  private final TemplateRef use;
  private final TemplateKind kind;
  private final ProblemCollector problems;

  Parameters(Mapping template, TemplateRef use, TemplateKind kind, ProblemCollector problems) {
    this.template = template;
    this.use = use;
    this.kind = kind;
    this.problems = problems;
  }

  /** The template with every {@code parameters.x} replaced and its variables given values. */
  Mapping fill() {
    Map<String, Mapping> declared = declared();
    SequencedMap<String, Node> values = new LinkedHashMap<>();
    Map<String, Entry> overrides = new LinkedHashMap<>();
    for (Entry given : use.values()) {
      if (declared.containsKey(given.name())) {
        values.put(given.name(), unwrapped(given.value()));
      } else if (kind == TemplateKind.WHOLE && variables().contains(given.name())) {
        overrides.put(given.name(), given);
      } else {
        unknown(given, declared.keySet());
      }
    }
    declared.forEach((name, parameter) -> check(name, parameter, values));
    var replacement = new ParameterReplacement(values, use.shown(), problems);
    Mapping filled =
        Trees.map(
            template,
            entry ->
                WRITTEN_BY_THE_AUTHOR.contains(entry.name())
                    ? entry.value()
                    : replacement.in(entry.value(), entry.name()));
    return overrides.isEmpty() ? filled : overridden(filled, overrides);
  }

  private Map<String, Mapping> declared() {
    Map<String, Mapping> declared = new LinkedHashMap<>();
    if (template.get("parameters").orElse(null) instanceof Sequence list) {
      for (Node item : list.items()) {
        if (item instanceof Mapping parameter
            && parameter.get("name").orElse(null) instanceof Scalar name) {
          declared.put(name.text(), parameter);
        }
      }
    }
    return declared;
  }

  private Set<String> variables() {
    return template.get("variables").orElse(null) instanceof Mapping variables
        ? variables.entries().stream().map(Entry::name).collect(java.util.stream.Collectors.toSet())
        : Set.of();
  }

  private void unknown(Entry given, Set<String> declared) {
    List<String> known = new ArrayList<>(declared);
    if (kind == TemplateKind.WHOLE) {
      known.addAll(variables());
    }
    problems.add(
        given
            .key()
            .mark()
            .problem(Rule.PARAMETER_UNKNOWN, given.name(), use.shown())
            .suggesting(Spelling.closest(given.name(), known)));
  }

  /** Version 3 may write {@code {value: x}} for x. */
  private static Node unwrapped(Node given) {
    return given instanceof Mapping map ? map.get("value").orElse(given) : given;
  }

  private void check(String name, Mapping parameter, SequencedMap<String, Node> values) {
    Optional<Node> value = Optional.ofNullable(values.get(name)).or(() -> parameter.get("default"));
    if (value.isEmpty()) {
      problems.add(use.mark().problem(Rule.PARAMETER_MISSING, name, use.shown()));
      // Something must stand there for the rest to be looked at.
      values.put(name, new Scalar(use.mark(), ScalarType.TEXT, "", Node.Style.PLAIN));
      return;
    }
    String type = text(parameter, "type").orElse("string");
    if (!fits(value.get(), type)) {
      problems.add(value.get().mark().problem(Rule.PARAMETER_TYPE, name, value.get().kind(), type));
    }
    values.put(name, type.equals("string") ? asText(value.get()) : value.get());
    List<String> allowed = allowed(parameter);
    if (!allowed.isEmpty() && value.get() instanceof Scalar scalar) {
      if (!allowed.contains(scalar.text()) && !scalar.text().contains("${")) {
        problems.add(
            scalar
                .mark()
                .problem(Rule.PARAMETER_VALUE, name, scalar.text(), String.join(", ", allowed))
                .suggesting(Spelling.closest(scalar.text(), allowed)));
      }
    }
  }

  private static List<String> allowed(Mapping parameter) {
    return parameter.get("values").orElse(null) instanceof Sequence list
        ? list.items().stream()
            .filter(Scalar.class::isInstance)
            .map(item -> ((Scalar) item).text())
            .toList()
        : List.of();
  }

  /** A reference to a variable is taken for any type: its value is not known yet. */
  private static boolean fits(Node value, String type) {
    if (!(value instanceof Scalar scalar)) {
      return type.equals("array") && value instanceof Sequence;
    }
    if (scalar.text().contains("${")) {
      return true;
    }
    return switch (type) {
      case "number" -> scalar.type() == ScalarType.INTEGER || scalar.type() == ScalarType.DECIMAL;
      case "boolean" -> scalar.type() == ScalarType.BOOLEAN;
      case "array" -> false;
      default -> true;
    };
  }

  private static Node asText(Node value) {
    return value instanceof Scalar scalar
        ? new Scalar(scalar.mark(), ScalarType.TEXT, scalar.text(), scalar.style())
        : value;
  }

  private static Optional<String> text(Mapping map, String key) {
    return map.get(key).filter(Scalar.class::isInstance).map(node -> ((Scalar) node).text());
  }

  /** The template's variables with the values, and what else the use says, over them. */
  private static Mapping overridden(Mapping filled, Map<String, Entry> overrides) {
    return Trees.map(
        filled,
        root ->
            root.name().equals("variables") && root.value() instanceof Mapping variables
                ? Trees.map(
                    variables,
                    variable ->
                        overrides.containsKey(variable.name())
                            ? over(variable.value(), overrides.get(variable.name()).value())
                            : variable.value())
                : root.value());
  }

  private static Node over(Node variable, Node given) {
    if (!(variable instanceof Mapping fields)) {
      return given;
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    fields.entries().forEach(entry -> entries.put(entry.name(), entry));
    if (given instanceof Mapping map) {
      map.entries().forEach(entry -> entries.put(entry.name(), entry));
    } else {
      var key = new Scalar(given.mark(), ScalarType.TEXT, "value", Node.Style.PLAIN);
      entries.put("value", new Entry(key, given));
    }
    return new Mapping(fields.mark(), List.copyOf(entries.values()));
  }
}
