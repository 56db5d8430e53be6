package dev.millrace.server.workers;

import dev.millrace.engine.order.JobOrder;
import dev.millrace.engine.order.TaskOrder;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.expression.TextReplacement;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.data.Data;
import dev.millrace.protocol.CheckoutSource;
import dev.millrace.protocol.JobStart;
import dev.millrace.protocol.TypedVariable;
import dev.millrace.server.builds.ServerReason;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Puts orders of the engine into the words of the wire. */
final class OrderWriter {
  private static final String JOBS = "jobs";

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
   * @param around variables of the environment that the pipeline says nothing of
   * @throws CannotBeRun if no worker can do what the task asks for
   */
  dev.millrace.protocol.TaskOrder task(TaskOrder order, Map<String, String> around)
      throws CannotBeRun {
    var environment = new LinkedHashMap<String, String>(around);
    environment.putAll(order.environment());
    return new dev.millrace.protocol.TaskOrder(
        order.task().value(),
        order.attempt(),
        order.retry(),
        order.stepId(),
        order.name(),
        action(order.action()),
        order.timeout(),
        environment,
        variables(order),
        order.constraintDialect(),
        order.failOnInvalidVariable());
  }

  /**
   * What is known of the jobs grows with the build: to send it with every task would cost the
   * square of their number. It goes along where the worker may look at it.
   */
  private static Map<String, TypedVariable> variables(TaskOrder order) {
    Map<String, TypedVariable> variables = new HashMap<>();
    BiConsumer<String, VariableValue> add =
        (name, value) ->
            variables.put(
                name, new TypedVariable(value.value(), value.readOnly(), value.sensitive()));
    order.contexts().forEachOutside(JOBS, add);
    if (mayLookAtJobs(order, variables.values())) {
      order.contexts().forEachUnder(JOBS, add);
    }
    return variables;
  }

  /** In the classic dialect the texts are replaced already; a plugin gets all there is. */
  private static boolean mayLookAtJobs(TaskOrder order, Collection<TypedVariable> values) {
    return switch (order.action()) {
      case TaskAction.Script script -> mayLookAtJobs(order, List.of(script.script()), values);
      case TaskAction.Checkout checkout ->
          mayLookAtJobs(order, texts(checkout.inputs()).values(), values);
      case TaskAction.Plugin _ -> true;
      case TaskAction.ManualReview _,
          TaskAction.SubPipeline _,
          TaskAction.QualityGate _,
          TaskAction.Foreign _ ->
          false;
    };
  }

  private static boolean mayLookAtJobs(
      TaskOrder order, Collection<String> texts, Collection<TypedVariable> values) {
    Supplier<Stream<String>> known = () -> values.stream().map(TypedVariable::value);
    return order.constraintDialect()
        && texts.stream().anyMatch(text -> TextReplacement.mayMention(JOBS, text, known));
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
      case TaskAction.QualityGate _ ->
          throw new CannotBeRun(ServerReason.GATE_NOT_FOR_WORKERS.of());
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
