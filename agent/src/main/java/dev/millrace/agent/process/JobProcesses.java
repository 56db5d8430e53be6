package dev.millrace.agent.process;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.millrace.wording.Sentence;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The processes of one job, one command at a time. All methods but {@link #wake} belong to one
 * platform thread: it blocks in the kernel, which would pin a virtual thread's carrier.
 *
 * <p>What a command leaves running lives on until the job ends, so that a server started by one
 * task can serve the next; {@link #killLeftovers} ends it.
 */
public final class JobProcesses implements AutoCloseable {
  private static final int READ_BYTES = 256 * 1024;
  private static final int POLL_BYTES = 8;
  private static final int LINGERING_MAX = 64;
  private static final int SWEEP_MILLIS = 1000;

  /**
   * Roots of all jobs of this JVM: one job's sweep must not wait for another job's process. Static,
   * because the children of a JVM are the one list the kernel keeps for it.
   */
  private static final Set<Integer> ROOTS = ConcurrentHashMap.newKeySet();

  private final Duration grace;
  private final Marker marker;
  private final Linux linux;
  private final Spawner spawner;
  private final ProcessTable table;
  private final Orphans orphans;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment fds = arena.allocate(POLL_BYTES * (3L + LINGERING_MAX), 8);
  private final MemorySegment readBuffer = arena.allocate(READ_BYTES);
  private final byte[] bytes = new byte[READ_BYTES];
  private final List<Integer> lingering = new ArrayList<>();
  private final WakeUp wakeUp;
  private int commands;
  private long nextSweepNanos = System.nanoTime();

  /** Processes under a mark nobody else has. */
  public JobProcesses(Duration grace) {
    this(grace, UUID.randomUUID().toString());
  }

  /**
   * Processes under a mark that others know too, so that they can kill what a dead worker left.
   *
   * @param grace between asking a process to end and killing it
   * @param mark by which the job's processes are known wherever they are: letters, digits and
   *     {@code -}, and no other job's
   * @throws UnsupportedOperationException where this is not Linux
   */
  public JobProcesses(Duration grace, String mark) {
    this(grace, mark, ProcessTable.ofOurTrees());
  }

  private JobProcesses(Duration grace, String mark, ProcessTable table) {
    if (!areSupported()) {
      throw new UnsupportedOperationException(
          "processes of builds run on Linux only so far, not on " + System.getProperty("os.name"));
    }
    this.grace = grace;
    this.marker = Marker.ofJob(mark);
    this.table = table;
    this.linux = new Linux();
    this.spawner = new Spawner(linux);
    this.orphans = new Orphans(linux, table, ROOTS);
    linux.adoptOrphans();
    wakeUp = new WakeUp(linux.eventFd());
  }

  /** Whether this machine can run processes this way. */
  public static boolean areSupported() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux");
  }

  /** Whether this JVM itself was started by the job of this mark. */
  public static boolean isPartOf(String mark) {
    return Marker.jobsIn(System.getenv().getOrDefault(Marker.VARIABLE, "")).contains(mark)
        || Marker.ofJob(mark).isIn(Spawner.numberOfThisJvm());
  }

  /**
   * Kills the processes of a job whose worker is dead. Blocks until they are gone.
   *
   * @return what could not be killed, described for people; empty as a rule
   */
  public static List<Sentence> killAbandoned(String mark, Duration grace) {
    try (var processes = new JobProcesses(grace, mark, new ProcessTable())) {
      return processes.killLeftovers();
    }
  }

  /** Makes a running {@link #run} look at its signal and its output's room. For any thread. */
  public void wake() {
    wakeUp.wake();
  }

  /**
   * Runs a command to its end; when told to stop, to the proven end of its tree.
   *
   * @throws CannotStart when there is nothing to run
   */
  public CommandEnd run(Command command, Output output, StopSignal stop) {
    commands++;
    var mark = marker.ofCommand(commands);
    var marked = command.in(mark.addedTo(command.environment()));
    var pipe = linux.pipe();
    int pid;
    try {
      pid = spawner.spawn(marked, pipe.writeEnd(), mark.number());
    } catch (CannotStart nothingRuns) {
      linux.close(pipe.readEnd());
      throw nothingRuns;
    } finally {
      linux.close(pipe.writeEnd());
    }
    ROOTS.add(pid);
    var running = new RunningCommand(this, mark, pid, pipe.readEnd(), output, stop);
    try {
      return running.toItsEnd();
    } finally {
      ROOTS.remove(pid);
    }
  }

  /**
   * Kills what the job's commands left behind, but for processes that are exempt.
   *
   * @return what could not be killed, described for people; empty as a rule
   */
  public List<Sentence> killLeftovers() {
    return killLeftovers(grace);
  }

  /** As {@link #killLeftovers()}, with another grace. */
  public List<Sentence> killLeftovers(Duration otherGrace) {
    var kill = new TreeKill(linux, table, orphans, marker, 0, otherGrace);
    kill.step();
    while (!kill.isDone()) {
      await(kill.dueInMillis());
      kill.step();
    }
    return kill.survivors();
  }

  /** Frees what is held; kills nothing. */
  @Override
  public void close() {
    lingering.forEach(linux::close);
    lingering.clear();
    wakeUp.close(linux);
    arena.close();
  }

  Linux linux() {
    return linux;
  }

  TreeKill kill(Marker mark, int root, Duration graceOfThis) {
    return new TreeKill(linux, table, orphans, mark, root, graceOfThis);
  }

  Duration grace() {
    return grace;
  }

  /** Reads once. @return the count, 0 at the end, or a negative errno */
  int read(int fd, Output output) {
    int count = linux.read(fd, readBuffer);
    if (count > 0) {
      MemorySegment.copy(readBuffer, JAVA_BYTE, 0, bytes, 0, count);
      output.accept(bytes, count);
    }
    return count;
  }

  /** Keeps reading what a left-behind process prints, so that it neither blocks nor breaks. */
  void keepDraining(int readEnd) {
    if (lingering.size() == LINGERING_MAX) {
      linux.close(lingering.removeFirst());
    }
    lingering.add(readEnd);
  }

  /** Which of the two became readable. */
  record Ready(boolean first, boolean second) {}

  private void await(int timeoutMillis) {
    var _ = await(-1, -1, timeoutMillis);
  }

  /** Blocks until one of the files (-1: none) is readable, somebody wakes us, or time is up. */
  Ready await(int first, int second, int timeoutMillis) {
    int count = 0;
    for (int fd : new int[] {first, second, wakeUp.fd()}) {
      watch(count++, fd);
    }
    for (int fd : lingering) {
      watch(count++, fd);
    }
    int ready = linux.poll(fds, count, Math.min(timeoutMillis, SWEEP_MILLIS));
    if (ready > 0 && isReady(2)) {
      wakeUp.reset(linux, readBuffer);
    }
    if (ready > 0) {
      drainLingering();
    }
    sweepNowAndThen();
    return new Ready(ready > 0 && isReady(0), ready > 0 && isReady(1));
  }

  private void watch(int index, int fd) {
    // A negative fd is skipped by poll.
    fds.set(JAVA_INT, (long) POLL_BYTES * index, fd);
    fds.set(JAVA_SHORT, (long) POLL_BYTES * index + 4, (short) Linux.POLLIN);
    fds.set(JAVA_SHORT, (long) POLL_BYTES * index + 6, (short) 0);
  }

  private boolean isReady(int index) {
    return fds.get(JAVA_SHORT, (long) POLL_BYTES * index + 6) != 0;
  }

  private void drainLingering() {
    int index = 3;
    for (Iterator<Integer> each = lingering.iterator(); each.hasNext(); index++) {
      int fd = each.next();
      if (isReady(index) && linux.read(fd, readBuffer) == 0) {
        linux.close(fd);
        each.remove();
      }
    }
  }

  private void sweepNowAndThen() {
    long now = System.nanoTime();
    if (now - nextSweepNanos >= 0) {
      orphans.sweep();
      nextSweepNanos = now + Duration.ofMillis(SWEEP_MILLIS).toNanos();
    }
  }

  /** For tests: the environment entry by which the job's processes are known. */
  Map<String, String> marks() {
    return marker.addedTo(Map.of());
  }

  /** An event file; closed and written by different threads, so it guards itself. */
  private static final class WakeUp {
    private final int fd;
    private final AtomicBoolean asked = new AtomicBoolean();
    private boolean closed;

    WakeUp(int fd) {
      this.fd = fd;
    }

    int fd() {
      return fd;
    }

    void wake() {
      if (!asked.getAndSet(true)) {
        synchronized (this) {
          if (!closed) {
            Linux.wake(fd);
          }
        }
      }
    }

    void reset(Linux linux, MemorySegment buffer) {
      asked.set(false);
      linux.read(fd, buffer);
    }

    synchronized void close(Linux linux) {
      closed = true;
      linux.close(fd);
    }
  }
}
