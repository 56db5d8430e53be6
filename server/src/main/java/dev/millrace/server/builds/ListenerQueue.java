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
final class ListenerQueue {
  private static final Logger log = LoggerFactory.getLogger(ListenerQueue.class);

  private final BuildListener listener;
  private final Duration closeWait;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final Condition caughtUp = lock.newCondition();
  private final Deque<Step> steps = new ArrayDeque<>();

  /** Steps beyond the limit, one a build; while there are any, all new steps go here. */
  private final SequencedMap<BuildId, Step> joined = new LinkedHashMap<>();

  private boolean telling;
  private boolean closed;
  private @Nullable Thread teller;

  record Step(Optional<Build> before, Build after, Optional<BuildEvent> event) {
    Step followedBy(Step next) {
      return new Step(before, next.after, next.event);
    }
  }

  /**
   * A queue nobody is told from yet.
   *
   * @param closeWait how long {@link #close} waits for the listener
   */
  ListenerQueue(BuildListener listener, Duration closeWait) {
    this.listener = listener;
    this.closeWait = closeWait;
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
      } catch (RuntimeException | Error failure) {
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
      telling = false;
      while (isEmpty() && !closed) {
        caughtUp.signalAll();
        added.await();
      }
      if (steps.isEmpty()) {
        steps.addAll(joined.sequencedValues());
        joined.clear();
      }
      telling = !steps.isEmpty();
      return steps.poll();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      caughtUp.signalAll();
      lock.unlock();
    }
  }

  private boolean isEmpty() {
    return steps.isEmpty() && joined.isEmpty();
  }

  boolean awaitCaughtUp(Duration wait) {
    long left = wait.toNanos();
    lock.lock();
    try {
      while ((telling || !isEmpty()) && left > 0) {
        left = caughtUp.awaitNanos(left);
      }
      return !telling && isEmpty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  void close() {
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
      if (!running.join(closeWait)) {
        giveUp(running);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      giveUp(running);
    }
  }

  private void giveUp(Thread running) {
    lock.lock();
    try {
      steps.clear();
      joined.clear();
    } finally {
      lock.unlock();
    }
    log.atWarn().log("a listener is slow and misses its last steps");
    running.interrupt();
  }
}
