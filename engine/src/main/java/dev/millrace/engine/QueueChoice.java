package dev.millrace.engine;

import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.order.Contexts;
import dev.millrace.engine.order.Texts;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.QueueId;
import dev.millrace.engine.state.Queueing;
import dev.millrace.expression.TextTooLong;
import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Concurrency.RunLock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which queue a request belongs to: that of its concurrency group, or of its pipeline. */
public final class QueueChoice {
  /** The longest name of a group, in characters, with its variables replaced. */
  public static final int MAX_GROUP_NAME = 128;

  private QueueChoice() {}

  /**
   * The queue of a request. The name of a group may refer to start variables and contexts.
   *
   * @throws StartRefused if the name grows too long
   */
  public static Queueing of(BuildRequest request, ProjectId project) {
    PipelineId pipeline = request.queueing().pipeline();
    Concurrency wanted = request.pipeline().concurrency();
    Optional<String> group =
        wanted
            .group()
            .filter(_ -> wanted.lock() == RunLock.GROUP_LOCK)
            .map(name -> resolved(name, request).strip())
            .filter(name -> !name.isEmpty());
    return new Queueing(
        pipeline,
        group.map(name -> QueueId.ofGroup(project, name)).orElseGet(() -> QueueId.of(pipeline)),
        Optional.empty());
  }

  private static String resolved(String name, BuildRequest request) {
    try {
      String resolved = textsOf(request).replace(name);
      if (resolved.length() <= MAX_GROUP_NAME) {
        return resolved;
      }
    } catch (TextTooLong tooLong) {
      // As any other name that is too long.
    }
    throw new StartRefused(List.of(StartWording.GROUP_TOO_LONG.of(MAX_GROUP_NAME)));
  }

  /** As in a build that has only begun: no stage is part of what a group may refer to. */
  private static Texts textsOf(BuildRequest request) {
    var build =
        new Build(
            request.id(),
            request.number(),
            request.pipeline(),
            1,
            BuildStatus.QUEUE,
            List.of(),
            StartVariables.of(request, Instant.EPOCH),
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            request.values(),
            request.queueing(),
            Optional.empty());
    return new Texts(build, Contexts.of(build));
  }
}
