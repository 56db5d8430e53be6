package dev.millrace.pipeline.check;

import dev.millrace.pipeline.check.Outline.ScheduleOutline;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.trigger.CronSyntax;

/** Rules of schedules: each says when, in a form that means something. */
final class ScheduleRules {
  private ScheduleRules() {}

  static void check(Outline pipeline, ProblemCollector problems) {
    for (ScheduleOutline schedule : pipeline.schedules()) {
      if (!schedule.saysWhen()) {
        problems.add(schedule.spot().problem(Rule.SCHEDULE_EMPTY));
      }
      for (Written cron : schedule.crons()) {
        lines(cron, problems);
      }
    }
  }

  private static void lines(Written cron, ProblemCollector problems) {
    cron.text()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.contains("${"))
        .forEach(
            line -> CronSyntax.check(line).ifPresent(fault -> add(cron, line, fault, problems)));
  }

  private static void add(
      Written cron, String line, CronSyntax.Fault fault, ProblemCollector problems) {
    Rule rule =
        switch (fault.kind()) {
          case MALFORMED -> Rule.CRON_INVALID;
          case TOO_OFTEN -> Rule.CRON_TOO_OFTEN;
        };
    problems.add(cron.spot().problem(rule, line, fault.part(), fault.expected()));
  }
}
