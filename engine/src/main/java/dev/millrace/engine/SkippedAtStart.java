package dev.millrace.engine;

import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.data.Data;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tasks that whoever starts a build leaves out of it, by a parameter whose name ends with the
 * task's: its author's id, or its place {@code job:3}, or the element's id of a model in JSON.
 */
final class SkippedAtStart {
  private static final String PREFIX = "devops_container_condition_skip_atoms_";

  private SkippedAtStart() {}

  /** Whether a parameter asks for this; such a one need not be declared. */
  static boolean isWish(String parameter) {
    return parameter.startsWith(PREFIX);
  }

  /** Whether the task may run in the build at all: it is enabled, and nobody left it out. */
  static boolean runs(TaskState task, Map<String, VariableValue> variables) {
    Task definition = task.definition();
    return definition.enabled()
        && names(task)
            .map(name -> variables.get(PREFIX + name))
            .noneMatch(wish -> wish != null && wish.value().equals("true"));
  }

  private static Stream<String> names(TaskState task) {
    Task definition = task.definition();
    Stream<String> written =
        definition.extras().get("id") instanceof Data.Text(var id)
            ? Stream.of(definition.id(), id)
            : Stream.of(definition.id());
    return Stream.concat(Stream.of(task.id().value()), written.filter(name -> !name.isEmpty()));
  }
}
