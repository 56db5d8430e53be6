package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.Notice;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RecommendedVersion;
import dev.millrace.pipeline.Resources;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunsOn;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageEntry;
import dev.millrace.pipeline.TemplateUse;
import dev.millrace.pipeline.Timeout;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The root of a file and its settings. */
final class PipelineDocument {
  /** What a reader calls the one stage and the one job of a file that writes none. */
  private static final String ONLY_STAGE = "stage_1";

  private static final String ONLY_JOB = "job1";
  private static final Set<String> CARRIED_BY_NOTICE = Set.of("title", "ccs");

  private PipelineDocument() {}

  static Data.Fields write(Pipeline pipeline, List<Unsaid> unsaid) {
    Report report = Report.into(unsaid);
    var keys =
        new Keys()
            .text("version", "v3.0")
            .text("name", pipeline.name())
            .text("desc", pipeline.description())
            .texts("label", pipeline.labels());
    if (pipeline.triggersWritten()) {
      keys.put("on", TriggerDocument.on(pipeline.triggers(), report.of("on")));
    } else if (!pipeline.triggers().isEmpty()) {
      keys.put("on", TriggerDocument.on(pipeline.triggers(), report.of("on")));
      report.of("on").add(Rule.YAML_LACKS_DEFAULT_TRIGGERS);
    }
    variables(keys, pipeline, report);
    resources(keys, pipeline.resources());
    body(keys, pipeline, report);
    List<Data> notices = new ArrayList<>();
    for (Notice notice : pipeline.notices()) {
      notices.add(notice(notice, report.of("notices", notices.size())));
    }
    keys.items("notices", notices);
    concurrency(keys, pipeline.concurrency(), report.of("concurrency"));
    pipeline
        .recommendedVersion()
        .ifPresent(version -> keys.put("recommended-version", version(version)));
    settings(keys, pipeline, report);
    keys.extras(pipeline.extras(), Set.of(), report);
    return keys.done();
  }

  private static void variables(Keys keys, Pipeline pipeline, Report report) {
    var variables = new Keys();
    var groups = new ArrayList<Data>();
    pipeline
        .variableGroups()
        .forEach(group ->
            groups.add(
                new Keys().text("name", group.name()).text("version", group.version()).done()));
    variables
        .items("template", groups)
        .putAll(VariableDocument.variables(pipeline.variables(), report.of("variables")).values());
    if (!variables.isEmpty()) {
      keys.put("variables", variables.done());
    }
  }

  private static void resources(Keys keys, Resources resources) {
    var repositories = new ArrayList<Data>();
    for (Resources.Repository repository : resources.repositories()) {
      var item =
          new Keys()
              .text("repository", repository.repository())
              .text("name", repository.name())
              .text("ref", repository.ref());
      repository
          .personalAccessToken()
          .ifPresent(token ->
              item.put("credentials", new Keys().text("personal-access-token", token).done()));
      repositories.add(item.done());
    }
    List<Data> pools =
        resources.pools().stream()
            .<Data>map(
                pool -> new Keys().text("from", pool.from()).text("name", pool.name()).done())
            .toList();
    var all = new Keys().items("repositories", repositories).items("pools", pools);
    if (!all.isEmpty()) {
      keys.put("resources", all.done());
    }
  }

  private static void body(Keys keys, Pipeline pipeline, Report report) {
    if (pipeline.template().isPresent()) {
      keys.put("extends", new Keys().put("template", whole(pipeline.template().get())).done());
      if (!pipeline.stages().isEmpty() || !pipeline.finallyJobs().isEmpty()) {
        report.of("extends").add(Rule.YAML_LACKS_STAGES_BESIDE_TEMPLATE);
      }
      return;
    }
    Optional<Stage> only = onlyStage(pipeline);
    Optional<Job> onlyJob = only.flatMap(PipelineDocument::onlyJob);
    if (onlyJob.isPresent()) {
      keys.put("steps", JobDocument.steps(onlyJob.get(), report.of("steps")));
    } else if (only.isPresent()) {
      Report here = report.of("jobs");
      keys.put("jobs", JobDocument.jobs(only.get().jobs(), ConditionDocument.Level.PLAIN, here));
    } else {
      var stages = new ArrayList<Data>();
      for (StageEntry stage : pipeline.stages()) {
        stages.add(StageDocument.write(stage, report.of("stages", stages.size())));
      }
      keys.put("stages", new Data.Items(stages));
    }
    if (!pipeline.finallyJobs().isEmpty()) {
      Report here = report.of("finally");
      keys.put(
          "finally",
          JobDocument.jobs(pipeline.finallyJobs(), ConditionDocument.Level.FINALLY, here));
    }
  }

  /** The one stage, if a file without stages would give it. */
  private static Optional<Stage> onlyStage(Pipeline pipeline) {
    return pipeline.stages().size() == 1
            && pipeline.stages().getFirst() instanceof Stage stage
            && stage.equals(
                new Stage(
                    "",
                    ONLY_STAGE,
                    true,
                    List.of(),
                    RunCondition.DEFAULT,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    stage.jobs(),
                    Data.none()))
        ? Optional.of(stage)
        : Optional.empty();
  }

  private static Optional<Job> onlyJob(Stage stage) {
    return stage.jobs().size() == 1
            && stage.jobs().getFirst() instanceof Job job
            && job.equals(
                new Job(
                    ONLY_JOB,
                    "",
                    true,
                    RunsOn.DEFAULT,
                    RunCondition.DEFAULT,
                    job.tasks(),
                    Timeout.DEFAULT,
                    Optional.empty(),
                    Data.ordered(java.util.Map.of()),
                    false,
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Data.none(),
                    Data.none()))
        ? Optional.of(job)
        : Optional.empty();
  }

  private static Data whole(TemplateUse use) {
    Keys keys =
        ConditionDocument.source(use, "path")
            .fields("variables", use.parameters())
            .fields("trigger-conf", use.triggerConfiguration())
            .data("recommended-version", use.recommendedVersion());
    Data.Fields all = keys.done();
    Data path = all.values().get("path");
    return path != null && all.values().size() == 1 ? path : all;
  }

  private static Data notice(Notice notice, Report report) {
    List<String> channels =
        notice.channels().stream()
            .map(channel -> channel.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    var keys = new Keys();
    if (channels.size() == 1) {
      keys.text("type", channels.getFirst());
    } else {
      keys.put("type", Keys.list(channels));
    }
    if (notice.when() != Notice.Moment.ALWAYS) {
      keys.text("if", notice.when().name());
    }
    keys.texts("receivers", notice.receivers())
        .texts("groups", notice.groups())
        .text("content", notice.content())
        .texts("chat-id", notice.chatIds());
    if (notice.markdown()) {
      keys.text("content-format", "markdown");
    }
    return keys.flag("attach-build-url", notice.attachBuildUrl(), false)
        .extras(notice.extras(), CARRIED_BY_NOTICE, report)
        .done();
  }

  private static void concurrency(Keys keys, Concurrency concurrency, Report report) {
    boolean isGroup = concurrency.lock() == RunLock.GROUP_LOCK;
    if (isGroup ? concurrency.group().isEmpty() : concurrency.lock() != RunLock.MULTIPLE) {
      report.add(Rule.YAML_LACKS_RUN_LOCK, concurrency.lock());
    }
    var all = new Keys();
    if (isGroup) {
      all.text("group", concurrency.group());
    } else if (concurrency.group().isPresent()) {
      report.add(Rule.YAML_LACKS_GROUP, concurrency.group().get());
    }
    all.flag("cancel-in-progress", concurrency.cancelInProgress(), false)
        .number("queue-length", concurrency.queueLength())
        .number("queue-timeout-minutes", concurrency.queueTimeoutMinutes())
        .number("max-parallel", concurrency.maxParallel());
    if (!all.isEmpty()) {
      keys.put("concurrency", all.done());
    }
  }

  private static Data version(RecommendedVersion version) {
    var number = new Keys();
    if (version.initialBuildNumber() != 0) {
      number.put("initial-value", Data.number(version.initialBuildNumber()));
    }
    switch (version.strategy()) {
      case EVERY_BUILD -> {}
      case SUCCESSFUL_BUILD -> number.text("strategy", "plus1-when-success");
      case CONSTANT -> number.text("strategy", "invariable");
    }
    var keys =
        new Keys()
            .flag("enabled", version.enabled(), true)
            .flag("allow-modify-at-startup", version.allowModifyAtStartup(), true)
            .flag("as-instance-input", version.asInstanceInput(), false);
    part(keys, "major", version.major());
    part(keys, "minor", version.minor());
    part(keys, "fix", version.fix());
    if (!number.isEmpty()) {
      keys.put("build-no", number.done());
    }
    return keys.done();
  }

  private static void part(Keys keys, String key, String part) {
    if (!part.equals("0")) {
      keys.put(
          key,
          part.matches("[1-9]\\d{0,8}") ? Data.number(Integer.parseInt(part)) : Data.text(part));
    }
  }

  private static void settings(Keys keys, Pipeline pipeline, Report report) {
    var settings = pipeline.settings();
    keys.flag("disable-pipeline", settings.disabled(), false)
        .flag("fail-if-variable-invalid", settings.failIfVariableInvalid(), false)
        .text("custom-build-num", settings.customBuildNumber())
        .text("syntax-dialect", settings.dialect().map(Enum::name));
    if (settings.cancelRestricted()) {
      keys.text("cancel-policy", "RESTRICTED");
    }
    if (settings.cleanVariablesOnRetry()) {
      report.add(Rule.YAML_LACKS_KEYS, "cleanVariablesWhenRetry");
    }
    keys.data("runs-on", settings.runsOn());
  }
}
