package dev.millrace.pipeline.template;

import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spelling;
import dev.millrace.pipeline.yaml.tree.Mark;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Mapping;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import dev.millrace.pipeline.yaml.tree.Node.ScalarType;
import dev.millrace.pipeline.yaml.tree.Node.Sequence;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replaces <code>${{ parameters.x }}</code> in a template. Alone in its value it becomes the value,
 * with its kind; among other text it becomes text. A condition may name {@code parameters.x} bare,
 * and gets a literal.
 */
final class ParameterReplacement {
  private static final Pattern MARKED =
      Pattern.compile("\\$\\{\\{\\s*parameters\\.([A-Za-z0-9_-]+)\\s*}}");
  private static final Pattern BARE = Pattern.compile("(?<![\\w.'-])parameters\\.([A-Za-z0-9_-]+)");

  private final Map<String, Node> values;
  private final String template;
  private final ProblemCollector problems;

  /** What may still be added to texts, so that a template can't blow them up. */
  private int room = Limits.FILE_MAX_CHARACTERS;

  ParameterReplacement(Map<String, Node> values, String template, ProblemCollector problems) {
    this.values = values;
    this.template = template;
    this.problems = problems;
  }

  /** A copy of {@code node}, which stands behind {@code key}. */
  Node in(Node node, String key) {
    return switch (node) {
      case Scalar scalar -> scalar(scalar, key);
      case Sequence list ->
          new Sequence(list.mark(), list.items().stream().map(item -> in(item, key)).toList());
      case Mapping map ->
          new Mapping(
              map.mark(),
              map.entries().stream()
                  .map(entry -> new Entry(entry.key(), in(entry.value(), entry.name())))
                  .toList());
    };
  }

  private Node scalar(Scalar scalar, String key) {
    if (scalar.type() != ScalarType.TEXT || !scalar.value().contains("parameters.")) {
      return scalar;
    }
    Matcher whole = MARKED.matcher(scalar.value().strip());
    if (whole.matches()) {
      @Nullable Node value = value(whole.group(1), scalar.mark());
      return value == null ? scalar : at(value, scalar.mark());
    }
    String text = replaced(scalar.value(), MARKED, scalar.mark(), false);
    if (key.equals("if")) {
      text = replaced(text, BARE, scalar.mark(), true);
    }
    return new Scalar(scalar.mark(), ScalarType.TEXT, text, scalar.style());
  }

  private String replaced(String text, Pattern pattern, Mark mark, boolean literal) {
    return pattern
        .matcher(text)
        .replaceAll(match -> {
          @Nullable Node value = value(match.group(1), mark);
          String shown = value == null ? match.group() : literal ? literal(value) : plain(value);
          room -= shown.length();
          if (room < 0) {
            problems.add(mark.problem(Rule.TEMPLATE_TOO_LARGE, Limits.FILE_MAX_CHARACTERS));
            return "";
          }
          return Matcher.quoteReplacement(shown);
        });
  }

  private @Nullable Node value(String name, Mark mark) {
    @Nullable Node value = values.get(name);
    if (value == null) {
      problems.add(
          mark.problem(Rule.PARAMETER_UNKNOWN, name, template)
              .suggesting(Spelling.closest(name, values.keySet())));
    }
    return value;
  }

  /** Where the template wrote the reference is where its reader looks for the mistake. */
  private static Node at(Node value, Mark mark) {
    return switch (value) {
      case Scalar scalar -> new Scalar(mark, scalar.type(), scalar.value(), scalar.style());
      case Sequence list ->
          new Sequence(mark, list.items().stream().map(item -> at(item, mark)).toList());
      case Mapping map ->
          new Mapping(
              mark,
              map.entries().stream()
                  .map(entry -> new Entry(entry.key(), at(entry.value(), mark)))
                  .toList());
    };
  }

  private static String plain(Node value) {
    return switch (value) {
      case Scalar scalar -> scalar.text();
      case Sequence list ->
          list.items().stream()
              .map(ParameterReplacement::plain)
              .collect(Collectors.joining(", ", "[", "]"));
      case Mapping map ->
          map.entries().stream()
              .map(entry -> entry.name() + ": " + plain(entry.value()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  private static String literal(Node value) {
    boolean quoted = !(value instanceof Scalar scalar) || scalar.type() == ScalarType.TEXT;
    return quoted ? "'" + plain(value).replace("'", "''") + "'" : plain(value);
  }
}
