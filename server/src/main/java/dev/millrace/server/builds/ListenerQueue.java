package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps that wait for one listener, and the thread that tells it. */
final class ListenerQueue implements AutoCloseable {
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);
  private static final Logger log = LoggerFactory.getLogger(ListenerQueue.class);

  private final BuildListener listener;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final Deque<Step> steps = new ArrayDeque<>();

  /** Steps beyond the limit, one a build; while there are any, all new steps go here. */
  private final SequencedMap<BuildId, Step> joined = new LinkedHashMap<>();

  private boolean closed;
  private @Nullable Thread teller;

  record Step(Optional<Build> before, Build after, Optional<BuildEvent> event) {
    Step followedBy(Step next) {
      return new Step(before, next.after, next.event);
    }
  }

  ListenerQueue(BuildListener listener) {
    this.listener = listener;
  }

  void start() {
    teller = Thread.ofVirtual().name("build-listener").start(this::run);
  }

  void add(Step step) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (joined.isEmpty() && steps.size() < BuildListener.MAX_QUEUED) {
        steps.add(step);
      } else {
        joined.merge(step.after().id(), step, Step::followedBy);
      }
      added.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (Step step = next(); step != null; step = next()) {
      try {
        listener.committed(step.before(), step.after(), step.event());
      } catch (RuntimeException failure) {
        log.atError()
            .addKeyValue("build", step.after().id())
            .setCause(failure)
            .log("a listener failed");
      }
    }
  }

  /** Blocks for the next step; null once closed and empty. */
  private @Nullable Step next() {
    lock.lock();
    try {
      while (steps.isEmpty() && joined.isEmpty() && !closed) {
        added.await();
      }
      if (steps.isEmpty()) {
        steps.addAll(joined.sequencedValues());
        joined.clear();
      }
      return steps.poll();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      added.signal();
    } finally {
      lock.unlock();
    }
    Thread running = teller;
    if (running == null || running.equals(Thread.currentThread())) {
      return;
    }
    try {
      if (!running.join(CLOSE_WAIT)) {
        log.atWarn().log("a listener is slow and misses its last steps");
        running.interrupt();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
