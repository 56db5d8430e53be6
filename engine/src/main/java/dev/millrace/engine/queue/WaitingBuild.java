package dev.millrace.engine.queue;

import dev.millrace.engine.queue.QueuedBuild.Standing;
import dev.millrace.engine.state.BuildId;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a build waits in its queue.
 *
 * @param position in the line, from 1
 * @param reason in a sentence
 * @param holders the builds that hold the slots, in the order in which they came
 * @param until when its waiting is given up
 */
public record WaitingBuild(
    BuildId build, int position, Sentence reason, List<BuildId> holders, Instant until) {
  public WaitingBuild {
    holders = List.copyOf(holders);
  }

  /** Empty when the queue has no such build, or it does not wait. */
  public static Optional<WaitingBuild> find(BuildQueue queue, BuildId build) {
    return queue
        .find(build)
        .filter(found -> found.standing() == Standing.WAITING)
        .map(found -> of(queue, found));
  }

  private static WaitingBuild of(BuildQueue queue, QueuedBuild waiting) {
    int ahead = queue.ahead(waiting);
    return new WaitingBuild(
        waiting.build(), ahead + 1, reason(queue, ahead), queue.holders(), waiting.until());
  }

  private static Sentence reason(BuildQueue queue, int ahead) {
    if (ahead > 0) {
      return QueueWording.WAITS_IN_LINE.of(ahead);
    }
    return queue.running() == 1
        ? QueueWording.WAITS_FOR_BUILD.of(queue.firstHolder().orElseThrow())
        : QueueWording.WAITS_FOR_SLOT.of(queue.running());
  }
}
