package dev.millrace.pipeline.check;

import dev.millrace.expression.Dialect;
import dev.millrace.expression.Functions;
import dev.millrace.expression.TextReplacement;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.check.Outline.Condition;
import dev.millrace.pipeline.check.Outline.JobOutline;
import dev.millrace.pipeline.check.Outline.StageOutline;
import dev.millrace.pipeline.check.Outline.TaskOutline;
import dev.millrace.pipeline.check.Outline.VariableOutline;
import dev.millrace.pipeline.problem.Argument;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spelling;
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

  private final ProblemCollector problems;
  private final Dialect dialect;
  private final Set<String> variables = new HashSet<>();
  private final Set<String> setBySteps = new HashSet<>();

  private ExpressionRules(Outline pipeline, ProblemCollector problems) {
    this.problems = problems;
    this.dialect = pipeline.dialect();
    for (VariableOutline variable : pipeline.variables()) {
      variables.add(variable.name().text());
    }
    for (String script : pipeline.scripts()) {
      SET.matcher(script).results().forEach(match -> setBySteps.add(match.group(1)));
    }
  }

  static void check(Outline pipeline, ProblemCollector problems) {
    var rules = new ExpressionRules(pipeline, problems);
    for (StageOutline stage : pipeline.stages()) {
      stage.condition().ifPresent(rules::condition);
      for (JobOutline job : stage.jobs()) {
        if (!stage.isFinal()) { // A final job's is a word, or misplaced.
          job.condition().ifPresent(rules::condition);
        }
        for (TaskOutline task : job.tasks()) {
          task.condition().ifPresent(rules::condition);
        }
      }
    }
    pipeline.texts().forEach(rules::text);
  }

  private void condition(Condition condition) {
    if (condition.meaning() instanceof RunCondition.When(String text)
        && !text.isBlank()
        && !StageRules.WORDS.contains(text.strip())) {
      expression(condition.written());
    }
  }

  private void expression(Written condition) {
    String text = condition.text();
    variableNames(condition);
    Set<String> anyName = new HashSet<>(CONTEXTS);
    NAME.matcher(text).results().forEach(match -> anyName.add(match.group()));
    List<dev.millrace.expression.Problem> broken =
        dev.millrace.expression.Condition.check(text, anyName, CONDITION_FUNCTIONS);
    broken.forEach(problem -> add(Rule.EXPRESSION_INVALID, condition, problem));
    if (broken.isEmpty()) {
      dev.millrace.expression.Condition.check(text, knownNames(), CONDITION_FUNCTIONS)
          .forEach(problem -> add(Rule.EXPRESSION_NAME, condition, problem));
    }
  }

  private void text(Written text) {
    variableNames(text);
    TextReplacement.check(text.text(), dialect, knownNames(), TEXT_FUNCTIONS)
        .forEach(problem -> add(Rule.EXPRESSION_LEFT, text, problem));
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
  private void variableNames(Written text) {
    Matcher reference = VARIABLE.matcher(text.text());
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
            text.spot()
                .at(reference.start())
                .problem(Rule.UNKNOWN_VARIABLE, name)
                .suggesting(near));
      }
    }
  }

  private void add(Rule rule, Written text, dev.millrace.expression.Problem problem) {
    List<Sentence> sentences = new ArrayList<>(List.of(problem.what()));
    Optional.ofNullable(problem.fix()).ifPresent(sentences::add);
    problems.add(text.spot().at(problem.offset()).problem(rule, new Argument.Said(sentences)));
  }
}
