package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.Arbitrary;
import dev.millrace.pipeline.ContinueOnError;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.JobEntry;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunsOn;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageEntry;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.TaskEntry;
import dev.millrace.pipeline.Timeout;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.trigger.RepositoryRef;
import dev.millrace.pipeline.variable.Variable;
import dev.millrace.pipeline.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/**
 * Pipelines that YAML v3.0 can say: the settings of one file with the triggers and variables of
 * another, and a body of jobs and tasks with arbitrary texts in all places that take any.
 */
final class Expressible {
  private static final List<String> FILES = List.of("every-key", "on-object", "anchors");

  private final Arbitrary any;

  Expressible(SplittableRandom random) {
    any = new Arbitrary(random);
  }

  Pipeline pipeline() {
    Pipeline settings = read();
    Pipeline triggers = read();
    List<StageEntry> stages = new ArrayList<>();
    for (int i = 0; i <= any.upTo(3); i++) {
      stages.add(stage(i));
    }
    return new Pipeline(
        any.text(),
        any.text(),
        any.texts().stream().filter(text -> !text.isBlank()).distinct().toList(),
        triggers.triggersWritten(),
        triggers.triggers(),
        variables(),
        List.of(),
        stages,
        List.of(),
        Optional.empty(),
        settings.resources(),
        settings.notices(),
        settings.concurrency(),
        settings.recommendedVersion(),
        settings.settings(),
        Data.none());
  }

  private Pipeline read() {
    String name = any.oneOf(FILES);
    return YamlReader.ofVersion3().read(YamlWriterTest.file(name), name).pipeline().orElseThrow();
  }

  private List<Variable> variables() {
    return List.of(
        new Variable(
            "level",
            Data.text(any.text()),
            any.flag(),
            false,
            any.flag(),
            any.flag(),
            any.maybe(any::flag),
            texts(),
            Optional.empty(),
            Data.none()));
  }

  private SequencedMap<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    any.list(any::text).forEach(text -> texts.put("KEY_" + texts.size(), text));
    return texts;
  }

  private Stage stage(int index) {
    List<JobEntry> jobs = new ArrayList<>();
    for (int i = 0; i <= any.upTo(2); i++) {
      jobs.add(job("job_" + index + "_" + i));
    }
    return new Stage(
        "",
        any.text(),
        any.flag(),
        any.flag() ? List.of("Build") : List.of("Test", "Deploy"),
        condition(),
        any.flag(),
        Optional.empty(),
        Optional.empty(),
        jobs,
        Data.none());
  }

  private Job job(String id) {
    List<TaskEntry> tasks = new ArrayList<>();
    for (int i = 0; i <= any.upTo(3); i++) {
      tasks.add(task("step" + i));
    }
    return new Job(
        id,
        any.text(),
        any.flag(),
        RunsOn.DEFAULT,
        condition(),
        tasks,
        any.flag() ? Timeout.DEFAULT : new Timeout("60"),
        any.flag() ? Optional.of(7) : Optional.empty(),
        texts(),
        any.flag(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Data.none(),
        Data.none());
  }

  private RunCondition condition() {
    return switch (any.upTo(4)) {
      case 0 -> new RunCondition.VariablesMatch(texts());
      case 1 -> new RunCondition.NotWhenVariablesMatch(texts());
      case 2 -> new RunCondition.When("ci.branch == 'main' && variables.level != 'y: # \"'");
      default -> RunCondition.DEFAULT;
    };
  }

  private Task task(String id) {
    return new Task(
        id,
        any.text(),
        any.flag(),
        action(),
        any.text(),
        any.flag() ? new RunCondition.By(RunCondition.Word.ALWAYS) : RunCondition.DEFAULT,
        Timeout.DEFAULT,
        any.oneOf(ContinueOnError.class),
        any.upTo(6),
        any.flag(),
        any.flag(),
        any.texts(),
        texts(),
        Optional.empty(),
        Data.none());
  }

  private TaskAction action() {
    return switch (any.upTo(3)) {
      case 0 ->
          new TaskAction.Script(
              TaskAction.ScriptOrigin.RUN,
              any.text() + any.text(),
              any.flag() ? Optional.of("bash") : Optional.empty(),
              false,
              any.dataMap());
      case 1 -> new TaskAction.Checkout(new RepositoryRef.ByName("a: b"), any.dataMap());
      default -> new TaskAction.Plugin("upload", "2.*", any.dataMap());
    };
  }
}
