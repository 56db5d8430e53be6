package dev.millrace.engine;

import dev.millrace.pipeline.TaskAction;

/** Who runs a task. */
enum TaskPlace {
  /** A worker, on the machine of the job. */
  WORKER,
  /** The server itself: its job needs no machine for it. */
  SERVER;

  static TaskPlace of(TaskAction action) {
    return switch (action) {
      case TaskAction.Script _, TaskAction.Checkout _, TaskAction.Plugin _, TaskAction.Foreign _ ->
          WORKER;
      case TaskAction.ManualReview _, TaskAction.SubPipeline _, TaskAction.QualityGate _ -> SERVER;
    };
  }
}
