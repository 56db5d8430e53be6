package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.Kind;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spelling;
import dev.millrace.pipeline.variable.ValueFault;
import dev.millrace.pipeline.variable.VariableType;
import dev.millrace.pipeline.yaml.tree.CoreScalars;
import dev.millrace.pipeline.yaml.tree.Mark;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules of a variable: its name, and whether its value fits its kind. */
final class VariableRules {
  private static final Pattern CONSTRAINT_NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9.]*");

  private VariableRules() {}

  static void check(View pipeline, ProblemCollector problems) {
    boolean constraint = pipeline.text("syntax-dialect").filter("CONSTRAINT"::equals).isPresent();
    for (Entry entry : pipeline.map("variables").entries()) {
      if (entry.name().equals("template")) {
        continue;
      }
      if (constraint && !CONSTRAINT_NAME.matcher(entry.name()).matches()) {
        problems.add(entry.key().mark().problem(Rule.VARIABLE_NAME, entry.name()));
      }
      View variable = View.of(entry.value());
      constant(entry.name(), variable, problems);
      fields(variable.map("props"), problems);
      variable
          .node("value")
          .ifPresent(value -> value(entry.name(), entry.value(), value, problems));
    }
  }

  private static void constant(String name, View variable, ProblemCollector problems) {
    if (!variable.flag("const", false)) {
      return;
    }
    variable
        .node("value")
        .filter(value -> value instanceof Scalar text && text.text().isBlank())
        .ifPresent(value -> problems.add(value.mark().problem(Rule.CONSTANT_BLANK, name)));
    for (Entry entry : variable.entries()) {
      boolean modifiable =
          entry.name().equals("allow-modify-at-startup")
              || (entry.name().equals("readonly") && !variable.flag("readonly", true));
      if (modifiable) {
        problems.add(entry.key().mark().problem(Rule.CONSTANT_MODIFIABLE, name, entry.name()));
      }
    }
  }

  /** Two children of a form-list can't have one name. */
  private static void fields(View props, ProblemCollector problems) {
    Set<String> seen = new HashSet<>();
    for (Node field : props.items("fields")) {
      View.of(field)
          .scalar("id")
          .filter(id -> !seen.add(id.text()))
          .ifPresent(
              id -> problems.add(id.mark().problem(Rule.DUPLICATE_ITEM, "fields", id.text())));
    }
  }

  private static void value(String name, Node variable, Node value, ProblemCollector problems) {
    Optional<VariableType> type =
        View.of(variable).map("props").name("type").flatMap(VariableType::ofYamlName);
    if (!(value instanceof Scalar text)) {
      boolean fits =
          value.kind() == Kind.MAP
              ? type.filter(VariableType.REPO_REF::equals).isPresent()
              : type.filter(VariableType.FORM_LIST::equals).isPresent();
      if (!fits) {
        problems.add(value.mark().problem(Rule.WRONG_KIND, name, value.kind(), Kind.TEXT));
      }
      return;
    }
    ValueFault.of(VariableMapping.variable(name, variable), text.text())
        .forEach(fault -> add(name, text, fault, problems));
  }

  private static void add(String name, Scalar value, ValueFault fault, ProblemCollector problems) {
    Mark mark = value.mark();
    switch (fault) {
      // Whoever starts a build gives one.
      case ValueFault.Missing() -> {}
      case ValueFault.TooLong(int characters) ->
          problems.add(
              mark.problem(Rule.TEXT_TOO_LONG, name, characters, Limits.VARIABLE_VALUE_MAX));
      case ValueFault.NotABoolean() ->
          problems.add(
              mark.problem(Rule.NOT_A_BOOLEAN, name, value.text())
                  .suggesting(CoreScalars.meantFlag(value.text())));
      case ValueFault.NotAWholeNumber() ->
          problems.add(mark.problem(Rule.NOT_A_WHOLE_NUMBER, name, value.text()));
      case ValueFault.NotAnOption(String choice, var options) ->
          problems.add(
              mark.problem(Rule.NOT_AN_OPTION, name, choice, String.join(", ", options))
                  .suggesting(Spelling.closest(choice, options)));
    }
  }
}
