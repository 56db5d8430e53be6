package dev.millrace.engine.queue;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import java.time.Instant;

/**
 * One build that a queue knows of.
 *
 * @param attempt of the build; events about an earlier one are late
 * @param news the version of the build of which the queue heard last; older news are late
 * @param ticket its number in the line; a smaller one is let in first
 * @param since when it came to be what it is
 * @param until when its waiting is given up; nothing to a build that does not wait
 * @param givenUp the queue has asked it to end
 */
public record QueuedBuild(
    BuildId build,
    PipelineId pipeline,
    int attempt,
    long news,
    Standing standing,
    long ticket,
    Instant since,
    Instant until,
    boolean givenUp) {
  /** What a build is to its queue. */
  public enum Standing {
    WAITING,
    /** Holds a slot. */
    RUNNING,
    /** Waits for people in a review, and holds no slot meanwhile. */
    PARKED
  }

  QueuedBuild become(Standing next, Instant now) {
    return new QueuedBuild(build, pipeline, attempt, news, next, ticket, now, until, givenUp);
  }

  QueuedBuild heard(long latest) {
    return new QueuedBuild(
        build, pipeline, attempt, latest, standing, ticket, since, until, givenUp);
  }

  QueuedBuild giveUp() {
    return new QueuedBuild(build, pipeline, attempt, news, standing, ticket, since, until, true);
  }
}
