package dev.millrace.pipeline.check;

import dev.millrace.expression.Dialect;
import dev.millrace.pipeline.check.Outline.VariableOutline;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spelling;
import dev.millrace.pipeline.variable.ValueFault;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules of a variable: its name, and whether its value fits its kind. */
final class VariableRules {
  private static final Pattern CONSTRAINT_NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9.]*");

  private VariableRules() {}

  static void check(Outline pipeline, ProblemCollector problems) {
    Set<String> seen = new HashSet<>();
    for (VariableOutline variable : pipeline.variables()) {
      Written name = variable.name();
      if (pipeline.dialect() == Dialect.CONSTRAINT
          && !CONSTRAINT_NAME.matcher(name.text()).matches()) {
        problems.add(name.spot().problem(Rule.VARIABLE_NAME, name.text()));
      }
      if (!seen.add(name.text())) {
        problems.add(name.spot().problem(Rule.REPEATED_NAME, name.text(), name.key()));
      }
      fields(variable, problems);
      variable.value().ifPresent(value -> value(variable, value, problems));
    }
  }

  /** Two children of a form-list can't have one name. */
  private static void fields(VariableOutline variable, ProblemCollector problems) {
    Set<String> seen = new HashSet<>();
    for (Written field : variable.fields()) {
      if (!seen.add(field.text())) {
        problems.add(field.spot().problem(Rule.DUPLICATE_ITEM, field.key(), field.text()));
      }
    }
  }

  private static void value(VariableOutline variable, Written value, ProblemCollector problems) {
    if (variable.variable().constant() && value.text().isBlank()) {
      problems.add(value.spot().problem(Rule.CONSTANT_BLANK, variable.name().text()));
    }
    for (ValueFault fault : ValueFault.of(variable.variable(), value.text())) {
      add(variable.name().text(), value, fault, problems);
    }
  }

  private static void add(String name, Written value, ValueFault fault, ProblemCollector problems) {
    switch (fault) {
      // Whoever starts a build gives one.
      case ValueFault.Missing() -> {}
      case ValueFault.TooLong(int characters) ->
          problems.add(
              value
                  .spot()
                  .problem(Rule.TEXT_TOO_LONG, name, characters, Limits.VARIABLE_VALUE_MAX));
      case ValueFault.NotABoolean() ->
          problems.add(
              value
                  .spot()
                  .problem(Rule.NOT_A_BOOLEAN, name, value.text())
                  .suggesting(Spelling.meantFlag(value.text())));
      case ValueFault.NotAWholeNumber() ->
          problems.add(value.spot().problem(Rule.NOT_A_WHOLE_NUMBER, name, value.text()));
      case ValueFault.NotAnOption(String choice, var options) ->
          problems.add(
              value
                  .spot()
                  .problem(Rule.NOT_AN_OPTION, name, choice, String.join(", ", options))
                  .suggesting(Spelling.closest(choice, options)));
    }
  }
}
