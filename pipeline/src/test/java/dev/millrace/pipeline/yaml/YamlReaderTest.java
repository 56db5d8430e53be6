package dev.millrace.pipeline.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.pipeline.ContinueOnError;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.JobTemplate;
import dev.millrace.pipeline.Matrix;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.RunsOn.Target;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageTemplate;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.TaskAction.ScriptOrigin;
import dev.millrace.pipeline.TemplateUse.Source;
import dev.millrace.pipeline.Timeout;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.trigger.RepositoryRef;
import dev.millrace.pipeline.trigger.Trigger;
import dev.millrace.pipeline.trigger.TriggerRule;
import dev.millrace.pipeline.trigger.TriggerRule.Event;
import dev.millrace.pipeline.trigger.TriggerRule.EventKind;
import dev.millrace.pipeline.trigger.TriggerRule.PathFilterType;
import dev.millrace.pipeline.variable.VariableType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
  private static final Pipeline FULL = valid("every-key.yml");

  @Test
  void steps_alone_become_one_stage_with_one_job() {
    Pipeline pipeline = valid("steps-only.yml");

    Stage stage = pipeline.plainStages().getFirst();
    Job job = stage.plainJobs().getFirst();
    assertThat(stage.name()).isEqualTo("stage_1");
    assertThat(job.id()).isEqualTo("job1");
    assertThat(job.runsOn().target()).isEqualTo(new Target.Docker());
    assertThat(job.timeout()).isEqualTo(Timeout.DEFAULT);
    assertThat(pipeline.triggersWritten()).isFalse();
    assertThat(pipeline.isExpanded()).isTrue();
  }

  @Test
  void jobs_alone_become_one_stage_and_inputs_keep_their_kinds() {
    List<Job> jobs = valid("jobs-only.yml").plainStages().getFirst().plainJobs();

    Task lint = jobs.get(1).plainTasks().getFirst();
    assertThat(jobs).extracting(Job::id).containsExactly("compile", "lint");
    assertThat(jobs.get(1).runsOn().target()).isEqualTo(new Target.Agentless());
    assertThat(jobs.get(1).dependsOn()).containsExactly("compile");
    assertThat(lint.action())
        .isEqualTo(
            new TaskAction.Plugin(
                "codeLint",
                "1.*",
                Data.ordered(
                    Map.of(
                        "rules",
                        new Data.Items(List.of(Data.text("a"), Data.text("b"))),
                        "strict",
                        Data.flag(true),
                        "limit",
                        Data.number(10),
                        "nothing",
                        new Data.Nothing()))));
  }

  @Test
  void machines_of_every_kind_are_told_apart() {
    List<Job> jobs = ((Stage) FULL.stages().getFirst()).plainJobs();

    assertThat(jobs.stream().map(job -> job.runsOn().target()))
        .containsExactly(
            new Target.Environment("linux-farm", Optional.of(1), Optional.of(10)),
            new Target.SameAsJob("compile"),
            new Target.Node("win-1"),
            new Target.Docker());
    assertThat(jobs.getFirst().prepareTimeoutMinutes()).contains(5);
    assertThat(jobs.getFirst().runsOn().needs()).containsEntry("jdk", "25");
  }

  @Test
  void a_task_has_all_that_was_written() {
    Job job = ((Stage) FULL.stages().getFirst()).plainJobs().getFirst();

    Task task = job.plainTasks().get(3);
    assertThat(task.id()).isEqualTo("compile");
    assertThat(task.condition()).isEqualTo(new RunCondition.By(Word.ALWAYS_UNLESS_CANCELLED));
    assertThat(task.timeout()).isEqualTo(new Timeout("${{ variables.number }}"));
    assertThat(task.continueOnError()).isEqualTo(ContinueOnError.MANUAL);
    assertThat(task.retryTimes()).isEqualTo(2);
    assertThat(task.environment()).containsExactly(Map.entry("A", "b"));
    assertThat(((TaskAction.Checkout) job.plainTasks().get(1).action()).repository())
        .isEqualTo(new RepositoryRef.ById("r1"));
    assertThat(job.plainTasks().get(4).action())
        .isInstanceOfSatisfying(
            TaskAction.Script.class,
            script -> {
              assertThat(script.origin()).isEqualTo(ScriptOrigin.LINUX_SCRIPT);
              assertThat(script.script()).isEqualTo("echo hi");
              assertThat(script.continueAfterErrors()).isTrue();
              assertThat(script.inputs()).containsOnlyKeys("enableArchiveFile");
            });
    assertThat(job.plainTasks().get(6).action()).isInstanceOf(TaskAction.ManualReview.class);
  }

  @Test
  void a_matrix_keeps_its_lists_and_its_texts() {
    List<Job> jobs = ((Stage) FULL.stages().getFirst()).plainJobs();

    Matrix matrix = jobs.getFirst().matrix().orElseThrow();
    assertThat(((Matrix.AxisMap) matrix.axes()).axes())
        .containsEntry("jdk", new Matrix.AxisList(List.of(Data.text("21"), Data.text("25"))))
        .containsEntry("more", new Matrix.FromText("${{ fromJSON(list) }}"));
    assertThat(((Matrix.CaseList) matrix.exclude()).cases())
        .containsExactly(Data.ordered(Map.of("os", "b", "jdk", "21")));
    assertThat(jobs.get(3).matrix().orElseThrow().axes())
        .isEqualTo(new Matrix.FromText("${{ fromJSON(all) }}"));
  }

  @Test
  void triggers_of_a_list_know_their_entry_and_repository() {
    List<Trigger> triggers = FULL.triggers();

    Trigger push =
        triggers.stream()
            .filter(trigger -> isEvent(trigger, EventKind.PUSH))
            .findFirst()
            .orElseThrow();
    assertThat(push.source().entry()).isEqualTo(1);
    assertThat(push.source().repository()).isEqualTo(new RepositoryRef.ByName("acme/widgets"));
    assertThat(push.enabled()).isFalse();
    assertThat(((Event) push.rule()).filters())
        .containsEntry("branches", List.of("main", "release/**"));
    assertThat(((Event) push.rule()).filters()).doesNotContainKeys("id", "path-filter-type");
    assertThat(((Event) push.rule()).pathFilterType()).contains(PathFilterType.GLOB);
    assertThat(triggers.stream().filter(trigger -> trigger.rule() instanceof TriggerRule.Schedule))
        .hasSize(4);
    assertThat(triggers.getFirst().rule()).isEqualTo(new TriggerRule.Manual(true, true));
    assertThat(triggers).hasSize(20);
  }

  @Test
  void triggers_of_an_object_have_their_short_forms() {
    Pipeline pipeline = valid("on-object.yml");

    assertThat(pipeline.triggers().stream().map(YamlReaderTest::shown))
        .containsExactly(
            "Manual false",
            "Schedule true",
            "Remote true",
            "PUSH {branches=[main]} true",
            "TAG {tags=[v*]} true",
            "MERGE_REQUEST {target-branches=[main]} true",
            "ISSUE {action=[open]} true");
  }

  @Test
  void an_entry_that_does_not_mention_people_lets_them_start() {
    Pipeline pipeline = read("version: v3.0\non: { push: [ main ] }\nsteps: [ { run: ls } ]\n");

    assertThat(pipeline.triggers().getFirst().rule())
        .isEqualTo(new TriggerRule.Manual(false, false));
    assertThat(pipeline.triggers().getFirst().enabled()).isTrue();
  }

  @Test
  void variables_and_settings_are_read() {
    assertThat(FULL.variables().getFirst().value()).isEqualTo(Data.text("text"));
    assertThat(FULL.variables().get(1).value()).isEqualTo(Data.text("42"));
    assertThat(FULL.variables().get(3).constant()).isTrue();
    assertThat(FULL.variables().get(3).atStart()).isFalse();
    assertThat(FULL.variables().get(4).type()).isEqualTo(VariableType.ENUM);
    assertThat(FULL.variables().get(4).required()).isTrue();
    assertThat(FULL.variables().getLast().form().orElseThrow().fields().getFirst().name())
        .isEqualTo("host");
    assertThat(FULL.variableGroups()).hasSize(1);
    assertThat(FULL.concurrency().lock()).isEqualTo(RunLock.GROUP_LOCK);
    assertThat(FULL.settings().cancelRestricted()).isTrue();
    assertThat(FULL.recommendedVersion().orElseThrow().minor()).isEqualTo("2");
    assertThat(FULL.plainFinallyJobs().getFirst().condition())
        .isEqualTo(new RunCondition.By(Word.FAILURE));
    assertThat(
            ((Stage) FULL.stages().getFirst())
                .checkIn()
                .orElseThrow()
                .flows()
                .getFirst()
                .reviewers())
        .containsExactly("ann", "bob", "carl");
  }

  @Test
  void references_to_templates_stay_references() {
    Pipeline pipeline = valid("template-uses.yml");

    assertThat(pipeline.isExpanded()).isFalse();
    assertThat(((StageTemplate) pipeline.stages().getFirst()).use().source())
        .isEqualTo(new Source.ByPath("stages/build.yml", Optional.of("main")));
    assertThat(((Stage) pipeline.stages().get(3)).jobs())
        .hasSize(2)
        .allMatch(JobTemplate.class::isInstance);
    assertThat(valid("extends.yml").template().orElseThrow().parameters())
        .containsKeys("TARGET", "LEVEL");
  }

  @Test
  void a_merged_job_is_a_job_of_its_own() {
    List<Job> jobs = valid("anchors.yml").plainStages().getFirst().plainJobs();

    assertThat(jobs.get(1).environment())
        .containsOnly(Map.entry("A", "1"), Map.entry("B", "mine"), Map.entry("C", "3"));
    assertThat(jobs.get(2).plainTasks()).isEqualTo(jobs.getFirst().plainTasks());
  }

  @Test
  void version_2_is_read_for_import_only() {
    Corpus.File file = Corpus.file("v2", "pipeline.yml");

    Pipeline imported =
        YamlReader.forImport().read(file.text(), file.name()).pipeline().orElseThrow();

    Job job = imported.plainStages().getFirst().plainJobs().getFirst();
    assertThat(imported.plainStages().getFirst().checkOut()).isPresent();
    assertThat(job.runsOn().container().orElseThrow().image()).contains("maven:3");
    assertThat(((Matrix.AxisMap) job.matrix().orElseThrow().axes()).axes()).containsOnlyKeys("os");
    assertThat(((Matrix.CaseList) job.matrix().orElseThrow().include()).cases()).hasSize(1);
    assertThat(imported.triggers().stream().map(YamlReaderTest::shown))
        .contains("DELETE {types=[branch]} true", "OPENAPI {} true");
    assertThat(YamlReader.ofVersion3().read(file.text(), file.name()).pipeline()).isEmpty();
  }

  @Test
  void of_several_names_of_a_machine_one_wins_and_the_author_is_told() {
    var result =
        YamlReader.ofVersion3()
            .read(
                """
                version: v3.0
                jobs:
                  a:
                    runs-on: { self-hosted: true, node-name: n, pool-name: farm }
                    steps: [ { run: ls } ]
                """,
                "a.yml");

    Job job = result.pipeline().orElseThrow().plainStages().getFirst().plainJobs().getFirst();
    assertThat(job.runsOn().target())
        .isEqualTo(new Target.Environment("farm", Optional.empty(), Optional.empty()));
    assertThat(result.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.message(Locale.ENGLISH))
              .isEqualTo("`node-name` has no effect: `pool-name` beside it wins");
          assertThat(problem.message(Locale.SIMPLIFIED_CHINESE))
              .isEqualTo("`node-name` 不起作用：同时写有 `pool-name`，以后者为准");
        });
  }

  private static boolean isEvent(Trigger trigger, EventKind kind) {
    return trigger.rule() instanceof Event event && event.kind() == kind;
  }

  private static String shown(Trigger trigger) {
    String rule =
        trigger.rule() instanceof Event event
            ? event.kind() + " " + event.filters()
            : trigger.rule().getClass().getSimpleName();
    return rule + " " + trigger.enabled();
  }

  private static Pipeline valid(String name) {
    return read(Corpus.file("valid", name).text());
  }

  private static Pipeline read(String text) {
    ReadResult result = YamlReader.ofVersion3().read(text, "a.yml");
    assertThat(result.problems()).isEmpty();
    return result.pipeline().orElseThrow();
  }
}
