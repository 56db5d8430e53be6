package dev.millrace.pipeline.json;

import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.JobTemplate;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunsOn.Target;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageEntry;
import dev.millrace.pipeline.StageTemplate;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.check.Outline;
import dev.millrace.pipeline.check.Outline.Condition;
import dev.millrace.pipeline.check.Outline.JobOutline;
import dev.millrace.pipeline.check.Outline.MatrixOutline;
import dev.millrace.pipeline.check.Outline.ScheduleOutline;
import dev.millrace.pipeline.check.Outline.StageOutline;
import dev.millrace.pipeline.check.Outline.TaskOutline;
import dev.millrace.pipeline.check.Outline.VariableOutline;
import dev.millrace.pipeline.check.Written;
import dev.millrace.pipeline.json.Layout.JobAt;
import dev.millrace.pipeline.json.Layout.StageAt;
import dev.millrace.pipeline.json.Layout.TaskAt;
import dev.millrace.pipeline.trigger.TriggerRule;
import dev.millrace.pipeline.variable.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rules look at, from a model and the pipeline read from it. Where a spot is tolerant, the
 * format's platform takes such mistakes: a condition that can't be evaluated skips, a default that
 * does not fit its type is no business of its own, a script without a machine fails when it runs.
 */
final class JsonOutline {
  private static final String VALUE = "defaultValue";

  private JsonOutline() {}

  static Outline of(Layout layout, Pipeline pipeline) {
    var texts = new JsonTexts(layout);
    return new Outline(
        pipeline.dialect(),
        layout.of(pipeline).stream().map(JsonOutline::stage).toList(),
        isOpen(pipeline),
        variables(layout, pipeline),
        schedules(layout, pipeline),
        pipeline
            .settings()
            .customBuildNumber()
            .map(rule -> written(layout.setting(), SettingJson.NUMBER_RULE, rule)),
        texts.expressions(),
        texts.scripts());
  }

  private static boolean isOpen(Pipeline pipeline) {
    return pipeline.template().isPresent()
        || pipeline.finallyJobs().stream().anyMatch(JobTemplate.class::isInstance)
        || pipeline.stages().stream().anyMatch(JsonOutline::isOpen);
  }

  private static boolean isOpen(StageEntry entry) {
    return switch (entry) {
      case StageTemplate _ -> true;
      case Stage stage -> stage.jobs().stream().anyMatch(JobTemplate.class::isInstance);
    };
  }

  private static StageOutline stage(StageAt stage) {
    JsonAt control = stage.at().object(StageJson.CONTROL);
    Map<String, String> idsByName = new HashMap<>();
    stage.jobs().forEach(at -> idsByName.putIfAbsent(at.job().name(), at.job().id()));
    stage.jobs().forEach(at -> idsByName.put(at.job().id(), at.job().id()));
    return new StageOutline(
        stage.at().spot(),
        stage.isFinal(),
        stage.stage().flatMap(read -> condition(control, read.condition())),
        stage.jobs().stream().map(job -> job(job, stage.isFinal(), idsByName)).toList());
  }

  private static JobOutline job(JobAt at, boolean isFinal, Map<String, String> idsByName) {
    Job job = at.job();
    JsonAt control = at.control();
    String key = control.has("dependOnName") ? "dependOnName" : "dependOnId";
    JsonAt dispatch = at.at().object(MachineJson.DISPATCH);
    return new JobOutline(
        written(at.at(), "jobId", job.id()),
        job.dependsOn().stream()
            .map(name -> written(control, key, idsByName.getOrDefault(name, name)))
            .toList(),
        job.runsOn().target() instanceof Target.SameAsJob(String other)
            ? Optional.of(written(dispatch, "value", other))
            : Optional.empty(),
        job.runsOn().target() instanceof Target.Agentless,
        isFinal ? finalCondition(control, job.condition()) : condition(control, job.condition()),
        job.matrix()
            .map(matrix ->
                new MatrixOutline(matrix, at.at().object(JobJson.MATRIX).spot(MatrixJson.AXES))),
        at.tasks().stream().map(JsonOutline::task).toList());
  }

  private static TaskOutline task(TaskAt at) {
    boolean isScript = at.task().action() instanceof TaskAction.Script;
    return new TaskOutline(
        Optional.of(at.task().id())
            .filter(id -> !id.isEmpty())
            .map(id -> written(at.at(), "stepId", id)),
        condition(at.control(), at.task().condition()),
        isScript
            ? Optional.of(
                new Written(
                    ActionJson.TYPE,
                    at.task().displayName(),
                    at.at().spot(ActionJson.TYPE).tolerant()))
            : Optional.empty());
  }

  private static Optional<Condition> condition(JsonAt control, RunCondition condition) {
    return condition instanceof RunCondition.When(String expression)
        ? Optional.of(
            new Condition(
                condition,
                new Written(
                    ConditionJson.EXPRESSION,
                    expression,
                    control.spot(ConditionJson.EXPRESSION).tolerant())))
        : finalCondition(control, condition);
  }

  /** That there is an expression is what is wrong then, and not what it says. */
  private static Optional<Condition> finalCondition(JsonAt control, RunCondition condition) {
    String word = control.text(ConditionJson.KIND, "");
    return Optional.of(new Condition(condition, written(control, ConditionJson.KIND, word)));
  }

  private static List<VariableOutline> variables(Layout layout, Pipeline pipeline) {
    var variables = pipeline.variables().iterator();
    List<VariableOutline> found = new ArrayList<>();
    for (JsonAt at : objects(layout.trigger(), Envelope.PARAMS)) {
      if (VersionJson.isPart(at)) {
        continue;
      }
      Variable variable = variables.next();
      found.add(
          new VariableOutline(
              variable,
              new Written(Envelope.PARAMS, variable.name(), at.spot("id")),
              LooseText.text(variable.value())
                  .map(text -> new Written(VALUE, text, at.spot(VALUE).tolerant())),
              at.objects("fields").stream()
                  .map(field ->
                      new Written("fields", field.text("id", ""), field.spot("id").tolerant()))
                  .toList()));
    }
    return found;
  }

  private static List<ScheduleOutline> schedules(Layout layout, Pipeline pipeline) {
    var triggers = pipeline.triggers().iterator();
    List<ScheduleOutline> found = new ArrayList<>();
    for (JsonAt at : objects(layout.trigger(), JobJson.ELEMENTS)) {
      if (triggers.next().rule() instanceof TriggerRule.Schedule schedule) {
        boolean saysWhen = !schedule.crons().isEmpty() || schedule.interval().isPresent();
        found.add(
            new ScheduleOutline(
                at.spot().tolerant(), saysWhen, ScheduleJson.written(at, schedule)));
      }
    }
    return found;
  }

  private static List<JsonAt> objects(Optional<JsonAt> container, String key) {
    return container.map(at -> at.objects(key)).orElse(List.of());
  }

  private static Written written(JsonAt at, String key, String text) {
    return new Written(key, text, at.spot(key));
  }
}
