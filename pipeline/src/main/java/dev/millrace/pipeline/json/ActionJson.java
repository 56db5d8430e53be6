package dev.millrace.pipeline.json;

import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.TaskAction.GatePoint;
import dev.millrace.pipeline.TaskAction.ScriptOrigin;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.trigger.RepositoryRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What a task does: the element's type and the fields that only this type has. */
final class ActionJson {
  static final String TYPE = "@type";

  /** Plugins of the store; the second needs no machine. */
  private static final String PLUGIN = "marketBuild";

  private static final String PLUGIN_WITHOUT_MACHINE = "marketBuildLess";

  /** Plugins that YAML has forms of its own for. */
  private static final String RUN = "run";

  private static final String CHECKOUT = "checkout";
  private static final String BUILT_IN_VERSION = "1.*";

  private static final String REVIEW = "manualReviewUserTask";
  private static final String SUB_PIPELINE = "subPipelineCall";
  private static final Words<GatePoint> GATES =
      new Words<GatePoint>()
          .add(GatePoint.BEFORE, "qualityGateInTask")
          .add(GatePoint.AFTER, "qualityGateOutTask");
  private static final Words<ScriptOrigin> SCRIPTS =
      new Words<ScriptOrigin>()
          .add(ScriptOrigin.LINUX_SCRIPT, "linuxScript")
          .add(ScriptOrigin.WINDOWS_SCRIPT, "windowsScript");

  private static final String ASIDE_INPUTS = "inputs";
  static final String IS_FOREIGN = "foreign";
  private static final String IS_PLUGIN = "plugin";
  private static final String CONTINUE = "continueAfterErrors";
  private static final String SHELL = "shell";

  private ActionJson() {}

  /** The fields of a foreign element are left to the caller, who knows which are taken. */
  static TaskAction read(JsonAt at) {
    String type = at.text(TYPE, "");
    if (isForeign(at)) {
      return foreign(at, type);
    }
    return switch (type) {
      case PLUGIN, PLUGIN_WITHOUT_MACHINE -> plugin(at);
      case REVIEW -> new TaskAction.ManualReview(flatInputs(at, type));
      case SUB_PIPELINE -> new TaskAction.SubPipeline(flatInputs(at, type));
      default ->
          SCRIPTS
              .meaning(type)
              .<TaskAction>map(origin -> script(at, origin, type))
              .or(() -> gate(at, type))
              .orElseGet(() -> foreign(at, type));
    };
  }

  private static Optional<TaskAction> gate(JsonAt at, String type) {
    return GATES
        .meaning(type)
        .map(point -> new TaskAction.QualityGate(point, flatInputs(at, type)));
  }

  /** Whether the element is carried although its type is one we know. */
  static boolean isForeign(JsonAt at) {
    return at.own().flag(IS_FOREIGN, false);
  }

  private static TaskAction foreign(JsonAt at, String type) {
    at.problemAt(TYPE, Rule.CANNOT_RUN, TYPE, type);
    return new TaskAction.Foreign(type, Data.none());
  }

  private static TaskAction plugin(JsonAt at) {
    String code = at.text("atomCode", "");
    JsonAt input = at.object("data").object("input");
    if (at.own().flag(IS_PLUGIN, false)) {
      return new TaskAction.Plugin(code, at.text("version", ""), JsonData.fields(input.node()));
    }
    if (code.equals(RUN) && input.node().path("script").isString()) {
      return new TaskAction.Script(
          ScriptOrigin.RUN,
          input.text("script", ""),
          shellInput(input),
          at.own().flag(CONTINUE, false),
          rest(at, input, shellInput(input).isEmpty() ? Set.of("script") : RUN_KEYS));
    }
    if (code.equals(CHECKOUT)) {
      RepositoryRef repository =
          RepositoryJson.CHECKOUT.read(input).orElseGet(RepositoryRef.Self::new);
      ObjectNode taken = JsonData.object();
      RepositoryJson.CHECKOUT.write(taken, repository);
      return new TaskAction.Checkout(
          repository, rest(at, input, Set.copyOf(taken.propertyNames())));
    }
    return new TaskAction.Plugin(code, at.text("version", ""), JsonData.fields(input.node()));
  }

  private static final Set<String> RUN_KEYS = Set.of("script", SHELL);

  private static Optional<String> shellInput(JsonAt input) {
    return input.node().path(SHELL).isString() ? input.text(SHELL) : Optional.empty();
  }

  private static SequencedMap<String, Data> rest(JsonAt at, JsonAt input, Set<String> taken) {
    var rest = JsonData.fields(input.node());
    rest.keySet().removeAll(taken);
    rest.putAll(at.own().fields(ASIDE_INPUTS));
    return rest;
  }

  private static TaskAction script(JsonAt at, ScriptOrigin origin, String type) {
    Optional<String> shell =
        at.own().has(SHELL)
            ? at.own().texts(SHELL).stream().findFirst()
            : at.word("scriptType", shells(origin)).filter(word -> !word.isEmpty());
    return new TaskAction.Script(
        origin,
        at.text("script", ""),
        shell,
        at.flag("continueNoneZero", false),
        flatInputs(at, type));
  }

  private static Words<String> shells(ScriptOrigin origin) {
    return Tables.SHELLS.getOrDefault(origin, new Words<>());
  }

  private static SequencedMap<String, Data> flatInputs(JsonAt at, String type) {
    var inputs = new LinkedHashMap<String, Data>();
    for (String key : Tables.FLAT_INPUTS.getOrDefault(type, List.of())) {
      at.data(key).ifPresent(data -> inputs.put(key, data));
    }
    inputs.putAll(at.own().fields(ASIDE_INPUTS));
    return inputs;
  }

  /** Puts type and fields of {@code action} into {@code node}; those of a foreign one last. */
  static ObjectNode write(ObjectNode node, TaskAction action, boolean withoutMachine) {
    String plugin = withoutMachine ? PLUGIN_WITHOUT_MACHINE : PLUGIN;
    switch (action) {
      case TaskAction.Script script when script.origin() == ScriptOrigin.RUN -> {
        ObjectNode input = plugin(node, plugin, RUN, BUILT_IN_VERSION);
        input.put("script", script.script());
        script.shell().ifPresent(shell -> input.put(SHELL, shell));
        if (script.continueAfterErrors()) {
          Residue.own(node).put(CONTINUE, true);
        }
        return withInputs(node, script, script.inputs());
      }
      case TaskAction.Script script -> {
        node.put(TYPE, SCRIPTS.wordOf(script.origin()));
        Words<String> shells = shells(script.origin());
        node.put("scriptType", shells.word(script.shell().orElse("")).orElse(shells.wordOf("")));
        node.put("script", script.script());
        node.put("continueNoneZero", script.continueAfterErrors());
        script
            .shell()
            .filter(shell -> shell.isEmpty() || shells.word(shell).isEmpty())
            .ifPresent(shell -> Residue.own(node).set(SHELL, JsonData.texts(List.of(shell))));
        return withFlatInputs(node, script, script.inputs());
      }
      case TaskAction.Checkout checkout -> {
        ObjectNode input = plugin(node, plugin, CHECKOUT, BUILT_IN_VERSION);
        RepositoryJson.CHECKOUT.write(input, checkout.repository());
        return withInputs(node, checkout, checkout.inputs());
      }
      case TaskAction.Plugin(String code, String version, var inputs) -> {
        plugin(node, plugin, code, version).setAll(JsonData.object(inputs));
        if (!read(JsonAt.silent(node)).equals(action)) {
          Residue.own(node).put(IS_PLUGIN, true);
        }
        return node;
      }
      case TaskAction.ManualReview(var inputs) -> {
        node.put(TYPE, REVIEW);
        return withFlatInputs(node, action, inputs);
      }
      case TaskAction.SubPipeline(var inputs) -> {
        node.put(TYPE, SUB_PIPELINE);
        return withFlatInputs(node, action, inputs);
      }
      case TaskAction.QualityGate(var point, var inputs) -> {
        node.put(TYPE, GATES.wordOf(point));
        return withFlatInputs(node, action, inputs);
      }
      case TaskAction.Foreign(String type, _) -> {
        node.put(TYPE, type);
        if (type.equals(TaskJson.TEMPLATE)
            || !(read(JsonAt.silent(node)) instanceof TaskAction.Foreign)) {
          Residue.own(node).put(IS_FOREIGN, true);
        }
        return node;
      }
    }
  }

  private static ObjectNode plugin(ObjectNode node, String type, String code, String version) {
    node.put(TYPE, type).put("atomCode", code).put("version", version);
    return node.putObject("data").putObject("input");
  }

  private static ObjectNode withInputs(
      ObjectNode node, TaskAction action, Map<String, Data> inputs) {
    var data = new LinkedHashMap<String, Data>();
    data.put(
        "data",
        new Data.Fields(Data.ordered(Map.of("input", new Data.Fields(Data.ordered(inputs))))));
    return inputs.isEmpty()
        ? node
        : Residue.layAllOrAside(node, ASIDE_INPUTS, data, inputs, laid -> isFound(laid, action));
  }

  private static ObjectNode withFlatInputs(
      ObjectNode node, TaskAction action, Map<String, Data> inputs) {
    return Residue.layOrAside(node, ASIDE_INPUTS, inputs, laid -> isFound(laid, action));
  }

  private static boolean isFound(ObjectNode laid, TaskAction action) {
    return read(JsonAt.silent(laid)).equals(action);
  }
}
