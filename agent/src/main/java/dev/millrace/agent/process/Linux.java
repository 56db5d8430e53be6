package dev.millrace.agent.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * The C library, as far as processes need it. Every function is called with one shape, six machine
 * words to one: on the Linux ABIs of x86-64 and AArch64 surplus register arguments are ignored, and
 * one shape costs one generated stub at start instead of fifteen. Measured: to the first call 145
 * ms instead of 256 ms, the medians of seven starts of a JVM on two busy cores.
 *
 * <p>Results are the C result, or the negative {@code errno} when that is -1. Not for several
 * threads, but for {@link #wake}.
 */
final class Linux {
  static final int SIGKILL = 9;
  static final int SIGTERM = 15;
  static final int SIGCONT = 18;

  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int EINTR = 4;
  static final int E2BIG = 7;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int ENOTDIR = 20;

  static final int POLLIN = 1;
  static final int WNOHANG = 1;

  private static final int RLIMIT_LOCKS = 10; // the same number on both architectures
  private static final int PR_SET_CHILD_SUBREAPER = 36;
  private static final int SYS_PIDFD_OPEN = 434; // the same number on every architecture
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int F_SETFL = 4;
  private static final int F_SETPIPE_SZ = 1031;
  private static final int PIPE_BYTES = 1 << 20;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final FunctionDescriptor SIX_WORDS =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final VarHandle ERRNO =
      Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle POLL = find("poll");
  private static final MethodHandle READ = find("read");
  private static final MethodHandle WRITE = find("write");
  private static final MethodHandle CLOSE = find("close");
  private static final MethodHandle PIPE = find("pipe2");
  private static final MethodHandle FCNTL = find("fcntl");
  private static final MethodHandle EVENT_FD = find("eventfd");
  private static final MethodHandle KILL = find("kill");
  private static final MethodHandle WAIT = find("waitpid");
  private static final MethodHandle PRCTL = find("prctl");
  private static final MethodHandle LIMIT = find("prlimit");
  private static final MethodHandle SYSCALL = find("syscall");

  private final MemorySegment callState = callState(Arena.ofAuto());
  private final MemorySegment scratch = Arena.ofAuto().allocate(16, 8);

  static MethodHandle find(String function) {
    return findIfThere(function)
        .orElseThrow(() -> new UnsupportedOperationException("the C library has no " + function));
  }

  @SuppressWarnings("restricted") // calling C is what this class is for; the shape fits, see above
  static Optional<MethodHandle> findIfThere(String function) {
    return LINKER
        .defaultLookup()
        .find(function)
        .map(address ->
            LINKER.downcallHandle(address, SIX_WORDS, Linker.Option.captureCallState("errno")));
  }

  long call(MethodHandle function, long... words) {
    return call(callState, function, words);
  }

  private static long call(MemorySegment callState, MethodHandle function, long... words) {
    try {
      long result =
          (long)
              function.invokeExact(
                  callState,
                  word(words, 0),
                  word(words, 1),
                  word(words, 2),
                  word(words, 3),
                  word(words, 4),
                  word(words, 5));
      // Most of these functions answer a C int, whose upper half in the register is undefined.
      return (int) result == -1 ? -(int) ERRNO.get(callState, 0L) : (int) result;
    } catch (Throwable impossible) {
      throw new IllegalStateException("a call of the C library failed", impossible);
    }
  }

  private static long word(long[] words, int index) {
    return index < words.length ? words[index] : 0;
  }

  private static MemorySegment callState(Arena arena) {
    return arena.allocate(Linker.Option.captureStateLayout());
  }

  /** Orphaned descendants become children of this process, instead of init's. */
  void adoptOrphans() {
    must(call(PRCTL, PR_SET_CHILD_SUBREAPER, 1), "prctl(PR_SET_CHILD_SUBREAPER)");
  }

  /** A limit of this process. Unsigned numbers. */
  record Limit(long soft, long hard) {}

  /** This process's limit on file locks, which the kernel keeps and does not heed. */
  Optional<Limit> fileLocks() {
    // Refused by a sandbox that does not know the call.
    return call(LIMIT, 0, RLIMIT_LOCKS, 0, scratch.address()) < 0
        ? Optional.empty()
        : Optional.of(new Limit(scratch.get(JAVA_LONG, 0), scratch.get(JAVA_LONG, 8)));
  }

  /** Sets it. Refused, without harm, where the hard limit is lower. */
  void limitFileLocks(Limit limit) {
    scratch.set(JAVA_LONG, 0, limit.soft());
    scratch.set(JAVA_LONG, 8, limit.hard());
    call(LIMIT, 0, RLIMIT_LOCKS, scratch.address(), 0);
  }

  /** A pipe nobody inherits; the read end answers at once when it is empty. */
  Pipe pipe() {
    must(call(PIPE, scratch.address(), O_CLOEXEC), "pipe2");
    var pipe = new Pipe(scratch.get(JAVA_INT, 0), scratch.get(JAVA_INT, 4));
    must(call(FCNTL, pipe.readEnd(), F_SETFL, O_NONBLOCK), "fcntl(O_NONBLOCK)");
    // Fewer switches between writer and reader. May be refused to a user with many pipes: no harm.
    call(FCNTL, pipe.writeEnd(), F_SETPIPE_SZ, PIPE_BYTES);
    return pipe;
  }

  record Pipe(int readEnd, int writeEnd) {}

  int eventFd() {
    return must(call(EVENT_FD, 0, O_CLOEXEC | O_NONBLOCK), "eventfd");
  }

  /** Makes the event readable. For any thread. */
  static void wake(int eventFd) {
    try (var arena = Arena.ofConfined()) {
      var one = arena.allocate(8, 8);
      one.set(JAVA_LONG, 0, 1);
      call(callState(arena), WRITE, eventFd, one.address(), 8);
    }
  }

  /** Readable when the process has ended; {@code pid} must be a child not yet waited for. */
  int openProcess(int pid) {
    return must(call(SYSCALL, SYS_PIDFD_OPEN, pid, 0), "pidfd_open");
  }

  int read(int fd, MemorySegment into) {
    return (int) call(READ, fd, into.address(), into.byteSize());
  }

  int poll(MemorySegment fds, int count, int timeoutMillis) {
    return (int) call(POLL, fds.address(), count, timeoutMillis);
  }

  void close(int fd) {
    call(CLOSE, fd);
  }

  /** A negative {@code pid} is a process group. */
  int kill(int pid, int signal) {
    return (int) call(KILL, pid, signal);
  }

  /** The wait status of a child that has ended, or a negative number. */
  int reap(int pid, int options) {
    int waited = (int) call(WAIT, pid, scratch.address(), options);
    if (waited == pid) {
      return scratch.get(JAVA_INT, 0);
    }
    return waited == 0 ? -EAGAIN : waited;
  }

  private static int must(long result, String function) {
    if (result < 0) {
      throw new IllegalStateException(function + " failed with errno " + -result);
    }
    return (int) result;
  }
}
