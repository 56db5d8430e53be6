package dev.millrace.pipeline.yaml;

import dev.millrace.expression.Condition;
import dev.millrace.expression.Dialect;
import dev.millrace.expression.Functions;
import dev.millrace.expression.TextReplacement;
import dev.millrace.pipeline.problem.Argument;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spelling;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Mapping;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import dev.millrace.pipeline.yaml.tree.Node.Sequence;
import dev.millrace.pipeline.yaml.tree.ScalarPlaces;
import dev.millrace.wording.Sentence;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expressions: conditions that don't parse are errors. A name nobody declares is a warning, since a
 * step may set it while the build runs; so is a broken <code>${{ }}</code> in a text, which stays
 * as it is and may be meant for another tool.
 */
final class ExpressionRules {
  private static final Functions CONDITION_FUNCTIONS = Functions.standard(ZoneOffset.UTC);

  /** Only for checks: what the machine's function would give is of no interest here. */
  private static final Functions TEXT_FUNCTIONS = CONDITION_FUNCTIONS.withHashFiles(_ -> "");

  private static final Set<String> CONTEXTS =
      Set.of("variables", "ci", "envs", "settings", "matrix", "job", "jobs", "step", "steps");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern VARIABLE =
      Pattern.compile("\\bvariables\\.([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern SET = Pattern.compile("set-variable name=([A-Za-z_][A-Za-z0-9_.]*)");

  private static final Set<String> WORDS =
      Set.of("SUCCESS", "FAILURE", "CANCELED", "CANCELLED", "ALWAYS", "ALWAYS_UNLESS_CANCELLED");

  private final ProblemCollector problems;
  private final Dialect dialect;
  private final Set<String> variables = new HashSet<>();
  private final Set<String> setBySteps = new HashSet<>();

  private ExpressionRules(View pipeline, ProblemCollector problems) {
    this.problems = problems;
    this.dialect =
        pipeline.text("syntax-dialect").filter("CONSTRAINT"::equals).isPresent()
            ? Dialect.CONSTRAINT
            : Dialect.CLASSIC;
    pipeline.map("variables").entries().forEach(entry -> variables.add(entry.name()));
  }

  static void check(View pipeline, ProblemCollector problems) {
    var rules = new ExpressionRules(pipeline, problems);
    pipeline.entries().forEach(entry -> rules.collect(entry.value()));
    for (Entry entry : pipeline.entries()) {
      switch (entry.name()) {
        case "stages", "jobs", "steps" -> rules.look(entry.value(), entry.name(), true);
        case "finally", "notices", "concurrency" -> rules.look(entry.value(), entry.name(), false);
        default -> {}
      }
    }
  }

  /** Which names scripts set, wherever they stand. */
  private void collect(Node node) {
    if (node instanceof Scalar scalar) {
      if (scalar.value().contains("set-variable")) {
        SET.matcher(scalar.value()).results().forEach(match -> setBySteps.add(match.group(1)));
      }
    } else if (node instanceof Sequence list) {
      list.items().forEach(this::collect);
    } else if (node instanceof Mapping map) {
      map.entries().forEach(entry -> collect(entry.value()));
    }
  }

  private void look(Node node, String key, boolean conditions) {
    if (node instanceof Scalar scalar) {
      value(scalar, key, conditions);
    } else if (node instanceof Sequence list) {
      list.items().forEach(item -> look(item, key, conditions));
    } else if (node instanceof Mapping map) {
      // Steps of final jobs have ordinary conditions again.
      boolean below = conditions || key.equals("steps");
      map.entries().stream()
          // What stands in a matrix is a look-up of its own, and no expression.
          .filter(entry -> !entry.name().equals("strategy"))
          .forEach(entry -> look(entry.value(), entry.name(), below));
    }
  }

  private void value(Scalar scalar, String key, boolean conditions) {
    if (!key.equals("if")) {
      if (scalar.value().contains("${")) {
        text(scalar);
      }
    } else if (conditions || scalar.value().contains("${")) {
      condition(scalar);
    }
  }

  private void condition(Scalar scalar) {
    String text = scalar.value();
    if (text.isBlank() || WORDS.contains(text.strip())) {
      return;
    }
    variableNames(scalar);
    Set<String> anyName = new HashSet<>(CONTEXTS);
    NAME.matcher(text).results().forEach(match -> anyName.add(match.group()));
    List<dev.millrace.expression.Problem> broken =
        Condition.check(text, anyName, CONDITION_FUNCTIONS);
    broken.forEach(problem -> add(Rule.EXPRESSION_INVALID, scalar, problem));
    if (broken.isEmpty()) {
      Condition.check(text, knownNames(), CONDITION_FUNCTIONS)
          .forEach(problem -> add(Rule.EXPRESSION_NAME, scalar, problem));
    }
  }

  private void text(Scalar scalar) {
    variableNames(scalar);
    TextReplacement.check(scalar.value(), dialect, knownNames(), TEXT_FUNCTIONS)
        .forEach(problem -> add(Rule.EXPRESSION_LEFT, scalar, problem));
  }

  private Set<String> knownNames() {
    Set<String> names = new HashSet<>(CONTEXTS);
    variables.forEach(name -> names.add(name.substring(0, dotIn(name))));
    setBySteps.forEach(name -> names.add(name.substring(0, dotIn(name))));
    return names;
  }

  private static int dotIn(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name.length() : dot;
  }

  /** Only where a declared name is near: an unknown one may come from a step or a start. */
  private void variableNames(Scalar scalar) {
    Matcher reference = VARIABLE.matcher(scalar.value());
    while (reference.find()) {
      String name = reference.group(1);
      boolean known =
          variables.contains(name)
              || setBySteps.contains(name)
              || name.startsWith("BK_CI_")
              || variables.stream().anyMatch(variable -> variable.startsWith(name + "."));
      Optional<String> near = known ? Optional.empty() : Spelling.closest(name, variables);
      if (near.isPresent()) {
        problems.add(
            ScalarPlaces.at(scalar, reference.start())
                .problem(Rule.UNKNOWN_VARIABLE, name)
                .suggesting(near));
      }
    }
  }

  private void add(Rule rule, Scalar scalar, dev.millrace.expression.Problem problem) {
    List<Sentence> sentences = new ArrayList<>(List.of(problem.what()));
    Optional.ofNullable(problem.fix()).ifPresent(sentences::add);
    problems.add(
        ScalarPlaces.at(scalar, problem.offset()).problem(rule, new Argument.Said(sentences)));
  }
}
