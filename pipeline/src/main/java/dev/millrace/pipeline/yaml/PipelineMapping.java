package dev.millrace.pipeline.yaml;

import dev.millrace.expression.Dialect;
import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.pipeline.JobEntry;
import dev.millrace.pipeline.Notice;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RecommendedVersion;
import dev.millrace.pipeline.RecommendedVersion.BuildNumberStrategy;
import dev.millrace.pipeline.Resources;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.Settings;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageEntry;
import dev.millrace.pipeline.TaskEntry;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.yaml.tree.Node;
import java.util.List;
import java.util.Optional;

/** The root of a file and its settings, as model. */
final class PipelineMapping {
  /** The name of the one stage of a file that writes none. */
  private static final String ONLY_STAGE = "stage_1";

  /** The id and name of the one job of a file that writes none. */
  static final String ONLY_JOB = "job1";

  private PipelineMapping() {}

  static Pipeline pipeline(Node node) {
    View root = View.of(node);
    return new Pipeline(
        root.textOrEmpty("name"),
        root.textOrEmpty("desc"),
        root.texts("label"),
        root.has("on"),
        TriggerMapping.triggers(root),
        VariableMapping.variables(root.map("variables")),
        VariableMapping.groups(root.map("variables")),
        stages(root),
        JobMapping.finalJobs(root.map("finally")),
        root.node("extends").map(TemplateMapping::whole),
        resources(root.map("resources")),
        root.items("notices").stream().map(item -> notice(View.of(item))).toList(),
        concurrency(root.map("concurrency")),
        root.node("recommended-version").map(value -> version(View.of(value))),
        settings(root),
        Data.none());
  }

  private static List<StageEntry> stages(View root) {
    if (root.has("steps")) {
      List<TaskEntry> tasks = StepMapping.tasks(root.items("steps"));
      return List.of(onlyStage(List.of(JobMapping.onlyJob(ONLY_JOB, tasks))));
    }
    if (root.has("jobs")) {
      return List.of(onlyStage(JobMapping.jobs(root.map("jobs"))));
    }
    return root.items("stages").stream().map(StageMapping::entry).toList();
  }

  private static Stage onlyStage(List<JobEntry> jobs) {
    return new Stage(
        "",
        ONLY_STAGE,
        true,
        List.of(),
        RunCondition.DEFAULT,
        false,
        Optional.empty(),
        Optional.empty(),
        jobs,
        Data.none());
  }

  private static Resources resources(View resources) {
    return new Resources(
        resources.items("repositories").stream()
            .map(View::of)
            .map(repository ->
                new Resources.Repository(
                    repository.textOrEmpty("repository"),
                    repository.textOrEmpty("name"),
                    repository.name("ref"),
                    repository.map("credentials").name("personal-access-token")))
            .toList(),
        resources.items("pools").stream()
            .map(View::of)
            .map(pool -> new Resources.Pool(pool.textOrEmpty("from"), pool.textOrEmpty("name")))
            .toList());
  }

  private static Notice notice(View notice) {
    return new Notice(
        notice.texts("type").stream().map(word -> Words.of(Notice.Channel.class, word)).toList(),
        notice.texts("receivers"),
        notice.texts("groups"),
        notice.text("content"),
        notice.texts("chat-id"),
        notice.text("content-format").filter("markdown"::equals).isPresent(),
        notice.flag("attach-build-url", false),
        notice
            .name("if")
            .map(word -> Words.of(Notice.Moment.class, word))
            .orElse(Notice.Moment.ALWAYS),
        notice.carry("title", "ccs"));
  }

  private static Concurrency concurrency(View concurrency) {
    if (concurrency.isEmpty()) {
      return Concurrency.DEFAULT;
    }
    Optional<String> group = concurrency.name("group");
    return new Concurrency(
        group.isPresent() ? RunLock.GROUP_LOCK : RunLock.MULTIPLE,
        group,
        concurrency.flag("cancel-in-progress", false),
        concurrency.whole("queue-length"),
        concurrency.whole("queue-timeout-minutes"),
        concurrency.whole("max-parallel"));
  }

  static RecommendedVersion version(View version) {
    View number = version.map("build-no");
    return new RecommendedVersion(
        version.flag("enabled", true),
        version.flag("allow-modify-at-startup", true),
        version.flag("as-instance-input", false),
        version.name("major").orElse("0"),
        version.name("minor").orElse("0"),
        version.name("fix").orElse("0"),
        number.whole("initial-value").orElse(0),
        switch (number.textOrEmpty("strategy")) {
          case "plus1-when-success" -> BuildNumberStrategy.SUCCESSFUL_BUILD;
          case "invariable" -> BuildNumberStrategy.CONSTANT;
          default -> BuildNumberStrategy.EVERY_BUILD;
        });
  }

  private static Settings settings(View root) {
    return new Settings(
        root.flag("disable-pipeline", false),
        root.flag("fail-if-variable-invalid", false),
        root.name("custom-build-num"),
        root.name("syntax-dialect").filter(word -> !word.equals("INHERIT")).map(Dialect::valueOf),
        root.text("cancel-policy").filter("RESTRICTED"::equals).isPresent(),
        false,
        root.data("runs-on"));
  }
}
