package dev.millrace.server.workers;

import dev.millrace.engine.event.Effect.StopTask;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.protocol.JobLease;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The tasks that workers shall stop. Kept in memory: the outbox keeps each request until the task's
 * report is part of the build, and brings it again after a restart. Safe from any thread.
 */
final class StopRequests implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<JobLease, Pending> pending = new HashMap<>();
  private boolean closed;

  private static final class Pending {
    final Set<StopTask> wanted = new LinkedHashSet<>();
    final Condition added;
    int waiting;

    Pending(Condition added) {
      this.added = added;
    }
  }

  void add(JobLease lease, StopTask wanted) {
    lock.lock();
    try {
      Pending of = of(lease);
      of.wanted.add(wanted);
      of.added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what was wanted of a worker that is gone, and wakes it if it waits. */
  void forget(JobLease lease) {
    lock.lock();
    try {
      Pending gone = pending.remove(lease);
      if (gone != null) {
        gone.wanted.clear();
        gone.added.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Blocks until the worker shall stop a task that runs, or time is up, or this is closed. */
  void await(JobLease lease, Duration wait, Supplier<Optional<JobState>> job) {
    long left = wait.toNanos();
    lock.lock();
    try {
      Pending of = of(lease);
      of.waiting++;
      try {
        while (!closed && left > 0 && running(of.wanted, job.get()).isEmpty()) {
          left = of.added.awaitNanos(left);
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      } finally {
        of.waiting--;
        dropIfUnused(lease, of);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ids of the running tasks of {@code job} that shall stop. */
  Set<String> of(JobLease lease, JobState job) {
    lock.lock();
    try {
      Pending of = pending.get(lease);
      return of == null ? Set.of() : running(of.wanted, Optional.of(job));
    } finally {
      lock.unlock();
    }
  }

  private Pending of(JobLease lease) {
    return pending.computeIfAbsent(lease, _ -> new Pending(lock.newCondition()));
  }

  private void dropIfUnused(JobLease lease, Pending of) {
    if (of.waiting == 0 && of.wanted.isEmpty()) {
      pending.remove(lease, of);
    }
  }

  private static Set<String> running(Collection<StopTask> wanted, Optional<JobState> job) {
    Set<String> running = new LinkedHashSet<>();
    job.ifPresent(state -> {
      for (StopTask stop : wanted) {
        if (state.tasks().stream().anyMatch(task -> isRunning(task, stop))) {
          running.add(stop.task().value());
        }
      }
    });
    return running;
  }

  private static boolean isRunning(TaskState task, StopTask stop) {
    return task.id().equals(stop.task())
        && task.status() == TaskStatus.RUNNING
        && task.retry() == stop.retry();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      pending.values().forEach(of -> of.added.signalAll());
    } finally {
      lock.unlock();
    }
  }
}
