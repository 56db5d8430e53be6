package dev.millrace.server.workers;

import dev.millrace.protocol.JobLease;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tasks that workers shall stop, until they report. A worker is told at once of what it has not
 * heard yet, and of the rest when its wait is over, so that it hears again what got lost and does
 * not ask without pause.
 *
 * <p>Kept in memory: the outbox brings the requests that still matter again after a restart. Safe
 * from any thread.
 */
final class StopRequests implements AutoCloseable {
  /** Workers remembered; beyond, the one that was quiet for longest is forgotten. */
  static final int MAX_LEASES = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<JobLease, Requests> leases = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  private static final class Requests {
    final Set<String> tasks = new HashSet<>();
    final Condition added;
    boolean hasNews;
    int waiting;

    Requests(Condition added) {
      this.added = added;
    }
  }

  /** Wants a task stopped. */
  void add(JobLease lease, String task) {
    lock.lock();
    try {
      Requests requests = of(lease);
      if (requests.tasks.add(task)) {
        tellNews(requests);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Wakes the worker because its job is over, whatever it still does. */
  void jobOver(JobLease lease) {
    lock.lock();
    try {
      tellNews(of(lease));
    } finally {
      lock.unlock();
    }
  }

  private static void tellNews(Requests requests) {
    requests.hasNews = true;
    requests.added.signalAll();
  }

  /** The task has ended, so it need not be stopped any more. */
  void reported(JobLease lease, String task) {
    lock.lock();
    try {
      Requests requests = leases.get(lease);
      if (requests != null) {
        requests.tasks.remove(task);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a worker that is gone. */
  void forget(JobLease lease) {
    lock.lock();
    try {
      Requests gone = leases.remove(lease);
      if (gone != null) {
        gone.added.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Blocks until there is something the worker has not heard, or time is up, or this is closed. */
  void await(JobLease lease, Duration wait) {
    long left = wait.toNanos();
    lock.lock();
    try {
      Requests requests = of(lease);
      requests.waiting++;
      try {
        while (!closed && left > 0 && !requests.hasNews) {
          left = requests.added.awaitNanos(left);
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      } finally {
        requests.waiting--;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ids of the tasks that shall stop; from now on the worker has heard of them. */
  Set<String> tell(JobLease lease) {
    lock.lock();
    try {
      Requests requests = of(lease);
      requests.hasNews = false;
      return Set.copyOf(requests.tasks);
    } finally {
      lock.unlock();
    }
  }

  private Requests of(JobLease lease) {
    Requests requests = leases.computeIfAbsent(lease, _ -> new Requests(lock.newCondition()));
    Iterator<Requests> quietFirst = leases.values().iterator();
    while (leases.size() > MAX_LEASES && quietFirst.hasNext()) {
      Requests quiet = quietFirst.next();
      if (quiet.waiting == 0 && !quiet.equals(requests)) {
        quietFirst.remove();
      }
    }
    return requests;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      leases.values().forEach(requests -> requests.added.signalAll());
    } finally {
      lock.unlock();
    }
  }
}
