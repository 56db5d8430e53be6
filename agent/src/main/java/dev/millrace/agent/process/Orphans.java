package dev.millrace.agent.process;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Waits for the adopted: orphans of tasks become children of this JVM and, once ended, stay in the
 * process table until somebody waits for them.
 *
 * <p>The JDK waits for the children it started itself, each by its pid, and must not lose one to
 * us. So only such processes are waited for that were seen alive as a task's, or that have been
 * dead for a second with nobody wanting them: the JDK's own waiting answers within a millisecond.
 */
final class Orphans {
  private static final long UNWANTED_AFTER_NANOS = Duration.ofSeconds(1).toNanos();

  private final Linux linux;
  private final ProcessTable table;
  private final Set<Integer> expected = new HashSet<>();
  private final Map<Integer, Long> deadSince = new HashMap<>();
  private final Set<Integer> roots;

  /**
   * @param roots processes somebody waits for already
   */
  Orphans(Linux linux, ProcessTable table, Set<Integer> roots) {
    this.linux = linux;
    this.table = table;
    this.roots = roots;
  }

  /** A process of a task: ours to wait for when it becomes an orphan. */
  void expect(ProcessTable.Entry process) {
    expected.add(process.pid());
  }

  /** Waits for those that were expected; cheap. */
  void reap() {
    expected.removeIf(pid -> {
      int status = roots.contains(pid) ? -Linux.EAGAIN : linux.reap(pid, Linux.WNOHANG);
      // Not our child (yet): its parent still lives, or it is gone and waited for.
      return status >= 0 || linux.kill(pid, 0) < 0;
    });
  }

  /** Looks for ended children nobody expected; reads the whole process table. */
  void sweep() {
    reap();
    long now = System.nanoTime();
    int self = ProcessTable.self();
    var dead = new HashSet<Integer>();
    for (var entry : table.all()) {
      if (entry.hasEnded() && entry.parent() == self && !roots.contains(entry.pid())) {
        dead.add(entry.pid());
        long since = deadSince.computeIfAbsent(entry.pid(), _ -> now);
        if (now - since >= UNWANTED_AFTER_NANOS) {
          linux.reap(entry.pid(), Linux.WNOHANG);
        }
      }
    }
    deadSince.keySet().retainAll(dead);
  }
}
