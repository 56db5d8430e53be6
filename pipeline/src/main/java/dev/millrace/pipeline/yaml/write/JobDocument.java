package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.Container;
import dev.millrace.pipeline.Container.Credentials;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.JobEntry;
import dev.millrace.pipeline.JobTemplate;
import dev.millrace.pipeline.Matrix;
import dev.millrace.pipeline.Mutex;
import dev.millrace.pipeline.RunsOn;
import dev.millrace.pipeline.RunsOn.Target;
import dev.millrace.pipeline.TaskEntry;
import dev.millrace.pipeline.TemplateUse;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code jobs} and {@code finally}. */
final class JobDocument {
  private static final Set<String> CARRIED = Set.of("if-modify");

  private JobDocument() {}

  static Data.Fields jobs(List<JobEntry> jobs, ConditionDocument.Level level, Report report) {
    var keys = new Keys();
    var templates = new ArrayList<Data>();
    for (JobEntry entry : jobs) {
      switch (entry) {
        case JobTemplate(var use) -> {
          templates.add(template(use, report.of("template")));
          keys.put(
              "template", templates.size() == 1 ? templates.getFirst() : new Data.Items(templates));
        }
        case Job job -> {
          Report ofJob = report.of(job.id());
          if (keys.has(job.id()) || job.id().equals("template")) {
            ofJob.add(Rule.YAML_LACKS_SECOND, job.id());
          } else {
            keys.put(job.id(), job(job, level, ofJob));
          }
        }
      }
    }
    return keys.done();
  }

  /** The path alone where there is no more to say. */
  private static Data template(TemplateUse use, Report report) {
    Data.Fields all = ConditionDocument.use(use, report);
    Data path = all.values().get("template");
    return path != null && all.values().size() == 1 ? path : all;
  }

  private static Data job(Job job, ConditionDocument.Level level, Report report) {
    var keys = new Keys().text("name", job.name()).flag("enable", job.enabled(), true);
    runsOn(job, report).ifPresent(machine -> keys.put("runs-on", machine));
    keys.flag("show-runs-on", job.runsOn().show(), false).fields("services", job.services());
    ConditionDocument.write(keys, job.condition(), level, report);
    job.matrix().ifPresent(matrix -> keys.put("strategy", matrix(matrix, report)));
    keys.texts("depend-on", job.dependsOn());
    job.mutex().ifPresent(mutex -> keys.put("mutex", mutex(mutex, report)));
    keys.textMap("env", job.environment());
    TaskDocument.timeout(keys, job.timeout(), report);
    keys.flag("continue-on-error", job.continueOnError(), false);
    keys.extras(job.extras(), CARRIED, report);
    return keys.put("steps", steps(job, report.of("steps"))).done();
  }

  static Data steps(Job job, Report report) {
    List<Data> steps = new ArrayList<>();
    for (TaskEntry task : job.tasks()) {
      steps.add(TaskDocument.write(task, report.of(steps.size())));
    }
    return new Data.Items(steps);
  }

  /** The name of the pool alone where there is no more to say; nothing for the default. */
  private static Optional<Data> runsOn(Job job, Report report) {
    RunsOn runsOn = job.runsOn();
    var keys = new Keys();
    boolean hosted = target(keys, runsOn.target(), report);
    keys.texts("agent-selector", runsOn.agentSelectors());
    runsOn.container().ifPresent(container -> keys.put("container", container(container, report)));
    keys.text("hw-spec", runsOn.hardware())
        .text("workspace", runsOn.workspace())
        .text("xcode", runsOn.xcode())
        .textMap("needs", runsOn.needs())
        .number("queue-timeout-minutes", job.prepareTimeoutMinutes())
        .extras(runsOn.extras(), Set.of(), report);
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    Data.Fields all = keys.done();
    boolean nameOnly = hosted && all.values().size() == 1 && keys.has("pool-name");
    return Optional.of(nameOnly ? all.values().firstEntry().getValue() : all);
  }

  /** Whether the machine is one of a hosted pool. */
  private static boolean target(Keys keys, Target target, Report report) {
    switch (target) {
      case Target.Docker() -> {
        return true;
      }
      case Target.Agentless() -> {
        keys.text("pool-name", "agentless");
        return true;
      }
      case Target.Pool(String name) -> {
        keys.text("pool-name", name);
        return true;
      }
      case Target.Environment(String name, var perNode, var total) ->
          keys.flag("self-hosted", true, false)
              .text("pool-name", name)
              .number("concurrency-limit-per-node", perNode)
              .number("concurrency-limit-total", total);
      case Target.Node(String name) ->
          keys.flag("self-hosted", true, false).text("node-name", name);
      case Target.SameAsJob(String id) ->
          keys.flag("self-hosted", true, false).text("lock-resource-with", id);
      case Target.UnnamedSelfHosted() -> keys.flag("self-hosted", true, false);
      case Target.Foreign(String type, _) -> report.add(Rule.YAML_LACKS_TYPE, type);
    }
    return false;
  }

  private static Data container(Container container, Report report) {
    var keys = new Keys().text("image", container.image());
    container
        .storeImage()
        .ifPresent(
            store -> keys.text("image-code", store.code()).text("image-version", store.version()));
    container
        .credentials()
        .ifPresent(credentials ->
            keys.put(
                "credentials",
                switch (credentials) {
                  case Credentials.ById(String id) -> Data.text(id);
                  case Credentials.UserPassword(String user, String password) ->
                      new Keys().text("username", user).text("password", password).done();
                }));
    return keys.fields("options", container.options())
        .text("image-pull-policy", container.pullPolicy())
        .extras(container.extras(), Set.of(), report)
        .done();
  }

  private static Data mutex(Mutex mutex, Report report) {
    var keys = new Keys().text("label", mutex.label());
    keys.number("queue-length", mutex.queueLength());
    TaskDocument.timeout(keys, mutex.timeout(), report);
    return keys.done();
  }

  private static Data matrix(Matrix matrix, Report report) {
    var keys = new Keys();
    switch (matrix.axes()) {
      case Matrix.FromText(String text) -> keys.put("matrix", Data.text(text));
      case Matrix.AxisMap(var axes) -> {
        var lists = new Keys();
        axes.forEach((name, values) ->
            lists.put(
                name,
                switch (values) {
                  case Matrix.AxisList(var list) -> new Data.Items(list);
                  case Matrix.FromText(String text) -> Data.text(text);
                }));
        if (lists.has("include") || lists.has("exclude")) {
          report.add(Rule.YAML_LACKS_AXIS_NAME);
        }
        keys.put("matrix", lists.done());
      }
    }
    cases(keys, "include", matrix.include());
    cases(keys, "exclude", matrix.exclude());
    return keys.flag("fast-kill", matrix.fastKill(), false)
        .number("max-parallel", matrix.maxParallel())
        .done();
  }

  private static void cases(Keys keys, String key, Matrix.Cases cases) {
    switch (cases) {
      case Matrix.FromText(String text) -> keys.put(key, Data.text(text));
      case Matrix.CaseList(var list) -> keys.items(key, list.stream().map(Keys::map).toList());
    }
  }
}
