package dev.millrace.pipeline;

import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.RunsOn.Target;
import dev.millrace.pipeline.TaskAction.ScriptOrigin;
import dev.millrace.pipeline.data.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Jobs with everything in them: machines, matrices, locks, tasks. */
final class ArbitraryJobs {
  private final Arbitrary any;
  private int jobs;

  ArbitraryJobs(Arbitrary any) {
    this.any = any;
  }

  JobEntry entry() {
    return any.rarely(8) ? new JobTemplate(template()) : job();
  }

  private Job job() {
    String id = any.oneOf(List.of("job_2_1", "build job", "é")) + ++jobs;
    return new Job(
        id,
        any.oneOf(List.of("", id, any.text())),
        any.flag(),
        runsOn(),
        condition(),
        any.list(this::taskEntry),
        timeout(),
        any.maybe(any::number),
        any.textMap(),
        any.flag(),
        any.maybe(this::matrix),
        any.texts(),
        any.maybe(() -> new Mutex(any.text(), any.maybe(any::number), timeout())),
        any.dataMap(),
        any.dataMap());
  }

  RunCondition condition() {
    return switch (any.upTo(6)) {
      case 0 -> new RunCondition.VariablesMatch(any.textMap());
      case 1 -> new RunCondition.NotWhenVariablesMatch(any.textMap());
      case 2 -> new RunCondition.When(any.text());
      case 3 -> new RunCondition.By(any.oneOf(Word.class));
      default -> RunCondition.DEFAULT;
    };
  }

  private Timeout timeout() {
    return new Timeout(
        any.oneOf(List.of("900", "60", "0", "100", "-1", "99999999999", any.text())));
  }

  TemplateUse template() {
    return new TemplateUse(
        any.flag()
            ? new TemplateUse.Source.ByPath(any.text(), any.maybe(any::text))
            : new TemplateUse.Source.ById(any.text(), any.maybe(any::text)),
        any.flag() ? any.dataMap() : typedParameters(),
        any.rarely(3) ? any.dataMap() : Data.none(),
        any.rarely(3) ? Optional.of(any.data()) : Optional.empty());
  }

  private SequencedMap<String, Data> typedParameters() {
    var value = new LinkedHashMap<String, Data>();
    value.put("value", any.data());
    value.put("allow-modify-at-startup", Data.flag(any.flag()));
    var parameters = new LinkedHashMap<String, Data>();
    parameters.put(any.key(), new Data.Fields(value));
    return parameters;
  }

  private RunsOn runsOn() {
    if (any.rarely(4)) {
      return RunsOn.DEFAULT;
    }
    return new RunsOn(
        target(),
        any.list(() -> any.oneOf(List.of("linux", "macos", "windows", "macos-12.4"))),
        any.maybe(this::container),
        any.rarely(3) ? Optional.of(any.text()) : Optional.empty(),
        any.rarely(3) ? Optional.of(any.text()) : Optional.empty(),
        any.rarely(5) ? Optional.of(any.text()) : Optional.empty(),
        any.textMap(),
        any.flag(),
        any.rarely(3) ? any.dataMap() : Data.none());
  }

  private Target target() {
    return switch (any.upTo(8)) {
      case 0 -> new Target.Docker();
      case 1 -> new Target.Agentless();
      case 2 ->
          new Target.Pool(any.oneOf(List.of("docker-on-bcs", "kubernetes", "local", "docker", "")));
      case 3 -> new Target.Environment(any.text(), any.maybe(any::number), any.maybe(any::number));
      case 4 -> new Target.Node(any.text());
      case 5 -> new Target.SameAsJob(any.text());
      case 6 -> new Target.UnnamedSelfHosted();
      default ->
          new Target.Foreign(any.oneOf(List.of("ESXi", "DOCKER", "STREAM", "")), any.dataMap());
    };
  }

  private Container container() {
    return new Container(
        any.maybe(any::text),
        any.maybe(() -> new Container.StoreImage(any.text(), any.text())),
        any.maybe(() ->
            any.flag()
                ? new Container.Credentials.ById(any.text())
                : new Container.Credentials.UserPassword(any.text(), any.text())),
        any.rarely(2) ? any.dataMap() : Data.none(),
        any.rarely(3) ? Optional.of(any.text()) : Optional.empty(),
        any.rarely(4) ? any.dataMap() : Data.none());
  }

  private Matrix matrix() {
    Matrix.Axes axes =
        any.rarely(3) ? new Matrix.FromText(matrixText()) : new Matrix.AxisMap(any.map(this::axis));
    return new Matrix(axes, cases(), cases(), any.flag(), any.maybe(any::number));
  }

  private Matrix.AxisValues axis() {
    return any.flag()
        ? new Matrix.AxisList(any.list(any::data))
        : new Matrix.FromText(matrixText());
  }

  private Matrix.Cases cases() {
    return any.rarely(3)
        ? new Matrix.FromText(matrixText())
        : new Matrix.CaseList(any.list(any::textMap));
  }

  private String matrixText() {
    return any.oneOf(
        List.of("${{ fromJSON(variables.x) }}", "{}", "[]", "[{\"a\":\"b\"}]", any.text()));
  }

  private TaskEntry taskEntry() {
    return any.rarely(8) ? new TaskTemplate(template()) : task();
  }

  private Task task() {
    TaskAction action = action();
    return new Task(
        any.text(),
        any.oneOf(List.of("", action.defaultName(), any.text())),
        any.flag(),
        action,
        any.text(),
        condition(),
        timeout(),
        any.oneOf(ContinueOnError.class),
        any.number(),
        any.flag(),
        any.flag(),
        any.texts(),
        any.textMap(),
        any.rarely(3) ? Optional.of(any.data()) : Optional.empty(),
        any.dataMap());
  }

  private TaskAction action() {
    return switch (any.upTo(8)) {
      case 0, 1 ->
          new TaskAction.Script(
              any.oneOf(ScriptOrigin.class),
              any.text(),
              any.maybe(() -> any.oneOf(List.of("bash", "python", "cmd", "powershell", "", "sh"))),
              any.flag(),
              inputs());
      case 2 -> new TaskAction.Checkout(new ArbitraryTriggers(any).repository(), inputs());
      case 3 ->
          new TaskAction.Plugin(
              any.oneOf(List.of("run", "checkout", "sendmail", "")), any.text(), inputs());
      case 4 -> new TaskAction.ManualReview(inputs());
      case 5 -> new TaskAction.SubPipeline(inputs());
      case 6 -> new TaskAction.QualityGate(any.oneOf(TaskAction.GatePoint.class), inputs());
      default ->
          new TaskAction.Foreign(
              any.oneOf(List.of("CODE_GIT", "marketBuild", "stepTemplate", "linuxScript", "")),
              any.dataMap());
    };
  }

  private SequencedMap<String, Data> inputs() {
    var inputs = new LinkedHashMap<>(any.dataMap());
    if (any.rarely(3)) {
      inputs.put(
          any.oneOf(
              List.of(
                  "script",
                  "shell",
                  "repositoryName",
                  "reviewUsers",
                  "namespace",
                  "charsetType",
                  "subPipelineId",
                  "errorFAQUrl")),
          any.data());
    }
    return inputs;
  }
}
