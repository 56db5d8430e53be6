package dev.millrace.pipeline.yaml;

import dev.millrace.expression.Dialect;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.check.Outline;
import dev.millrace.pipeline.check.Outline.Condition;
import dev.millrace.pipeline.check.Outline.JobOutline;
import dev.millrace.pipeline.check.Outline.MatrixOutline;
import dev.millrace.pipeline.check.Outline.ScheduleOutline;
import dev.millrace.pipeline.check.Outline.StageOutline;
import dev.millrace.pipeline.check.Outline.TaskOutline;
import dev.millrace.pipeline.check.Outline.VariableOutline;
import dev.millrace.pipeline.check.Written;
import dev.millrace.pipeline.yaml.tree.Mark;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import dev.millrace.pipeline.yaml.tree.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the rules look at, from a tree that may still have mistakes. */
final class YamlOutline {
  private static final Set<String> SCRIPT_PLUGINS = Set.of("linuxScript", "windowsScript");

  private final List<StageOutline> stages = new ArrayList<>();
  private boolean isOpen;

  private YamlOutline() {}

  static Outline of(Node root) {
    View pipeline = View.of(root);
    var outline = new YamlOutline();
    outline.stages(root, pipeline);
    var texts = new YamlTexts(pipeline);
    return new Outline(
        pipeline.text("syntax-dialect").filter("CONSTRAINT"::equals).isPresent()
            ? Dialect.CONSTRAINT
            : Dialect.CLASSIC,
        outline.stages,
        outline.isOpen,
        variables(pipeline.map("variables")),
        schedules(pipeline),
        pipeline.scalar("custom-build-num").map(rule -> ScalarSpot.written("", rule)),
        texts.expressions(),
        texts.scripts());
  }

  private void stages(Node root, View pipeline) {
    isOpen = pipeline.has("extends");
    for (Node node : pipeline.items("stages")) {
      View stage = View.of(node);
      isOpen |= TemplateMapping.isUse(stage);
      stages.add(
          new StageOutline(node.mark(), false, condition(stage), jobs(stage.map("jobs"), false)));
    }
    if (pipeline.has("jobs")) {
      stages.add(
          new StageOutline(
              root.mark(), false, Optional.empty(), jobs(pipeline.map("jobs"), false)));
    }
    pipeline.node("steps").ifPresent(steps -> stages.add(onlyJob(steps)));
    if (pipeline.has("finally")) {
      stages.add(
          new StageOutline(
              root.mark(), true, Optional.empty(), jobs(pipeline.map("finally"), true)));
    }
  }

  private List<JobOutline> jobs(View jobs, boolean isFinal) {
    List<JobOutline> found = new ArrayList<>();
    for (Entry entry : jobs.entries()) {
      if (entry.name().equals(JobMapping.TEMPLATE)) {
        isOpen = true;
      } else {
        found.add(job(entry, View.of(entry.value()), isFinal));
      }
    }
    return found;
  }

  /** A final job's condition is a word of the table, so that there is nothing more to look at. */
  private static JobOutline job(Entry entry, View job, boolean isFinal) {
    List<Written> dependsOn = new ArrayList<>();
    for (Scalar dependency : job.scalars("depend-on")) {
      dependsOn.add(ScalarSpot.written("depend-on", dependency));
    }
    return new JobOutline(
        new Written("jobs", entry.name(), entry.key().mark()),
        dependsOn,
        job.map("runs-on")
            .scalar("lock-resource-with")
            .map(target -> ScalarSpot.written("lock-resource-with", target)),
        job.text("runs-on")
            .or(() -> job.map("runs-on").text("pool-name"))
            .filter("agentless"::equals)
            .isPresent(),
        isFinal ? Optional.empty() : condition(job),
        matrix(job.map("strategy")),
        tasks(job.items("steps")));
  }

  private static StageOutline onlyJob(Node steps) {
    var job =
        new JobOutline(
            new Written("jobs", PipelineMapping.ONLY_JOB, steps.mark()),
            List.of(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            tasks(View.itemsOf(steps)));
    return new StageOutline(steps.mark(), false, Optional.empty(), List.of(job));
  }

  private static Optional<MatrixOutline> matrix(View strategy) {
    return strategy
        .node("matrix")
        .map(axes -> new MatrixOutline(JobMapping.matrix(strategy), axes.mark()));
  }

  private static List<TaskOutline> tasks(List<Node> steps) {
    List<TaskOutline> tasks = new ArrayList<>();
    for (Node node : steps) {
      View step = View.of(node);
      tasks.add(
          new TaskOutline(
              step.scalar("id")
                  .filter(id -> !id.text().isEmpty())
                  .map(id -> ScalarSpot.written("id", id)),
              condition(step, ConditionMapping.ofTask(step.node("if"))),
              script(step)));
    }
    return tasks;
  }

  private static Optional<Written> script(View step) {
    for (Entry entry : step.entries()) {
      boolean isPlugin =
          entry.name().equals("uses")
              && entry.value() instanceof Scalar uses
              && SCRIPT_PLUGINS.contains(codeOf(uses.text()));
      if (isPlugin || entry.name().equals("run")) {
        String label = step.name("name").or(() -> step.name("id")).orElse("run");
        Mark mark = entry.key().mark();
        return Optional.of(new Written(entry.name(), label, mark));
      }
    }
    return Optional.empty();
  }

  private static String codeOf(String uses) {
    int at = uses.indexOf('@');
    return at < 0 ? uses : uses.substring(0, at);
  }

  private static Optional<Condition> condition(View owner) {
    return condition(owner, ConditionMapping.plain(owner.node("if")));
  }

  private static Optional<Condition> condition(View owner, RunCondition meaning) {
    return owner.scalar("if").map(text -> new Condition(meaning, ScalarSpot.written("if", text)));
  }

  private static List<VariableOutline> variables(View variables) {
    List<VariableOutline> found = new ArrayList<>();
    for (Entry entry : variables.entries()) {
      if (!entry.name().equals(VariableMapping.GROUPS)) {
        View variable = View.of(entry.value());
        List<Written> fields = new ArrayList<>();
        for (Node field : variable.map("props").items("fields")) {
          View.of(field).scalar("id").ifPresent(id -> fields.add(ScalarSpot.written("fields", id)));
        }
        // What stands behind the name as a single value is measured by its table.
        found.add(
            new VariableOutline(
                VariableMapping.variable(entry.name(), entry.value()),
                new Written("variables", entry.name(), entry.key().mark()),
                variable.scalar("value").map(value -> ScalarSpot.written("value", value)),
                fields));
      }
    }
    return found;
  }

  private static List<ScheduleOutline> schedules(View pipeline) {
    List<ScheduleOutline> found = new ArrayList<>();
    for (Node entry : listOrOne(pipeline.node("on"))) {
      for (Node node : listOrOne(View.of(entry).node("schedules"))) {
        View schedule = View.of(node);
        List<Written> crons = new ArrayList<>();
        for (Scalar cron : schedule.scalars("cron")) {
          crons.add(ScalarSpot.written("cron", cron));
        }
        boolean saysWhen = schedule.isEmpty() || schedule.has("cron") || schedule.has("interval");
        found.add(new ScheduleOutline(node.mark(), saysWhen, crons));
      }
    }
    return found;
  }

  private static List<Node> listOrOne(Optional<Node> node) {
    return node.map(given -> given instanceof Sequence list ? list.items() : List.of(given))
        .orElse(List.of());
  }
}
