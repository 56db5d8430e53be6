package dev.millrace.expression;

import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The variables an expression sees, by their full dotted names: {@code variables.X}, {@code
 * steps.build.outputs.Z}. Expressions walk them as nested contexts, lazily: a name that exists
 * costs one {@link #get}, whatever the number of variables; only a name that doesn't, a filter or a
 * whole context asks for {@link #namesUnder}.
 *
 * <p>A view may be shared between threads; what it shows must not change during an evaluation.
 */
public interface FlatVariables {
  /** No variables at all. */
  FlatVariables NONE = of(Map.of());

  /** The value of the variable of exactly this name, or null. */
  @Nullable String get(String name);

  /** Every name, in any order, possibly repeated. */
  Iterable<String> names();

  /** Every name that begins with {@code prefix} and a dot, in any order, possibly repeated. */
  Iterable<String> namesUnder(String prefix);

  /**
   * A view of a map, which must not change while it is in use. The first question for a missing
   * name sorts all names, once per view: keep the view, or pass a {@link NavigableMap} in natural
   * order, which is asked as it is.
   */
  static FlatVariables of(Map<String, String> variables) {
    return new MapVariables(variables);
  }

  /** These variables and, where they don't know a name, those of {@code fallback}. */
  default FlatVariables orElse(FlatVariables fallback) {
    return new LayeredVariables(this, fallback);
  }

  /**
   * These variables, each also by its name behind {@code prefix} and a dot: a pipeline's variable
   * {@code X} is also {@code variables.X}. A variable stored under the long name wins.
   */
  default FlatVariables alsoUnder(String prefix) {
    return orElse(new PrefixedVariables(prefix, this));
  }
}
