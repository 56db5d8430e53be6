package dev.millrace.engine.order;

import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.Tasks;
import dev.millrace.pipeline.TaskAction;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the contexts {@code step} and {@code steps.<id>} say of a task. */
final class StepFields {
  private static final List<String> FIELDS =
      List.of(
          "name",
          "id",
          "status",
          "outcome",
          "error_code",
          "error_message",
          "retry-count-manual",
          "retry-count-auto");

  private static final String OUTPUTS = "outputs.";

  private StepFields() {}

  /** Fields of {@code step}. */
  static Stream<String> namesOfCurrent() {
    return Stream.concat(FIELDS.stream(), Stream.of("atom_code", "atom_version"));
  }

  static @Nullable String current(TaskState task, String field) {
    return switch (field) {
      case "atom_code" ->
          task.definition().action() instanceof TaskAction.Plugin plugin ? plugin.code() : null;
      case "atom_version" ->
          task.definition().action() instanceof TaskAction.Plugin plugin ? plugin.version() : null;
      default -> field(task, field);
    };
  }

  /** Full names of what {@code steps.} says within one job. */
  static Stream<String> names(JobState job) {
    return job.tasks().stream()
        .filter(task -> !task.definition().id().isEmpty())
        .flatMap(task -> {
          String start = "steps." + task.definition().id() + ".";
          return Stream.concat(
              FIELDS.stream().map(field -> start + field),
              task.outputs().keySet().stream().map(output -> start + OUTPUTS + output));
        });
  }

  /** The value at {@code <step id>.<field>} of a job; step ids hold no dot. */
  static @Nullable String ofJob(JobState job, String path) {
    int dot = path.indexOf('.');
    if (dot <= 0) {
      return null;
    }
    int position = job.tasks().positionOfStep(path.substring(0, dot));
    return position < 0 ? null : field(job.tasks().get(position), path.substring(dot + 1));
  }

  private static @Nullable String field(TaskState task, String field) {
    if (field.startsWith(OUTPUTS)) {
      return task.outputs().get(field.substring(OUTPUTS.length()));
    }
    return switch (field) {
      case "name" -> task.definition().displayName();
      case "id" -> task.definition().id();
      case "status" ->
          Tasks.isFailure(task) && Tasks.isExcused(task)
              ? TaskStatus.SUCCEED.name()
              : task.status().name();
      case "outcome" -> task.status().name();
      case "error_code" ->
          task.failure().map(failure -> Integer.toString(failure.code())).orElse(null);
      case "error_message" ->
          task.failure().map(failure -> failure.message().english()).orElse(null);
      case "retry-count-manual" -> Integer.toString(task.attempt() - 1);
      case "retry-count-auto" -> Integer.toString(task.retry());
      default -> null;
    };
  }
}
