package dev.millrace.pipeline;

/** A task, or a reference to a template that gives tasks. */
public sealed interface TaskEntry permits Task, TaskTemplate {
  /**
   * This entry as a task.
   *
   * @throws IllegalStateException if it is a template reference
   */
  default Task plain() {
    return switch (this) {
      case Task task -> task;
      case TaskTemplate template ->
          throw new IllegalStateException("task template is not expanded: " + template.use());
    };
  }
}
