package dev.millrace.engine;

import dev.millrace.engine.state.VariableValue;
import dev.millrace.expression.LegacyNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/** What tasks set on their build. A write that is not allowed changes nothing and is told. */
final class VariableWrites {
  /** The longest value of a variable, in characters. */
  static final int MAX_LENGTH = 4_000;

  private static final String PREFIX = "variables.";

  private static final Set<String> CONTEXTS =
      Set.of("ci", "envs", "settings", "matrix", "job", "jobs", "step", "steps");

  /** The one value of a context that only the machine knows: its worker tells it. */
  private static final Pattern OS_OF_JOB = Pattern.compile("jobs\\.[^.]+(?:\\.\\d+)?\\.os");

  private VariableWrites() {}

  /** Sets what may be set; answers a sentence for each value that may not. */
  static List<String> apply(Progress progress, SequencedMap<String, String> written) {
    if (written.isEmpty()) {
      return List.of();
    }
    var warnings = new ArrayList<String>();
    var variables = new LinkedHashMap<>(progress.build().variables());
    written.forEach((name, value) -> set(variables, nameOf(name), value, warnings));
    progress.become(progress.build().withVariables(variables));
    return warnings;
  }

  private static void set(
      Map<String, VariableValue> variables, String name, String value, List<String> warnings) {
    VariableValue before = variables.get(name);
    if (before != null && before.readOnly()) {
      warnings.add("the variable " + name + " is read-only and keeps its value");
    } else if (name.isEmpty() || isOfContext(name)) {
      warnings.add("the name " + name + " belongs to a context and can't be set");
    } else if (value.length() > MAX_LENGTH) {
      warnings.add(
          "the value for the variable "
              + name
              + " has more than "
              + MAX_LENGTH
              + " characters and was not set");
    } else {
      variables.put(name, new VariableValue(value, false, before != null && before.sensitive()));
    }
  }

  private static boolean isOfContext(String name) {
    int dot = name.indexOf('.');
    return dot > 0
        && CONTEXTS.contains(name.substring(0, dot))
        && !OS_OF_JOB.matcher(name).matches();
  }

  /** {@code variables.X} is {@code X}, and a legacy name is the one that replaced it. */
  private static String nameOf(String written) {
    String name = written.startsWith(PREFIX) ? written.substring(PREFIX.length()) : written;
    return LegacyNames.currentNameOf(name).orElse(name);
  }
}
