package dev.millrace.agent.process;

import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * One kill of a process tree, driven by {@link #step}: TERM to all, a grace, then KILL to whatever
 * is there until two looks in a row find nothing. Done means proven empty, or {@link #survivors}.
 */
final class TreeKill {
  /** A process that SIGKILL does not end hangs in the kernel; waiting longer won't help. */
  private static final long KILL_PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

  private static final long SHORTEST_PAUSE_NANOS = Duration.ofMillis(1).toNanos();
  private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(32).toNanos();

  private final Linux linux;
  private final ProcessTable table;
  private final Orphans orphans;
  private final Marker marker;
  private final int root;
  private final long startNanos = System.nanoTime();

  /** What was found, by pid with its start: between look and signal it may leave its group. */
  private final Map<Integer, Long> known = new HashMap<>();

  private long killFromNanos;
  private long pauseNanos = SHORTEST_PAUSE_NANOS;
  private long nextNanos;
  private int emptyLooks;
  private boolean done;
  private boolean asked;
  private List<Sentence> survivors = List.of();

  TreeKill(
      Linux linux, ProcessTable table, Orphans orphans, Marker marker, int root, Duration grace) {
    this.linux = linux;
    this.table = table;
    this.orphans = orphans;
    this.marker = marker;
    this.root = root;
    this.killFromNanos = startNanos + grace.toNanos();
    this.nextNanos = startNanos;
  }

  boolean isDone() {
    return done;
  }

  /** What could not be killed, for people. */
  List<Sentence> survivors() {
    return survivors;
  }

  /** Takes the grace away, if there is any left. */
  void hurryOnce() {
    long now = System.nanoTime();
    if (killFromNanos > now) {
      killFromNanos = now;
      nextNanos = now;
    }
  }

  /** Milliseconds until the next step is due. */
  int dueInMillis() {
    return (int) Math.max(0, Duration.ofNanos(nextNanos - System.nanoTime()).toMillis() + 1);
  }

  /** Looks and signals, if it is time. */
  void step() {
    long now = System.nanoTime();
    if (done || now < nextNanos) {
      return;
    }
    var tree = table.treeOf(marker, root, known);
    tree.toKill().forEach(entry -> known.put(entry.pid(), entry.started()));
    if (tree.isEmpty()) {
      emptyLooks++;
      done = emptyLooks == 2;
      nextNanos = now;
    } else {
      emptyLooks = 0;
      signal(tree, now);
      nextNanos = Math.min(now + pauseNanos, Math.max(killFromNanos, now));
      pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    }
    orphans.reap();
  }

  private void signal(ProcessTable.Tree tree, long now) {
    tree.toKill().forEach(orphans::expect);
    if (now >= killFromNanos + KILL_PATIENCE_NANOS) {
      survivors = tree.toKill().stream().map(ProcessTable.Entry::describe).toList();
      done = true;
    } else if (now >= killFromNanos) {
      send(tree, Linux.SIGKILL);
    } else if (!asked) {
      asked = true;
      send(tree, Linux.SIGTERM);
      // What is stopped can't hear TERM.
      send(tree, Linux.SIGCONT);
    }
  }

  /**
   * A signal to a group reaches all of it at once: the kernel refuses a fork with a signal pending,
   * so that not even a fork bomb gets away between look and kill.
   */
  private void send(ProcessTable.Tree tree, int signal) {
    var groups = new HashSet<Integer>();
    for (var entry : tree.toKill()) {
      if (!tree.spared().contains(entry.group()) && entry.group() > 1) {
        groups.add(entry.group());
      } else {
        linux.kill(entry.pid(), signal);
      }
    }
    groups.forEach(group -> linux.kill(-group, signal));
  }
}
