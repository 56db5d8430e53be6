package dev.millrace.agent.process;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Starts processes by {@code posix_spawn}: no copy of this JVM's page tables and no helper process
 * between, which is what {@code ProcessBuilder} spends its time on. The child leads a session of
 * its own, has no file but its three, default signals, and nothing on stdin.
 */
final class Spawner {
  private static final int SETSIGDEF = 0x04;
  private static final int SETSIGMASK = 0x08;
  private static final int SETSID = 0x80;
  private static final int O_RDONLY = 0;
  private static final int O_WRONLY = 1;

  /** Larger than these opaque C structures are in any C library. */
  private static final int OPAQUE_BYTES = 1024;

  private static final MethodHandle SPAWN = Linux.find("posix_spawn");
  private static final MethodHandle ACTIONS_INIT = Linux.find("posix_spawn_file_actions_init");
  private static final MethodHandle ACTIONS_DESTROY =
      Linux.find("posix_spawn_file_actions_destroy");
  private static final MethodHandle ADD_OPEN = Linux.find("posix_spawn_file_actions_addopen");
  private static final MethodHandle ADD_DUP = Linux.find("posix_spawn_file_actions_adddup2");
  private static final MethodHandle ADD_CLOSE = Linux.find("posix_spawn_file_actions_addclose");
  private static final MethodHandle ADD_CHDIR = Linux.find("posix_spawn_file_actions_addchdir_np");

  /** glibc from 2.34; musl has none. */
  private static final Optional<MethodHandle> ADD_CLOSE_FROM =
      Linux.findIfThere("posix_spawn_file_actions_addclosefrom_np");

  private static final MethodHandle ATTRIBUTES_INIT = Linux.find("posix_spawnattr_init");
  private static final MethodHandle SET_FLAGS = Linux.find("posix_spawnattr_setflags");
  private static final MethodHandle SET_MASK = Linux.find("posix_spawnattr_setsigmask");
  private static final MethodHandle SET_DEFAULT = Linux.find("posix_spawnattr_setsigdefault");
  private static final MethodHandle FILL_SET = Linux.find("sigfillset");

  /**
   * Held while this JVM's limit on file locks is a child's number: a child inherits it with its
   * first breath, where one set afterwards would miss what the child forks meanwhile. Static, as
   * the limit is the JVM's.
   */
  private static final ReentrantLock LIMIT = new ReentrantLock();

  private final Linux linux;
  private final boolean closeFrom;

  Spawner(Linux linux) {
    this(linux, ADD_CLOSE_FROM.isPresent());
  }

  Spawner(Linux linux, boolean closeFrom) {
    this.linux = linux;
    this.closeFrom = closeFrom;
  }

  /**
   * Starts the command with its output on {@code output}.
   *
   * @param number by which it and all its descendants are marked; see {@link Marker}
   * @throws CannotStart with the reason the kernel gives
   */
  int spawn(Command command, int output, long number) {
    try (var arena = Arena.ofConfined()) {
      var pid = arena.allocate(JAVA_INT);
      var actions = fileActions(arena, command, output);
      try {
        int error =
            spawn(
                number,
                pid.address(),
                arena.allocateFrom(command.arguments().getFirst()).address(),
                actions.address(),
                attributes(arena).address(),
                strings(arena, command.arguments()).address(),
                strings(arena, lines(command.environment())).address());
        if (error != 0) {
          throw CannotStart.because(command, error);
        }
        return pid.get(JAVA_INT, 0);
      } finally {
        linux.call(ACTIONS_DESTROY, actions.address());
      }
    }
  }

  private int spawn(long number, long... arguments) {
    LIMIT.lock();
    try {
      var own = linux.fileLocks();
      own.ifPresent(limit -> linux.limitFileLocks(new Linux.Limit(number, limit.hard())));
      try {
        return (int) linux.call(SPAWN, arguments);
      } finally {
        own.ifPresent(linux::limitFileLocks);
      }
    } finally {
      LIMIT.unlock();
    }
  }

  /** By which this JVM itself is marked, if a job has started it; else no mark's number. */
  static long numberOfThisJvm() {
    LIMIT.lock();
    try {
      return new Linux().fileLocks().map(Linux.Limit::soft).orElse(0L);
    } finally {
      LIMIT.unlock();
    }
  }

  private MemorySegment fileActions(Arena arena, Command command, int output) {
    var actions = arena.allocate(OPAQUE_BYTES, 16);
    linux.call(ACTIONS_INIT, actions.address());
    var nothing = arena.allocateFrom("/dev/null");
    linux.call(ADD_OPEN, actions.address(), 0, nothing.address(), O_RDONLY, 0);
    linux.call(ADD_DUP, actions.address(), output, 1);
    if (command.withErrors()) {
      linux.call(ADD_DUP, actions.address(), output, 2);
    } else {
      linux.call(ADD_OPEN, actions.address(), 2, nothing.address(), O_WRONLY, 0);
    }
    // Zero-ended, because the allocation is filled with zeros.
    var name = PathBytes.of(command.folder());
    var folder = arena.allocate(name.length + 1L);
    MemorySegment.copy(name, 0, folder, JAVA_BYTE, 0, name.length);
    linux.call(ADD_CHDIR, actions.address(), folder.address());
    // The JDK opens sockets and files without close-on-exec: a build must not hold our port open.
    if (closeFrom) {
      linux.call(ADD_CLOSE_FROM.orElseThrow(), actions.address(), 3);
    } else {
      openFiles().forEach(fd -> linux.call(ADD_CLOSE, actions.address(), fd));
    }
    return actions;
  }

  private static List<Integer> openFiles() {
    var names = new File("/proc/self/fd").list();
    var open = new ArrayList<Integer>();
    for (var name : names == null ? new String[0] : names) {
      int fd = Integer.parseInt(name);
      if (fd > 2) {
        open.add(fd);
      }
    }
    return open;
  }

  private MemorySegment attributes(Arena arena) {
    var attributes = arena.allocate(OPAQUE_BYTES, 16);
    var signals = arena.allocate(128, 8);
    linux.call(ATTRIBUTES_INIT, attributes.address());
    linux.call(SET_MASK, attributes.address(), signals.address());
    linux.call(FILL_SET, signals.address());
    linux.call(SET_DEFAULT, attributes.address(), signals.address());
    linux.call(SET_FLAGS, attributes.address(), SETSIGDEF | SETSIGMASK | SETSID);
    return attributes;
  }

  private static List<String> lines(Map<String, String> environment) {
    var lines = new ArrayList<String>(environment.size());
    environment.forEach((name, value) -> lines.add(name + "=" + value));
    return lines;
  }

  /** A C array of strings: one allocation for the texts, one for the pointers. */
  private static MemorySegment strings(Arena arena, List<String> texts) {
    var encoded = new ArrayList<byte[]>(texts.size());
    long size = 0;
    for (var text : texts) {
      var bytes = text.getBytes(UTF_8);
      encoded.add(bytes);
      size += bytes.length + 1;
    }
    var content = arena.allocate(Math.max(size, 1));
    var pointers = arena.allocate(JAVA_LONG, texts.size() + 1L);
    long at = 0;
    for (int i = 0; i < encoded.size(); i++) {
      var bytes = encoded.get(i);
      MemorySegment.copy(bytes, 0, content, JAVA_BYTE, at, bytes.length);
      pointers.setAtIndex(JAVA_LONG, i, content.address() + at);
      at += bytes.length + 1;
    }
    return pointers;
  }
}
