package dev.millrace.engine.queue;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;

/**
 * Something a queue is told. Delivered at least once; an event names the build, its attempt and the
 * version of the build it speaks of, and one that comes late or again changes nothing.
 */
public sealed interface QueueEvent {
  BuildId build();

  int attempt();

  /**
   * Somebody wants a new build.
   *
   * @param sourcesUnchanged known of a start by the clock whose pipeline wants no build of the same
   *     sources again
   */
  record StartRequested(
      BuildId build, PipelineId pipeline, QueueSettings settings, boolean sourcesUnchanged)
      implements QueueEvent {
    @Override
    public int attempt() {
      return 1;
    }
  }

  /** As {@link StartRequested}, of a build that takes no place before people let it begin. */
  record StartAnnounced(
      BuildId build, PipelineId pipeline, QueueSettings settings, boolean sourcesUnchanged)
      implements QueueEvent {
    @Override
    public int attempt() {
      return 1;
    }
  }

  /** A build that exists wants a place: a finished one to be tried again, or an announced one. */
  record PlaceRequested(
      BuildId build, PipelineId pipeline, QueueSettings settings, int attempt, long news)
      implements QueueEvent {}

  /** A build is over, wherever it was: it ran, was parked, or was cancelled while it waited. */
  record BuildEnded(BuildId build, int attempt, long news) implements QueueEvent {}

  /** A build waits for people and gives its slot back. */
  record BuildParked(BuildId build, int attempt, long news) implements QueueEvent {}

  /** A build that was parked goes on, and has its slot at once. */
  record BuildResumed(BuildId build, int attempt, long news) implements QueueEvent {}

  /** Timer: the build has waited for as long as it may. */
  record QueueTimeoutReached(BuildId build, int attempt) implements QueueEvent {}
}
