package dev.millrace.server.builds.calls;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.engine.StartRefused;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Caller;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.builds.ServerReason;
import dev.millrace.server.builds.calls.CallablePipelines.Found;
import dev.millrace.server.builds.queues.BuildQueues;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.wording.Plain;
import dev.millrace.wording.Sentence;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Brings what parent and child have to tell each other. Safe from any thread; each delivery may be
 * repeated, and is complete when what it is about is on disk.
 *
 * <p>What is under way is kept in memory only. A start that a crash interrupts is asked for again
 * by its parent, unless the parent has taken it back, which it does in one commit.
 */
public final class Calls {
  /** Reasons against a start that the task is told; more would not make it clearer. */
  static final int MAX_REASONS = 5;

  private static final int ID_BYTES = 16;

  private final CallablePipelines pipelines;
  private final Builds builds;
  private final BuildQueues queues;

  /** The last thing done about each child, so that a cancel comes after the start it is about. */
  private final ConcurrentMap<BuildId, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();

  /** Nothing is under way. */
  public Calls(CallablePipelines pipelines, Builds builds, BuildQueues queues) {
    this.pipelines = pipelines;
    this.builds = builds;
    this.queues = queues;
  }

  /**
   * The build that one execution of a task starts, whether there is one yet or not. Of fixed
   * length, or a line of calls would outgrow the columns for ids.
   */
  public static BuildId childOf(BuildId parent, TaskId task, int attempt, int retry) {
    String call = attempt + " " + retry + " " + parent.value().length() + " " + parent + task;
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(call.getBytes(UTF_8));
      return new BuildId("c-" + HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Starts a child, or finds it, and tells its parent that it is accepted or why it is not. */
  public CompletableFuture<?> send(Build parent, Effect.StartSubPipeline call) {
    BuildId child = childOf(parent.id(), call.task(), call.attempt(), call.retry());
    return inTurn(child, () -> started(parent, call, child))
        .thenCompose(answer -> builds.tellIfKnown(parent.id(), answer));
  }

  /** Once the child is there the pipeline no longer matters, which may have changed or be gone. */
  private CompletableFuture<BuildEvent> started(
      Build parent, Effect.StartSubPipeline call, BuildId child) {
    if (builds.find(child).isPresent()) {
      return builds.resume(child).thenApply(_ -> started(call, child));
    }
    return switch (pipelines.find(parent.queueing().pipeline(), call.pipeline(), call.byName())) {
      case Found.Nothing(var reason) -> CompletableFuture.completedFuture(refused(call, reason));
      case Found.Callable found ->
          accepted(request(parent, call, child, found))
              .thenApply(_ -> started(call, child))
              .exceptionally(failure -> refused(call, failure));
    };
  }

  private CompletableFuture<Build> accepted(StartRequest request) {
    try {
      return queues.startLater(request);
    } catch (StartRefused refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private static StartRequest request(
      Build parent, Effect.StartSubPipeline call, BuildId child, Found.Callable found) {
    return new StartRequest(
        child,
        found.project(),
        found.id(),
        found.pipeline(),
        call.parameters(),
        readOnly(call.origin()),
        Set.of(),
        1,
        false,
        List.of(),
        Optional.of(call.caller(parent)));
  }

  private static SequencedMap<String, VariableValue> readOnly(Map<String, String> values) {
    var variables = new LinkedHashMap<String, VariableValue>();
    values.forEach((name, value) -> variables.put(name, new VariableValue(value, true, false)));
    return variables;
  }

  private static BuildEvent started(Effect.StartSubPipeline call, BuildId child) {
    return new BuildEvent.SubPipelineStarted(
        call.task(), call.job(), call.attempt(), call.retry(), child);
  }

  /** Only a refusal is an answer; any other failure is of now, and it is tried again. */
  private static BuildEvent refused(Effect.StartSubPipeline call, Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    if (cause instanceof StartRefused refusal) {
      Sentence reasons =
          refusal.problems().stream().limit(MAX_REASONS).reduce(Plain.AND::of).orElseThrow();
      return refused(call, ServerReason.CALL_REFUSED.of(call.pipeline()).because(reasons));
    }
    throw failure instanceof RuntimeException same ? same : new CompletionException(failure);
  }

  private static BuildEvent refused(Effect.StartSubPipeline call, Sentence reason) {
    return new BuildEvent.SubPipelineEnded(
        call.task(),
        call.job(),
        call.attempt(),
        call.retry(),
        new TaskResult(
            TaskResult.Outcome.FAILED,
            Optional.of(Failure.of(FailureKind.USER, FailureCodes.SUB_PIPELINE, reason)),
            Data.ordered(Map.of()),
            Data.ordered(Map.of())));
  }

  /** Cancels a child; one that never began has nothing to hear, and will not begin. */
  public CompletableFuture<?> send(Build parent, Effect.CancelSubPipeline call) {
    BuildId child = childOf(parent.id(), call.task(), call.attempt(), call.retry());
    return inTurn(child, () -> cancelled(child, wishOf(parent)));
  }

  /** A later attempt is the wish of somebody else, and no child of the call any more. */
  private CompletableFuture<Optional<Build>> cancelled(BuildId child, BuildEvent wish) {
    return builds.find(child).filter(build -> build.attempt() == 1).isPresent()
        ? builds.tellIfKnown(child, wish)
        : CompletableFuture.completedFuture(Optional.empty());
  }

  /** By whoever cancelled the parent; else the parent itself waits no longer. */
  private static BuildEvent wishOf(Build parent) {
    String by =
        parent
            .cancel()
            .map(cancel -> cancel.by())
            .orElse(parent.pipeline().name() + " #" + parent.number());
    return new BuildEvent.CancelRequested(by, false);
  }

  /** Tells the task that called how its child ended; to one that waits no more it means nothing. */
  public CompletableFuture<?> send(Effect.TellParent news) {
    Caller caller = news.caller();
    return builds.tellIfKnown(
        caller.build(),
        new BuildEvent.SubPipelineEnded(
            caller.task(), caller.job(), caller.attempt(), caller.retry(), news.result()));
  }

  private <T> CompletableFuture<T> inTurn(BuildId child, Supplier<CompletableFuture<T>> deed) {
    var done = new CompletableFuture<T>();
    CompletableFuture<?> before = underWay.put(child, done);
    CompletableFuture<?> free = before == null ? CompletableFuture.completedFuture(child) : before;
    var _ = free.whenComplete((_, _) -> perform(deed, done));
    return done.whenComplete((_, _) -> underWay.remove(child, done));
  }

  private static <T> void perform(
      Supplier<CompletableFuture<T>> deed, CompletableFuture<T> answer) {
    try {
      var _ =
          deed.get()
              .whenComplete((result, failure) -> {
                if (failure == null) {
                  answer.complete(result);
                } else {
                  answer.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException failure) {
      answer.completeExceptionally(failure);
    }
  }
}
