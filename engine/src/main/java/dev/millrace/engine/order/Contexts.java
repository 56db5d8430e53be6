package dev.millrace.engine.order;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.expression.FlatVariables;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Every variable and context value that is visible at one place of a build, by flat name: {@code
 * BRANCH}, {@code variables.BRANCH}, {@code ci.build_id}, {@code jobs.compile.steps.jar.outputs.f}.
 * A view over the state: a value is computed when it is asked for, and nothing is copied. Immutable
 * like the state it shows.
 */
public interface Contexts extends FlatVariables {
  /** The value of the variable of exactly this name with what else is known of it, or null. */
  @Nullable VariableValue value(String name);

  @Override
  default @Nullable String get(String name) {
    VariableValue value = value(name);
    return value == null ? null : value.value();
  }

  /** Hands over every name below {@code root} with its value, each once, in no order. */
  void forEachUnder(String root, BiConsumer<String, VariableValue> consumer);

  /** Hands over every other name with its value, each once, in no order. */
  void forEachOutside(String root, BiConsumer<String, VariableValue> consumer);

  /** What a stage's condition sees. */
  static Contexts of(Build build) {
    return new BuildContexts(build, null, null, null, Map.of());
  }

  /** What a job's condition and texts see; {@code stage} holds the job. */
  static Contexts of(Build build, StageState stage, JobState job) {
    return new BuildContexts(build, stage, job, null, Map.of());
  }

  /**
   * What a task's condition and texts see.
   *
   * @param environment of job and task, already replaced, seen as {@code envs.…}
   */
  static Contexts of(
      Build build,
      StageState stage,
      JobState job,
      TaskState task,
      Map<String, String> environment) {
    return new BuildContexts(build, stage, job, task, environment);
  }
}
