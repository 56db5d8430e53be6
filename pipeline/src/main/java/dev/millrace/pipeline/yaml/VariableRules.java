package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.Kind;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spelling;
import dev.millrace.pipeline.variable.VariableType;
import dev.millrace.pipeline.yaml.tree.CoreScalars;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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
          .ifPresent(value -> value(entry.name(), value, variable.map("props"), problems));
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

  private static void value(String name, Node value, View props, ProblemCollector problems) {
    Optional<VariableType> type = props.name("type").flatMap(VariableType::ofYamlName);
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
    int length = text.text().codePointCount(0, text.text().length());
    if (length > Limits.VARIABLE_VALUE_MAX) {
      problems.add(
          value.mark().problem(Rule.TEXT_TOO_LONG, name, length, Limits.VARIABLE_VALUE_MAX));
    } else if (!text.text().contains("${")) {
      typed(name, text, type.orElse(VariableType.STRING), props, problems);
    }
  }

  /** A list of choices that the user interface fills by itself ({@code payload}) is not known. */
  private static void typed(
      String name, Scalar value, VariableType type, View props, ProblemCollector problems) {
    switch (type) {
      case BOOLEAN -> {
        if (!value.text().equals("true") && !value.text().equals("false")) {
          problems.add(
              value
                  .mark()
                  .problem(Rule.NOT_A_BOOLEAN, name, value.text())
                  .suggesting(CoreScalars.meantFlag(value.text())));
        }
      }
      case ENUM, MULTIPLE -> {
        if (!props.has("payload")) {
          options(name, value, type, props, problems);
        }
      }
      case STRING,
          TEXTAREA,
          GIT_REF,
          SVN_TAG,
          REPO_REF,
          CODE_LIB,
          CONTAINER_TYPE,
          ARTIFACTORY,
          SUB_PIPELINE,
          CUSTOM_FILE,
          FORM_LIST,
          TIPS,
          TIME_PICKER,
          COMPANY_STAFF,
          DATE,
          LONG,
          PASSWORD,
          TEMPORARY -> {}
    }
  }

  private static void options(
      String name, Scalar value, VariableType type, View props, ProblemCollector problems) {
    List<String> ids =
        props.items("options").stream()
            .map(View::of)
            .map(option -> option.textOrEmpty("id"))
            .toList();
    List<String> chosen =
        type == VariableType.MULTIPLE
            ? Arrays.stream(value.text().split(",", -1)).map(String::strip).toList()
            : List.of(value.text());
    chosen.stream()
        .filter(id -> !id.isEmpty() && !ids.contains(id))
        .forEach(id ->
            problems.add(
                value
                    .mark()
                    .problem(Rule.NOT_AN_OPTION, name, id, String.join(", ", ids))
                    .suggesting(Spelling.closest(id, ids))));
  }
}
