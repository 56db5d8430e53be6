package dev.millrace.agent.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An environment, parted into what Linux passes to a process and what it can't.
 *
 * @param tooBig by name, what is left over
 */
record ScriptEnvironment(Map<String, String> passed, Map<String, String> tooBig) {
  /** One {@code NAME=value} with its end, in the kernel's limit of 128 KiB. */
  private static final int ONE_MAX_BYTES = 128 * 1024 - 1;

  /**
   * All of them. The kernel allows a quarter of the stack limit, as a rule 2 MiB, for this and the
   * arguments; a script's own programs need room for their arguments too.
   */
  private static final int ALL_MAX_BYTES = 1536 * 1024;

  /** The pointer to each entry counts too. */
  private static final int POINTER_BYTES = 8;

  static ScriptEnvironment of(Map<String, String> wanted) {
    var passed = new TreeMap<>(wanted);
    var tooBig = new TreeMap<String, String>();
    long total = 0;
    for (var name : List.copyOf(passed.keySet())) {
      int size = size(name, wanted.getOrDefault(name, ""));
      if (size > ONE_MAX_BYTES || wanted.getOrDefault(name, "").indexOf('\0') >= 0) {
        tooBig.put(name, wanted.getOrDefault(name, ""));
        passed.remove(name);
      } else {
        total += size + POINTER_BYTES;
      }
    }
    if (total > ALL_MAX_BYTES) {
      var biggestFirst = new ArrayList<>(passed.entrySet());
      biggestFirst.sort(
          Comparator.comparingInt(
                  (Map.Entry<String, String> entry) -> size(entry.getKey(), entry.getValue()))
              .reversed());
      for (var entry : List.copyOf(biggestFirst)) {
        if (total > ALL_MAX_BYTES) {
          total -= size(entry.getKey(), entry.getValue()) + POINTER_BYTES;
          tooBig.put(entry.getKey(), entry.getValue());
          passed.remove(entry.getKey());
        }
      }
    }
    return new ScriptEnvironment(Map.copyOf(passed), Map.copyOf(tooBig));
  }

  private static int size(String name, String value) {
    return name.length() + value.getBytes(UTF_8).length + 2;
  }
}
