package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.problem.Kind;
import dev.millrace.pipeline.problem.Phrase;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.variable.VariableType;
import dev.millrace.pipeline.yaml.tree.Mark;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import java.util.List;
import java.util.Optional;

/** Rules of this format's own keys: which of them stand beside which. */
final class KeyRules {
  private KeyRules() {}

  static void check(Node root, ProblemCollector problems) {
    View pipeline = View.of(root);
    for (Node stage : pipeline.items("stages")) {
      machines(View.of(stage).map("jobs"), problems);
    }
    machines(pipeline.map("jobs"), problems);
    machines(pipeline.map("finally"), problems);
    for (Entry entry : pipeline.map("variables").entries()) {
      if (!entry.name().equals(VariableMapping.GROUPS)) {
        constant(entry.name(), View.of(entry.value()), problems);
        value(entry.name(), View.of(entry.value()), problems);
      }
    }
  }

  private static void machines(View jobs, ProblemCollector problems) {
    for (Entry job : jobs.entries()) {
      if (!job.name().equals(JobMapping.TEMPLATE)) {
        machine(View.of(job.value()).map("runs-on"), problems);
      }
    }
  }

  private static void machine(View machine, ProblemCollector problems) {
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

  private static void constant(String name, View variable, ProblemCollector problems) {
    if (!variable.flag("const", false)) {
      return;
    }
    for (Entry entry : variable.entries()) {
      boolean modifiable =
          entry.name().equals("allow-modify-at-startup")
              || (entry.name().equals("readonly") && !variable.flag("readonly", true));
      if (modifiable) {
        problems.add(entry.key().mark().problem(Rule.CONSTANT_MODIFIABLE, name, entry.name()));
      }
    }
  }

  /** Only two controls have values that are no texts. */
  private static void value(String name, View variable, ProblemCollector problems) {
    Optional<Node> value = variable.node("value");
    if (value.isEmpty() || value.get() instanceof Scalar) {
      return;
    }
    Kind kind = value.get().kind();
    VariableType fitting = kind == Kind.MAP ? VariableType.REPO_REF : VariableType.FORM_LIST;
    if (variable.map("props").name("type").filter(fitting.yamlName()::equals).isEmpty()) {
      problems.add(value.get().mark().problem(Rule.WRONG_KIND, name, kind, Kind.TEXT));
    }
  }
}
