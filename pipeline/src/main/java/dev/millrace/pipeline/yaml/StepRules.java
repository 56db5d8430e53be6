package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.Phrase;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.yaml.tree.Mark;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules within one job: its machine, its matrix, its steps. */
final class StepRules {
  private static final Set<String> SCRIPT_PLUGINS = Set.of("linuxScript", "windowsScript");

  /** Words of final jobs, and of steps; elsewhere they would be read as a name nobody knows. */
  private static final Set<String> WORDS =
      Set.of("SUCCESS", "FAILURE", "CANCELED", "CANCELLED", "ALWAYS", "ALWAYS_UNLESS_CANCELLED");

  private static final Set<String> STEP_WORDS =
      Set.of("FAILURE", "ALWAYS", "ALWAYS_UNLESS_CANCELLED");

  private StepRules() {}

  static void job(View job, boolean last, ProblemCollector problems) {
    List<Node> steps = job.items("steps");
    ids(steps, problems);
    machine(job, problems);
    matrix(job.map("strategy"), problems);
    if (!last) {
      wordsRefused(job, problems);
    }
    boolean agentless =
        job.text("runs-on")
            .or(() -> job.map("runs-on").text("pool-name"))
            .filter("agentless"::equals)
            .isPresent();
    for (Node step : steps) {
      View view = View.of(step);
      condition(view, problems);
      if (agentless) {
        script(view)
            .ifPresent(mark -> problems.add(mark.problem(Rule.AGENTLESS_SCRIPT, label(view))));
      }
    }
  }

  static void ids(List<Node> steps, ProblemCollector problems) {
    Map<String, Mark> seen = new HashMap<>();
    for (Node step : steps) {
      Optional<Scalar> id = View.of(step).scalar("id").filter(text -> !text.text().isEmpty());
      if (id.isPresent()) {
        Mark mark = id.get().mark();
        @Nullable Mark first = seen.putIfAbsent(id.get().text(), mark);
        if (first != null) {
          problems.add(mark.problem(Rule.DUPLICATE_STEP_ID, id.get().text(), first.line()));
        }
      }
    }
  }

  /** Of a step: SUCCESS and CANCELED mean nothing there. */
  static void condition(View step, ProblemCollector problems) {
    step.scalar("if")
        .filter(text -> WORDS.contains(text.text().strip()))
        .filter(text -> !STEP_WORDS.contains(text.text().strip()))
        .ifPresent(text ->
            problems.add(text.mark().problem(Rule.CONDITION_NOT_ALLOWED, text.text().strip())));
  }

  /** Of a stage or an ordinary job: no word means anything there. */
  static void wordsRefused(View owner, ProblemCollector problems) {
    owner
        .scalar("if")
        .filter(text -> WORDS.contains(text.text().strip()))
        .ifPresent(text ->
            problems.add(text.mark().problem(Rule.CONDITION_NOT_ALLOWED, text.text().strip())));
  }

  private static String label(View step) {
    return step.name("name").or(() -> step.name("id")).orElse("run");
  }

  private static Optional<Mark> script(View step) {
    return step.entries().stream()
        .filter(entry ->
            entry.name().equals("run")
                || (entry.name().equals("uses")
                    && entry.value() instanceof Scalar uses
                    && SCRIPT_PLUGINS.contains(codeOf(uses.text()))))
        .map(entry -> entry.key().mark())
        .findFirst();
  }

  private static String codeOf(String uses) {
    int at = uses.indexOf('@');
    return at < 0 ? uses : uses.substring(0, at);
  }

  private static void machine(View job, ProblemCollector problems) {
    View machine = job.map("runs-on");
    boolean own = machine.flag("self-hosted", false);
    List<String> named = MachineMapping.OWN_BY_RANK.stream().filter(machine::has).toList();
    for (Entry entry : machine.entries()) {
      String key = entry.name();
      Mark mark = entry.key().mark();
      boolean needsOwn = key.equals("node-name") || key.equals("lock-resource-with");
      if (needsOwn && !own) {
        problems.add(
            mark.problem(Rule.SELF_HOSTED_NEEDED, key)
                .suggesting(Optional.of("self-hosted: true")));
      }
      if (key.equals("self-hosted") && own && named.isEmpty()) {
        problems.add(mark.problem(Rule.SELF_HOSTED_UNNAMED));
      }
      if (own && named.indexOf(key) > 0) {
        problems.add(
            mark.problem(Rule.KEY_IGNORED, key, Phrase.OTHER_KEY_WINS.of(named.getFirst())));
      }
    }
  }

  /**
   * Counts what is certain: the product of lists written out, less what exclusions can take away.
   * Lists that come from expressions, and additions, are counted when the build is planned.
   */
  private static void matrix(View strategy, ProblemCollector problems) {
    Optional<Node> matrix = strategy.node("matrix");
    View axes = View.of(matrix);
    Optional<Node> excluded = strategy.node("exclude").or(() -> axes.node("exclude"));
    if (axes.isEmpty() || excluded.filter(Scalar.class::isInstance).isPresent()) {
      return;
    }
    long cases = 1;
    for (Entry axis : axes.entries()) {
      if (axis.name().equals("include") || axis.name().equals("exclude")) {
        continue;
      }
      List<Node> values = View.itemsOf(axis.value());
      if (values.isEmpty()) {
        return;
      }
      long distinct = values.stream().map(View::data).distinct().count();
      cases = Math.min(Integer.MAX_VALUE, cases * distinct);
    }
    long certain = cases - excluded.map(View::itemsOf).map(List::size).orElse(0);
    if (certain > Limits.MATRIX_CASES_MAX) {
      problems.add(
          matrix.get().mark().problem(Rule.MATRIX_TOO_LARGE, certain, Limits.MATRIX_CASES_MAX));
    }
  }
}
