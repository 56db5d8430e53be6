package dev.millrace.cli.pipelines;

import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.text.Texts;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunsOn.Target;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.variable.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A pipeline in words: everything that will run, with what the author left to the defaults. */
final class Explanation {
  private final Texts texts;
  private final Pipeline pipeline;
  private final MatrixCases matrices;
  private final List<Line> lines = new ArrayList<>();

  Explanation(Texts texts, Pipeline pipeline) {
    this.texts = texts;
    this.pipeline = pipeline;
    this.matrices = new MatrixCases(pipeline);
  }

  List<Line> lines() {
    head(0, "explain.pipeline", pipeline.name());
    detail(1, "explain.dialect", pipeline.dialect().name().toLowerCase(Locale.ROOT));
    for (Variable variable : pipeline.variables()) {
      String value = variable.sensitive() ? "***" : matrices.text(variable.value());
      detail(1, "explain.variable", variable.name(), value);
    }
    int number = 0;
    for (Stage stage : pipeline.plainStages()) {
      number++;
      head(1, "explain.stage", stage.name().isEmpty() ? "stage-" + number : stage.name());
      if (!stage.enabled()) {
        detail(2, "explain.disabled");
      }
      condition(2, stage.condition(), "explain.condition.stage");
      if (stage.fastKill()) {
        detail(2, "explain.fast-kill");
      }
      stage.plainJobs().forEach(this::job);
    }
    if (!pipeline.finallyJobs().isEmpty()) {
      head(1, "explain.finally");
      pipeline.plainFinallyJobs().forEach(this::job);
    }
    return lines;
  }

  private void job(Job job) {
    head(2, "explain.job", job.displayName());
    if (!job.enabled()) {
      detail(3, "explain.disabled");
    }
    detail(3, "explain.runs-on", machine(job.runsOn().target()));
    detail(3, "explain.timeout", job.timeout().text());
    condition(3, job.condition(), "explain.condition.job");
    if (!job.dependsOn().isEmpty()) {
      detail(3, "explain.depends-on", String.join(", ", job.dependsOn()));
    }
    if (job.continueOnError()) {
      detail(3, "explain.continue-on-error");
    }
    job.environment().forEach((name, value) -> detail(3, "explain.env", name, value));
    job.matrix()
        .ifPresent(matrix -> {
          int atOnce = matrix.maxParallel().orElse(5);
          MatrixCases.Answer answer = matrices.of(matrix);
          detail(3, "explain.matrix", answer.cases().size(), atOnce);
          answer.cases().forEach(one -> detail(4, "explain.case", one));
          answer.reason().ifPresent(reason -> detail(4, "explain.matrix-later", reason));
        });
    int position = 0;
    for (Task task : job.plainTasks()) {
      position++;
      task(position, task);
    }
  }

  private void task(int position, Task task) {
    head(3, "explain.task", position, task.displayName());
    if (!task.enabled()) {
      detail(4, "explain.disabled");
    }
    condition(4, task.condition(), "explain.condition.task");
    detail(4, "explain.timeout", task.timeout().text());
    if (task.retryTimes() > 0) {
      detail(4, "explain.retries", task.retryTimes());
    }
    switch (task.continueOnError()) {
      case AUTO -> detail(4, "explain.continue-on-error");
      default -> {}
    }
    task.environment().forEach((name, value) -> detail(4, "explain.env", name, value));
    switch (task.action()) {
      case TaskAction.Script script -> {
        detail(4, "explain.script", script.shell().orElse("auto"));
        script
            .script()
            .lines()
            .forEach(line -> lines.add(at(5).plus(SafeText.line(line, Style.CYAN))));
      }
      case TaskAction.Checkout checkout ->
          detail(4, "explain.checkout", checkout.repository().toString());
      case TaskAction.Plugin plugin ->
          detail(4, "explain.plugin", plugin.code() + "@" + plugin.version());
      case TaskAction.ManualReview _ -> detail(4, "explain.review");
      case TaskAction.SubPipeline _ -> detail(4, "explain.sub-pipeline");
      case TaskAction.QualityGate _ -> detail(4, "explain.gate");
      case TaskAction.Foreign foreign -> detail(4, "explain.foreign", foreign.type());
    }
  }

  private void condition(int depth, RunCondition condition, String usual) {
    switch (condition) {
      case RunCondition.Default _ -> detail(depth, usual);
      case RunCondition.VariablesMatch(var expected) ->
          detail(depth, "explain.condition.all", expected);
      case RunCondition.NotWhenVariablesMatch(var expected) ->
          detail(depth, "explain.condition.not-all", expected);
      case RunCondition.When(var expression) -> detail(depth, "explain.condition.if", expression);
      case RunCondition.By(var word) -> detail(depth, "explain.condition.if", word.name());
    }
  }

  private static String machine(Target target) {
    return switch (target) {
      case Target.Docker _ -> "docker";
      case Target.Agentless _ -> "agentless";
      case Target.Pool(var name) -> name;
      case Target.Environment(var name, _, _) -> name;
      case Target.Node(var name) -> name;
      case Target.SameAsJob(var job) -> "= " + job;
      case Target.UnnamedSelfHosted _ -> "self-hosted";
      case Target.Foreign(var type, _) -> type;
    };
  }

  private void head(int depth, String key, Object... arguments) {
    lines.add(at(depth).plus(Style.BOLD, SafeText.plain(texts.get(key, arguments))));
  }

  private void detail(int depth, String key, Object... arguments) {
    lines.add(at(depth).plus(Style.PLAIN, SafeText.plain(texts.get(key, arguments))));
  }

  private static Line at(int depth) {
    return Line.of("  ".repeat(depth));
  }
}
