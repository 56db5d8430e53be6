package dev.millrace.engine;

import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.expression.LegacyNames;
import dev.millrace.wording.Sentence;
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
      Set.of("ci", "envs", "settings", "matrix", "job", "jobs", "stages", "step", "steps");

  /** The one value of a context that only the machine knows: its worker tells it. */
  private static final Pattern OS_OF_JOB = Pattern.compile("jobs\\.[^.]+(?:\\.\\d+)?\\.os");

  private VariableWrites() {}

  /** Sets what may be set; answers a sentence for each value that may not. */
  static List<Sentence> apply(Progress progress, SequencedMap<String, String> written) {
    if (written.isEmpty()) {
      return List.of();
    }
    var warnings = new ArrayList<Sentence>();
    var variables = new LinkedHashMap<>(progress.build().variables());
    written.forEach((name, value) -> set(variables, nameOf(name), value, warnings));
    progress.become(progress.build().withVariables(variables));
    return warnings;
  }

  private static void set(
      Map<String, VariableValue> variables, String name, String value, List<Sentence> warnings) {
    VariableValue before = variables.get(name);
    if (before != null && before.readOnly()) {
      warnings.add(Reason.VARIABLE_READ_ONLY.of(name));
    } else if (name.isEmpty() || isOfContext(name)) {
      warnings.add(Reason.NAME_OF_CONTEXT.of(name));
    } else if (value.length() > MAX_LENGTH) {
      warnings.add(Reason.VALUE_TOO_LONG.of(name, MAX_LENGTH));
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
