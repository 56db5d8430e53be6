package dev.millrace.server.workers;

import dev.millrace.engine.order.JobOrder;
import dev.millrace.engine.order.TaskOrder;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.data.Data;
import dev.millrace.protocol.CheckoutSource;
import dev.millrace.protocol.JobStart;
import dev.millrace.protocol.TypedVariable;
import dev.millrace.server.builds.ServerReason;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts orders of the engine into the words of the wire. */
final class OrderWriter {
  private final CheckoutSources sources;

  OrderWriter(CheckoutSources sources) {
    this.sources = sources;
  }

  static JobStart start(JobOrder order) {
    return new JobStart(
        order.name(), order.timeout(), order.workspace().orElse(""), order.environment());
  }

  /**
   * The order for one execution of a task.
   *
   * @throws CannotBeRun if no worker can do what the task asks for
   */
  dev.millrace.protocol.TaskOrder task(TaskOrder order) throws CannotBeRun {
    return new dev.millrace.protocol.TaskOrder(
        order.task().value(),
        order.attempt(),
        order.retry(),
        order.stepId(),
        order.name(),
        action(order.action()),
        order.timeout(),
        order.environment(),
        variables(order),
        order.constraintDialect(),
        order.failOnInvalidVariable());
  }

  private static Map<String, TypedVariable> variables(TaskOrder order) {
    Map<String, TypedVariable> variables = new HashMap<>();
    order
        .contexts()
        .forEach((name, value) ->
            variables.put(
                name, new TypedVariable(value.value(), value.readOnly(), value.sensitive())));
    return variables;
  }

  private dev.millrace.protocol.TaskAction action(TaskAction action) throws CannotBeRun {
    return switch (action) {
      case TaskAction.Script script ->
          new dev.millrace.protocol.TaskAction.RunScript(
              script.shell().orElse("auto"), script.script(), script.continueAfterErrors());
      case TaskAction.Checkout checkout ->
          new dev.millrace.protocol.TaskAction.Checkout(source(checkout), texts(checkout.inputs()));
      case TaskAction.Plugin plugin ->
          new dev.millrace.protocol.TaskAction.RunPlugin(
              plugin.code(), plugin.version(), texts(plugin.inputs()));
      case TaskAction.ManualReview _ ->
          throw new CannotBeRun(ServerReason.REVIEW_NOT_FOR_WORKERS.of());
      case TaskAction.SubPipeline _ ->
          throw new CannotBeRun(ServerReason.SUB_PIPELINE_NOT_FOR_WORKERS.of());
      case TaskAction.Foreign foreign ->
          throw new CannotBeRun(ServerReason.TYPE_NOT_FOR_WORKERS.of(foreign.type()));
    };
  }

  private CheckoutSource source(TaskAction.Checkout checkout) throws CannotBeRun {
    return sources
        .find(checkout.repository())
        .orElseThrow(
            () -> new CannotBeRun(ServerReason.UNKNOWN_REPOSITORY.of(checkout.repository())));
  }

  private static Map<String, String> texts(Map<String, Data> inputs) {
    Map<String, String> texts = new LinkedHashMap<>();
    inputs.forEach((name, value) -> texts.put(name, DataText.of(value)));
    return texts;
  }
}
