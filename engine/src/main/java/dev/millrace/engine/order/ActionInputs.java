package dev.millrace.engine.order;

import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.data.Data;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** The inputs of an action that a person may change before it runs. */
public final class ActionInputs {
  /** The text of a script, which is an input beside the others. */
  private static final String SCRIPT = "script";

  private ActionInputs() {}

  /** Names of what can be changed, in the author's order. */
  public static SequencedSet<String> names(TaskAction action) {
    var names = new LinkedHashSet<String>();
    if (action instanceof TaskAction.Script) {
      names.add(SCRIPT);
    }
    names.addAll(inputs(action).keySet());
    return names;
  }

  /** The inputs that a person can type: those of one line each, with their values. */
  public static SequencedMap<String, String> lines(TaskAction action) {
    var lines = new LinkedHashMap<String, String>();
    inputs(action).forEach((name, value) -> line(value).ifPresent(text -> lines.put(name, text)));
    return lines;
  }

  private static Optional<String> line(Data value) {
    return switch (value) {
      case Data.Text(var text) -> text.contains("\n") ? Optional.empty() : Optional.of(text);
      case Data.Flag(var flag) -> Optional.of(Boolean.toString(flag));
      case Data.Decimal(var number) -> Optional.of(number.toPlainString());
      case Data.Items _, Data.Fields _, Data.Nothing _ -> Optional.empty();
    };
  }

  /** The action with other values for some inputs; each keeps its kind where the text can be it. */
  static TaskAction changed(TaskAction action, Map<String, String> values) {
    if (values.isEmpty()) {
      return action;
    }
    SequencedMap<String, Data> inputs = changed(inputs(action), values);
    return switch (action) {
      case TaskAction.Script script ->
          new TaskAction.Script(
              script.origin(),
              values.getOrDefault(SCRIPT, script.script()),
              script.shell(),
              script.continueAfterErrors(),
              inputs);
      case TaskAction.Checkout(var repository, _) -> new TaskAction.Checkout(repository, inputs);
      case TaskAction.Plugin(var code, var version, _) ->
          new TaskAction.Plugin(code, version, inputs);
      case TaskAction.ManualReview _ -> new TaskAction.ManualReview(inputs);
      case TaskAction.SubPipeline _ -> new TaskAction.SubPipeline(inputs);
      case TaskAction.QualityGate(var point, _) -> new TaskAction.QualityGate(point, inputs);
      case TaskAction.Foreign(var type, _) -> new TaskAction.Foreign(type, inputs);
    };
  }

  private static SequencedMap<String, Data> inputs(TaskAction action) {
    return switch (action) {
      case TaskAction.Script script -> script.inputs();
      case TaskAction.Checkout(_, var inputs) -> inputs;
      case TaskAction.Plugin(_, _, var inputs) -> inputs;
      case TaskAction.ManualReview(var inputs) -> inputs;
      case TaskAction.SubPipeline(var inputs) -> inputs;
      case TaskAction.QualityGate(_, var inputs) -> inputs;
      case TaskAction.Foreign(_, var fields) -> fields;
    };
  }

  private static SequencedMap<String, Data> changed(
      SequencedMap<String, Data> inputs, Map<String, String> values) {
    var changed = new LinkedHashMap<>(inputs);
    changed.replaceAll((name, before) -> {
      String value = values.get(name);
      return value == null ? before : like(before, value);
    });
    return changed;
  }

  private static Data like(Data before, String value) {
    boolean isFlag = value.equals("true") || value.equals("false");
    return before instanceof Data.Flag && isFlag
        ? Data.flag(Boolean.parseBoolean(value))
        : Data.text(value);
  }
}
