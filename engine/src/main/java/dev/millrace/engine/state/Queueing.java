package dev.millrace.engine.state;

import dev.millrace.wording.Sentence;
import java.util.Optional;

/**
 * Whose a build is, and where it queues.
 *
 * @param reason why it waits, or why its queue ended it; empty while it runs
 */
public record Queueing(PipelineId pipeline, QueueId queue, Optional<Sentence> reason) {
  /** In the queue of its own pipeline. */
  public static Queueing of(PipelineId pipeline) {
    return new Queueing(pipeline, QueueId.of(pipeline), Optional.empty());
  }

  /** For builds that know no more of their pipeline than its name. */
  public static Queueing ofNamed(String pipeline) {
    return of(new PipelineId(pipeline.isEmpty() ? "unnamed" : pipeline));
  }

  /** The same with another reason. */
  public Queueing because(Optional<Sentence> why) {
    return new Queueing(pipeline, queue, why);
  }
}
