package dev.millrace.pipeline.json;

import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunsOn.Target;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.check.BuildNumberRules;
import dev.millrace.pipeline.check.Measure;
import dev.millrace.pipeline.json.Layout.JobAt;
import dev.millrace.pipeline.json.Layout.StageAt;
import dev.millrace.pipeline.json.Layout.TaskAt;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.Kind;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.trigger.TriggerRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which field of a model has which limit. A limit that the format's platform replaces by another
 * value, or looks at only in YAML, is a warning. Only what has an effect is measured: a lock that
 * is off may have any name.
 */
final class JsonLimits {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private static final Pattern BUILD_NUMBER = Pattern.compile(BuildNumberRules.FORM);

  private final ProblemCollector problems;
  private final Measure measure;

  JsonLimits(ProblemCollector problems) {
    this.problems = problems;
    this.measure = new Measure(problems);
  }

  void check(Layout layout, Pipeline pipeline) {
    text(layout.model(), "name", 0, Limits.NAME_MAX);
    text(layout.model(), "desc", 0, Limits.DESCRIPTION_MAX);
    setting(layout.setting(), pipeline);
    layout.trigger().ifPresent(trigger -> trigger(trigger, pipeline));
    layout.of(pipeline).forEach(this::stage);
  }

  private void setting(JsonAt at, Pipeline pipeline) {
    text(at, "pipelineName", 0, Limits.NAME_MAX);
    text(at, "desc", 0, Limits.DESCRIPTION_MAX);
    at.filled(SettingJson.NUMBER_RULE).ifPresent(rule -> buildNumber(at, rule));
    if (pipeline.concurrency().lock() == RunLock.GROUP_LOCK) {
      text(at, SettingJson.GROUP, 1, Limits.CONCURRENCY_GROUP_MAX);
    }
    number(at, "maxQueueSize", 0, Limits.QUEUE_LENGTH_MAX);
    number(at, SettingJson.QUEUE_MINUTES, 1, Limits.QUEUE_MINUTES_MAX);
    if (pipeline.concurrency().lock() == RunLock.MULTIPLE) {
      number(at, "maxConRunningQueueSize", 1, Limits.PARALLEL_BUILDS_MAX);
    }
  }

  private void buildNumber(JsonAt at, String rule) {
    String key = SettingJson.NUMBER_RULE;
    if (measure.text(at.spot(key), key, rule, 0, Limits.BUILD_NUMBER_RULE_MAX)) {
      measure.form(at.spot(key), key, rule, BUILD_NUMBER, BuildNumberRules.EXAMPLE);
    }
  }

  private void trigger(JsonAt at, Pipeline pipeline) {
    for (JsonAt param : at.objects(Envelope.PARAMS)) {
      measure.name(
          param.spot("id").tolerant(),
          Envelope.PARAMS,
          param.text("id", ""),
          Limits.VARIABLE_NAME_MAX);
    }
    List<JsonAt> elements = at.objects(JobJson.ELEMENTS);
    for (int i = 0; i < elements.size(); i++) {
      if (pipeline.triggers().get(i).rule() instanceof TriggerRule.Schedule schedule) {
        most(elements.get(i), "branches", schedule.branches().size(), Limits.SCHEDULE_BRANCHES_MAX);
      }
    }
  }

  private void stage(StageAt stage) {
    JsonAt at = stage.at();
    most(at, StageJson.CONTAINERS, Limits.JOBS_PER_STAGE_MAX);
    if (stage.isFinal() || stage.stage().isPresent()) {
      least(at, StageJson.CONTAINERS);
    }
    stage.stage().ifPresent(read -> stage(at, read));
    stage.jobs().forEach(this::job);
  }

  private void stage(JsonAt at, Stage stage) {
    condition(at.object(StageJson.CONTROL), stage.condition());
    stage.checkIn().ifPresent(check -> check(at.object("checkIn"), check));
    stage.checkOut().ifPresent(check -> check(at.object("checkOut"), check));
  }

  private void check(JsonAt at, StageCheck check) {
    tolerated(at, "timeout", 1, Limits.REVIEW_HOURS_MAX);
    if (at.flag(StageCheckJson.MANUAL, false)) {
      least(at, StageCheckJson.FLOWS);
      most(at, StageCheckJson.FLOWS, Limits.REVIEW_FLOWS_MAX);
      for (JsonAt flow : at.objects(StageCheckJson.FLOWS)) {
        if (flow.texts("reviewers").isEmpty() && flow.texts("groups").isEmpty()) {
          problems.add(
              flow.spot().problem(Rule.ONE_KEY_NEEDED, StageCheckJson.FLOWS, "reviewers, groups"));
        }
      }
    }
    for (JsonAt variable : at.objects("reviewParams")) {
      measure.name(
          variable.spot("key").tolerant(),
          "reviewParams",
          variable.text("key", ""),
          Limits.VARIABLE_NAME_MAX);
    }
    for (int i = 0; i < check.variables().size(); i++) {
      int index = i;
      LooseText.text(check.variables().get(i).defaultValue())
          .ifPresent(value ->
              measure.text(
                  at.objects("reviewParams").get(index).spot("value"),
                  "value",
                  value,
                  0,
                  Limits.REVIEW_VALUE_MAX));
    }
  }

  private void job(JobAt job) {
    JsonAt at = job.at();
    JsonAt control = job.control();
    text(at, "jobId", 0, Limits.JSON_JOB_ID_MAX);
    least(at, JobJson.ELEMENTS);
    most(at, JobJson.ELEMENTS, Limits.STEPS_PER_JOB_MAX);
    environment(at, job.job().environment());
    condition(control, job.job().condition());
    variablesOf(control, job.job().condition());
    timeout(control, 1, Limits.TIMEOUT_MINUTES_MAX);
    tolerated(control, "prepareTimeout", 1, Limits.TIMEOUT_MINUTES_MAX);
    if (at.has(MachineJson.DISPATCH)) {
      machine(at.object(MachineJson.DISPATCH), job.job().runsOn().target());
    }
    if (job.job().runsOn().target() instanceof Target.Environment) {
      number(control, "singleNodeConcurrency", 1, Limits.NODE_CONCURRENCY_MAX);
      number(control, "allNodeConcurrency", 1, Limits.NODE_CONCURRENCY_MAX);
    }
    if (job.job().mutex().isPresent()) {
      JsonAt mutex = at.object(JobJson.MUTEX);
      measure.text(
          mutex.spot("mutexGroupName").tolerant(),
          "mutexGroupName",
          job.job().mutex().get().label(),
          1,
          NO_LIMIT);
      tolerated(mutex, "queue", 0, NO_LIMIT);
      timeout(mutex, 0, Limits.TIMEOUT_MINUTES_MAX);
    }
    if (job.job().matrix().isPresent()) {
      number(at.object(JobJson.MATRIX), "maxConcurrency", 0, Limits.MATRIX_PARALLEL_MAX);
    }
    job.tasks().forEach(this::task);
  }

  /** One without a name is found nowhere. */
  private void machine(JsonAt at, Target target) {
    switch (target) {
      case Target.Environment(String name, _, _) -> machine(at, name);
      case Target.Node(String name) -> machine(at, name);
      case Target.SameAsJob(String name) -> machine(at, name);
      case Target.Docker _,
          Target.Agentless _,
          Target.Pool _,
          Target.UnnamedSelfHosted _,
          Target.Foreign _ -> {}
    }
  }

  private void machine(JsonAt at, String name) {
    measure.text(at.spot("value").tolerant(), "value", name, 1, NO_LIMIT);
  }

  private void task(TaskAt task) {
    JsonAt control = task.control();
    text(task.at(), "stepId", 0, Limits.STEP_ID_MAX);
    environment(task.at(), task.task().environment());
    condition(control, task.task().condition());
    timeout(control, 1, Limits.TIMEOUT_MINUTES_MAX);
    if (task.task().retryTimes() != 0) {
      tolerated(control, "retryCount", 0, Limits.RETRIES_MAX);
    }
  }

  private void condition(JsonAt control, RunCondition condition) {
    if (condition instanceof RunCondition.When) {
      text(control, ConditionJson.EXPRESSION, 0, Limits.CONDITION_MAX);
    }
  }

  /** Of a job; others that compare nothing are always or never true. */
  private void variablesOf(JsonAt control, RunCondition condition) {
    if (condition instanceof RunCondition.VariablesMatch
        || condition instanceof RunCondition.NotWhenVariablesMatch) {
      least(control, "customVariables");
    }
  }

  private void environment(JsonAt at, Map<String, String> entries) {
    JsonSpot whole = at.spot("customEnv").tolerant();
    measure.most(whole, "customEnv", entries.size(), Limits.ENVIRONMENT_ENTRIES_MAX);
    for (JsonAt item : at.objects("customEnv")) {
      measure.name(
          item.spot("key").tolerant(),
          "customEnv",
          item.text("key", ""),
          Limits.ENVIRONMENT_KEY_MAX);
      measure.text(
          item.spot("value").tolerant(),
          item.text("key", ""),
          item.text("value", ""),
          0,
          Limits.ENVIRONMENT_VALUE_MAX);
    }
  }

  private void text(JsonAt at, String key, int min, int max) {
    at.text(key).ifPresent(text -> measure.text(at.spot(key), key, text, min, max));
  }

  private void number(JsonAt at, String key, int min, int max) {
    number(at, at.spot(key), key, min, max);
  }

  private void tolerated(JsonAt at, String key, int min, int max) {
    number(at, at.spot(key).tolerant(), key, min, max);
  }

  private void number(JsonAt at, JsonSpot spot, String key, int min, int max) {
    at.integer(key)
        .ifPresent(number -> measure.range(spot, key, number.toString(), number, min, max));
  }

  /** The text wins over the number; what is out of range, or none, is another value at run time. */
  private void timeout(JsonAt at, int min, int max) {
    Optional<String> text = at.filled("timeoutVar");
    if (text.isPresent()) {
      measure.minutes(
          at.spot("timeoutVar").tolerant(), "timeoutVar", text.get(), Kind.TEXT, min, max);
    } else {
      tolerated(at, "timeout", min, max);
    }
  }

  private void least(JsonAt at, String key) {
    JsonSpot spot = at.has(key) ? at.spot(key) : at.spot();
    measure.least(spot, key, at.objects(key).size(), 1);
  }

  private void most(JsonAt at, String key, int max) {
    most(at, key, at.objects(key).size(), max);
  }

  private void most(JsonAt at, String key, int count, int max) {
    measure.most(at.spot(key, max), key, count, max);
  }
}
