package dev.millrace.pipeline.yaml.shape;

import dev.millrace.pipeline.check.Measure;
import dev.millrace.pipeline.problem.Argument;
import dev.millrace.pipeline.problem.Kind;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spelling;
import dev.millrace.pipeline.yaml.tree.Mark;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Mapping;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import dev.millrace.pipeline.yaml.tree.Node.Sequence;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a tree against a shape and adds every difference as a problem. What it passes can be mapped
 * without looking at kinds again.
 *
 * <p>It asks for types one by one: a switch over types makes a class when it is first met, which no
 * cache of the JVM keeps, and every start of the command line would wait for it.
 */
public final class ShapeCheck {
  private final FormatVersion version;
  private final ProblemCollector problems;
  private final ScalarCheck scalars;
  private final Measure measure;

  private ShapeCheck(FormatVersion version, ProblemCollector problems) {
    this.version = version;
    this.problems = problems;
    this.scalars = new ScalarCheck(version, problems);
    this.measure = new Measure(problems);
  }

  /** Checks a whole pipeline file. */
  public static void pipeline(Node root, FormatVersion version, ProblemCollector problems) {
    var shape = new Shape.Fields(PipelineTables.PIPELINE);
    new ShapeCheck(version, problems).check(root, shape, "pipeline", root.mark());
  }

  /** Checks a template file; what its body refers to is checked where the template is used. */
  public static void template(Node root, ProblemCollector problems) {
    var shape = new Shape.Fields(TemplateTables.TEMPLATE_FILE);
    new ShapeCheck(FormatVersion.V2, problems).check(root, shape, "template", root.mark());
  }

  private void check(Node node, Shape shape, String name, Mark owner) {
    if (node instanceof Scalar scalar && scalar.isUnknown()) {
      return; // An alias of nothing: said once, and whatever was meant may fit.
    }
    if (shape instanceof Shape.Single single) {
      single(node, single, name);
    } else if (shape instanceof Shape.Items items) {
      items(node, items, name);
    } else if (shape instanceof Shape.Fields fields) {
      fields(node, fields.table(), name, owner);
    } else if (shape instanceof Shape.Entries entries) {
      entries(node, entries, name);
    } else if (shape instanceof Shape.Choice choice) {
      choice(node, choice, name, owner);
    } else if (shape instanceof Shape.ByKey byKey) {
      check(node, byKey.isPresentIn(node) ? byKey.present() : byKey.absent(), name, owner);
    }
  }

  private void single(Node node, Shape.Single shape, String name) {
    if (node instanceof Scalar scalar) {
      scalars.check(scalar, shape, name);
    } else {
      wrongKind(node, shape, name);
    }
  }

  private void choice(Node node, Shape.Choice choice, String name, Mark owner) {
    Optional<Shape> chosen = choice.of(node);
    boolean isNothing = node instanceof Scalar scalar && scalar.isNull() && emptyRefused(choice);
    if (chosen.isPresent() && !isNothing) {
      check(node, chosen.get(), name, owner);
    } else {
      wrongKind(node, choice, name);
    }
  }

  /** Nothing at all is no list and no map; only where the single value is a text it is a value. */
  private static boolean emptyRefused(Shape.Choice choice) {
    return choice.single().isEmpty();
  }

  private void items(Node node, Shape.Items shape, String name) {
    if (!(node instanceof Sequence sequence)) {
      wrongKind(node, shape, name);
      return;
    }
    List<Node> items = sequence.items();
    if (items.size() > shape.max()) {
      measure.most(items.get(shape.max()).mark(), name, items.size(), shape.max());
    }
    measure.least(node.mark(), name, items.size(), shape.min());
    Set<String> seen = new HashSet<>();
    for (Node item : items) {
      check(item, shape.each(), name, item.mark());
      if (shape.unique() && item instanceof Scalar scalar && !seen.add(scalar.text())) {
        problems.add(item.mark().problem(Rule.DUPLICATE_ITEM, name, scalar.text()));
      }
    }
  }

  private void entries(Node node, Shape.Entries shape, String name) {
    if (!(node instanceof Mapping map)) {
      wrongKind(node, shape, name);
      return;
    }
    int count = map.entries().size();
    if (count > shape.max()) {
      measure.most(map.entries().get(shape.max()).key().mark(), name, count, shape.max());
    }
    measure.least(map.mark(), name, count, shape.min());
    for (Entry entry : map.entries()) {
      Field special = shape.special().get(entry.name());
      if (special != null) {
        check(entry.value(), special.shape(), entry.name(), entry.key().mark());
        continue;
      }
      measure.name(entry.key().mark(), name, entry.name(), shape.keyMax());
      check(entry.value(), shape.each(), entry.name(), entry.key().mark());
    }
  }

  private void fields(Node node, Table table, String name, Mark owner) {
    if (!(node instanceof Mapping map)) {
      wrongKind(node, new Shape.Fields(table), name);
      return;
    }
    for (Entry entry : map.entries()) {
      Optional<Field> field = table.field(entry.name());
      if (field.isEmpty()) {
        unknown(entry, table, name);
      } else if (!field.get().isIn(version)) {
        problems.add(entry.key().mark().problem(Rule.KEY_OF_OTHER_VERSION, entry.name()));
      } else {
        check(entry.value(), field.get().shape(), entry.name(), entry.key().mark());
        field
            .get()
            .ignoredBecause()
            .ifPresent(reason ->
                problems.add(
                    entry.key().mark().problem(Rule.KEY_IGNORED, entry.name(), reason.of())));
      }
    }
    for (Field field : table.fields().values()) {
      if (field.required() && map.get(field.name()).isEmpty()) {
        problems.add(owner.problem(Rule.MISSING_KEY, field.name(), name));
      }
    }
    groups(map, table, name, owner);
  }

  private void unknown(Entry entry, Table table, String name) {
    List<String> known =
        table.fields().values().stream()
            .filter(field -> field.isIn(version))
            .map(Field::name)
            .toList();
    problems.add(
        entry
            .key()
            .mark()
            .problem(Rule.UNKNOWN_KEY, entry.name(), name)
            .suggesting(Spelling.closest(entry.name(), known)));
  }

  private void groups(Mapping map, Table table, String name, Mark owner) {
    for (List<String> group : table.exactlyOne()) {
      if (group.stream().noneMatch(key -> map.get(key).isPresent())) {
        problems.add(owner.problem(Rule.ONE_KEY_NEEDED, name, String.join(", ", group)));
      }
      exclusive(map, group);
    }
    table.atMostOne().forEach(group -> exclusive(map, group));
    for (Map.Entry<String, String> need : table.needs().entrySet()) {
      Optional<Entry> given = map.entry(need.getKey());
      if (given.isPresent() && map.get(need.getValue()).isEmpty()) {
        problems.add(given.get().key().mark().problem(Rule.MISSING_KEY, need.getValue(), name));
      }
    }
  }

  /** The first of a group as written is kept; each further one is told that it does not fit it. */
  private void exclusive(Mapping map, List<String> group) {
    List<Entry> given =
        map.entries().stream().filter(entry -> group.contains(entry.name())).toList();
    given.stream()
        .skip(1)
        .forEach(entry ->
            problems.add(
                entry
                    .key()
                    .mark()
                    .problem(Rule.KEYS_EXCLUDE, entry.name(), given.getFirst().name())));
  }

  private void wrongKind(Node node, Shape expected, String name) {
    var kinds = new Argument.Kinds(kindsOf(expected));
    problems.add(
        node.mark()
            .problem(Rule.WRONG_KIND, name, node.kind(), kinds)
            .suggesting(wrapped(node, expected)));
  }

  /** A single value where a list of such values belongs is most likely meant as the only item. */
  private static Optional<String> wrapped(Node node, Shape expected) {
    Optional<Shape> list =
        expected instanceof Shape.Choice choice ? choice.list() : Optional.of(expected);
    boolean listWanted =
        list.isPresent()
            && list.get() instanceof Shape.Items(Shape each, _, _, _)
            && (each instanceof Shape.Text || each instanceof Shape.Word);
    return listWanted && node instanceof Scalar scalar && !scalar.isNull()
        ? Optional.of("[ " + scalar.text() + " ]")
        : Optional.empty();
  }

  private static List<Kind> kindsOf(Shape shape) {
    return switch (shape) {
      case Shape.Text _, Shape.Word _, Shape.Version _, Shape.Anything _ -> List.of(Kind.TEXT);
      case Shape.Flag _, Shape.Switch _ -> List.of(Kind.BOOLEAN);
      case Shape.Whole _, Shape.Minutes _ -> List.of(Kind.WHOLE_NUMBER);
      case Shape.Items _ -> List.of(Kind.LIST);
      case Shape.Fields _, Shape.Entries _ -> List.of(Kind.MAP);
      case Shape.ByKey byKey -> kindsOf(byKey.absent());
      case Shape.Choice choice ->
          choice.all().stream().flatMap(each -> kindsOf(each).stream()).distinct().toList();
    };
  }
}
