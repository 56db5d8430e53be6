package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.trigger.CronSyntax;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import dev.millrace.pipeline.yaml.tree.Node.Sequence;
import java.util.List;
import java.util.Optional;

/** Rules of triggers: schedules that say when. */
final class TriggerRules {
  private TriggerRules() {}

  static void check(View pipeline, ProblemCollector problems) {
    for (Node entry : listOrOne(pipeline.node("on"))) {
      for (Node schedule : listOrOne(View.of(entry).node("schedules"))) {
        schedule(schedule, problems);
      }
    }
  }

  private static List<Node> listOrOne(Optional<Node> node) {
    return node.map(given -> given instanceof Sequence list ? list.items() : List.of(given))
        .orElse(List.of());
  }

  private static void schedule(Node node, ProblemCollector problems) {
    View schedule = View.of(node);
    if (!schedule.isEmpty() && !schedule.has("cron") && !schedule.has("interval")) {
      problems.add(node.mark().problem(Rule.SCHEDULE_EMPTY));
    }
    for (Scalar cron : schedule.scalars("cron")) {
      cron.text()
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.contains("${"))
          .forEach(
              line -> CronSyntax.check(line).ifPresent(fault -> add(cron, line, fault, problems)));
    }
  }

  private static void add(
      Scalar cron, String line, CronSyntax.Fault fault, ProblemCollector problems) {
    Rule rule =
        switch (fault.kind()) {
          case MALFORMED -> Rule.CRON_INVALID;
          case TOO_OFTEN -> Rule.CRON_TOO_OFTEN;
        };
    problems.add(cron.mark().problem(rule, line, fault.part(), fault.expected()));
  }
}
