package dev.millrace.engine.queue;

import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Concurrency.RunLock;
import java.time.Duration;

/**
 * A pipeline's wishes about concurrency, with everything decided that it leaves open.
 *
 * @param slots builds that may run at once
 * @param length builds of the pipeline that may wait; 0: none
 * @param patience how long one waits before it is given up
 * @param cancelsOthers a start gives up all builds of its queue that have not ended
 */
public record QueueSettings(
    RunLock lock, int slots, int length, Duration patience, boolean cancelsOthers) {
  /** Builds of a pipeline that may run at once where it does not say. */
  public static final int MAX_SLOTS = 200;

  /** Builds that may wait where a pipeline does not say. */
  public static final int DEFAULT_LENGTH = 10;

  /** How long a build waits where a pipeline does not say. */
  public static final Duration DEFAULT_PATIENCE = Duration.ofHours(8);

  /** How long a build waits under SINGLE_LOCK, whatever its pipeline says. */
  public static final Duration PATIENCE_OF_SINGLE_LOCK = Duration.ofHours(1);

  /** What these settings of a pipeline come to. */
  public static QueueSettings of(Concurrency wanted) {
    RunLock lock = wanted.lock();
    return new QueueSettings(
        lock,
        lock == RunLock.MULTIPLE ? wanted.maxParallel().orElse(MAX_SLOTS) : 1,
        wanted.queueLength().orElse(DEFAULT_LENGTH),
        lock == RunLock.SINGLE_LOCK
            ? PATIENCE_OF_SINGLE_LOCK
            : wanted.queueTimeoutMinutes().map(Duration::ofMinutes).orElse(DEFAULT_PATIENCE),
        lock == RunLock.GROUP_LOCK && wanted.cancelInProgress());
  }

  /** Builds that may be unfinished at once where any number may wait. */
  int capacity() {
    return Math.max(MAX_SLOTS, slots);
  }
}
