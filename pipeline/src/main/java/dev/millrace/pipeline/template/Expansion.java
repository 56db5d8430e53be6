package dev.millrace.pipeline.template;

import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.Argument;
import dev.millrace.pipeline.problem.Place;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.template.TemplateSource.Answer;
import dev.millrace.pipeline.yaml.shape.ShapeCheck;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Mapping;
import dev.millrace.pipeline.yaml.tree.Node.Sequence;
import dev.millrace.pipeline.yaml.tree.Origin;
import dev.millrace.pipeline.yaml.tree.YamlParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts templates into one pipeline. A reference that can't be followed is told and stays: what it
 * would have brought is not known, and later rules must not miss it.
 */
final class Expansion {
  private static final String TEMPLATE = "template";

  private final TemplateSource source;
  private final ProblemCollector problems;

  private int loaded;
  private long nodes;

  Expansion(TemplateSource source, ProblemCollector problems) {
    this.source = source;
    this.problems = problems;
  }

  /** A file being expanded, and how many templates it has used so far. */
  private static final class Level {
    /** The files that led here, this one last. */
    private final List<String> chain;

    private int uses;

    Level(List<String> chain) {
      this.chain = chain;
    }
  }

  Node pipeline(Node root, String file) {
    nodes = root.size();
    return root instanceof Mapping map ? root(map, new Level(List.of(file))) : root;
  }

  private Mapping root(Mapping root, Level level) {
    Optional<TemplateRef> extended = root.get("extends").flatMap(TemplateRef::ofExtends);
    if (extended.isPresent()) {
      // Its templates are put in already; what is left here holds no reference.
      return extend(root, extended.get(), level);
    }
    return Trees.map(
        root,
        entry ->
            switch (entry.name()) {
              case "stages" -> stages(entry.value(), level);
              case "jobs", "finally" -> jobs(entry.value(), level);
              case "steps" -> steps(entry.value(), level);
              case "variables" -> variables(entry.value(), level);
              default -> entry.value();
            });
  }

  /** The template's body with the pipeline's own settings over it. */
  private Mapping extend(Mapping root, TemplateRef use, Level level) {
    Optional<Mapping> template = load(use, level, TemplateKind.WHOLE).map(Mapping.class::cast);
    Map<String, Entry> entries = new LinkedHashMap<>();
    template.ifPresent(body -> body.entries().forEach(entry -> entries.put(entry.name(), entry)));
    root.entries().stream()
        .filter(entry -> template.isEmpty() || !entry.name().equals("extends"))
        .forEach(entry -> entries.put(entry.name(), entry));
    return new Mapping(root.mark(), List.copyOf(entries.values()));
  }

  private Node stages(Node node, Level level) {
    return spliced(
        node,
        level,
        TemplateKind.STAGES,
        stage ->
            Trees.map(
                stage,
                entry -> entry.name().equals("jobs") ? jobs(entry.value(), level) : entry.value()));
  }

  private Node steps(Node node, Level level) {
    return spliced(node, level, TemplateKind.STEPS, step -> step);
  }

  private Node spliced(
      Node node, Level level, TemplateKind kind, java.util.function.UnaryOperator<Mapping> plain) {
    if (!(node instanceof Sequence list)) {
      return node;
    }
    List<Node> items = new ArrayList<>();
    for (Node item : list.items()) {
      Optional<TemplateRef> use = TemplateRef.ofItem(item);
      if (use.isPresent()) {
        items.addAll(
            load(use.get(), level, kind)
                .map(body -> ((Sequence) body).items())
                .orElse(List.of(item)));
      } else {
        items.add(item instanceof Mapping map ? plain.apply(map) : item);
      }
    }
    return new Sequence(list.mark(), items);
  }

  private Node jobs(Node node, Level level) {
    if (!(node instanceof Mapping map)) {
      return node;
    }
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : map.entries()) {
      if (entry.name().equals(TEMPLATE)) {
        List<Optional<Node>> bodies =
            TemplateRef.ofJobs(entry.value()).stream()
                .map(use -> load(use, level, TemplateKind.JOBS))
                .toList();
        bodies.stream()
            .flatMap(Optional::stream)
            .forEach(body -> entries.addAll(((Mapping) body).entries()));
        if (bodies.stream().anyMatch(Optional::isEmpty)) {
          entries.add(entry);
        }
      } else {
        Node job =
            entry.value() instanceof Mapping fields
                ? Trees.map(
                    fields,
                    field ->
                        field.name().equals("steps") ? steps(field.value(), level) : field.value())
                : entry.value();
        entries.add(new Entry(entry.key(), job));
      }
    }
    return new Mapping(map.mark(), entries);
  }

  /** A pipeline's own variable wins over one of a template. */
  private Node variables(Node node, Level level) {
    if (!(node instanceof Mapping map)) {
      return node;
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    List<Optional<Node>> bodies =
        map.get(TEMPLATE).map(TemplateRef::ofGroups).orElse(List.of()).stream()
            .map(use -> load(use, level, TemplateKind.VARIABLES))
            .toList();
    bodies.stream()
        .flatMap(Optional::stream)
        .flatMap(body -> ((Mapping) body).entries().stream())
        .forEach(entry -> entries.put(entry.name(), entry));
    boolean complete = bodies.stream().allMatch(Optional::isPresent);
    map.entries().stream()
        .filter(entry -> !complete || !entry.name().equals(TEMPLATE))
        .forEach(entry -> entries.put(entry.name(), entry));
    return new Mapping(map.mark(), List.copyOf(entries.values()));
  }

  /** The part of the template that {@code kind} names, with parameters and templates put in. */
  private Optional<Node> load(TemplateRef use, Level level, TemplateKind kind) {
    if (++level.uses > Limits.TEMPLATE_USES_PER_FILE_MAX) {
      if (level.uses == Limits.TEMPLATE_USES_PER_FILE_MAX + 1) {
        problems.add(
            use.mark()
                .problem(Rule.TEMPLATE_TOO_MANY, level.uses, Limits.TEMPLATE_USES_PER_FILE_MAX));
      }
      return Optional.empty();
    }
    return switch (source.find(use.source())) {
      case Answer.Found(String file, String text) -> found(use, level, kind, file, text);
      case Answer.Missing _ -> failed(use, Rule.TEMPLATE_NOT_FOUND, use.shown());
      case Answer.Refused(Argument reason) -> failed(use, Rule.TEMPLATE_PATH, use.shown(), reason);
      case Answer.Unreadable(Argument reason) ->
          failed(use, Rule.TEMPLATE_UNREADABLE, use.shown(), reason);
      case Answer.Elsewhere _ -> elsewhere(use);
    };
  }

  private Optional<Node> elsewhere(TemplateRef use) {
    if (use.repository().isPresent()) {
      return failed(use, Rule.TEMPLATE_REPOSITORY, use.shown(), use.repository().get());
    }
    return use.revision()
        .map(ref -> this.<Node>failed(use, Rule.TEMPLATE_REVISION, use.shown(), ref))
        .orElseGet(() -> failed(use, Rule.TEMPLATE_STORE, use.shown()));
  }

  private <T> Optional<T> failed(TemplateRef use, Rule rule, Object... arguments) {
    problems.add(use.mark().problem(rule, arguments));
    return Optional.empty();
  }

  private Optional<Node> found(
      TemplateRef use, Level level, TemplateKind kind, String file, String text) {
    List<String> chain = new ArrayList<>(level.chain);
    chain.add(file);
    if (level.chain.contains(file)) {
      return failed(use, Rule.TEMPLATE_CYCLE, String.join(" → ", chain));
    }
    if (chain.size() > Limits.TEMPLATE_DEPTH_MAX + 1) {
      return failed(
          use, Rule.TEMPLATE_TOO_DEEP, Limits.TEMPLATE_DEPTH_MAX, String.join(" → ", chain));
    }
    if (++loaded > Limits.TEMPLATES_MAX) {
      return failed(use, Rule.TEMPLATE_TOO_LARGE, Limits.TEMPLATES_MAX);
    }
    List<Place> usedFrom = new ArrayList<>(List.of(use.mark().place()));
    usedFrom.addAll(use.mark().origin().usedFrom());
    return YamlParser.parse(new Origin(file, text, usedFrom), problems)
        .flatMap(root -> body(use, kind, root, new Level(List.copyOf(chain))));
  }

  private Optional<Node> body(TemplateRef use, TemplateKind kind, Node root, Level level) {
    ShapeCheck.template(root, problems);
    if (!(root instanceof Mapping template)) {
      return Optional.empty();
    }
    Mapping filled = new Parameters(template, use, kind, problems).fill();
    nodes += filled.size();
    if (nodes > Limits.FILE_MAX_NODES) {
      return failed(use, Rule.TEMPLATE_TOO_LARGE, Limits.FILE_MAX_NODES);
    }
    Mapping expanded = root(filled, level);
    return kind == TemplateKind.WHOLE
        ? Optional.of(Trees.without(expanded, "parameters", "resources", "version"))
        : part(use, kind, expanded);
  }

  private Optional<Node> part(TemplateRef use, TemplateKind kind, Mapping template) {
    Optional<Node> body = template.get(kind.key()).filter(kind::fits);
    return body.isPresent() ? body : failed(use, Rule.TEMPLATE_KIND, use.shown(), kind.key());
  }
}
