package dev.millrace.engine.order;

import dev.millrace.engine.state.VariableValue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Every variable and context value that is visible at one place of a build, by flat name: {@code
 * BRANCH}, {@code variables.BRANCH}, {@code ci.build_id}, {@code jobs.compile.steps.jar.outputs.f}.
 * A view over the state: a value is computed when it is asked for, and nothing is copied.
 */
public interface Contexts {
  /** The value of the variable of exactly this name, or null. */
  @Nullable VariableValue value(String name);

  /** Hands over every name with its value, each once, in no order. */
  void forEach(BiConsumer<String, VariableValue> consumer);
}
