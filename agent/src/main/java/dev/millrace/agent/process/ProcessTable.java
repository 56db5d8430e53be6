package dev.millrace.agent.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.millrace.wording.Sentence;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code /proc}. Not for several threads: it keeps its read buffer. */
final class ProcessTable {
  private static final int UNREADABLE = -1;
  private static final String FILE_LOCKS = "Max file locks";

  private final int ownSession;
  private final long bornFrom;
  private byte[] buffer = new byte[16 * 1024];

  /** For trees of any age. */
  ProcessTable() {
    this(true);
  }

  private ProcessTable(boolean ofAnyAge) {
    var own = find(self());
    this.ownSession = own.map(Entry::session).orElse(0);
    this.bornFrom = ofAnyAge ? 0 : own.map(Entry::started).orElse(0L);
  }

  /** For trees that this JVM started: nothing older than itself belongs to one. */
  static ProcessTable ofOurTrees() {
    return new ProcessTable(false);
  }

  static int self() {
    return (int) ProcessHandle.current().pid();
  }

  /**
   * One process.
   *
   * @param state the letter of proc(5): {@code Z} has ended and waits for its parent
   * @param started in clock ticks since the machine did; tells it from a later one with its pid
   */
  record Entry(int pid, String name, char state, int parent, int group, int session, long started) {
    boolean hasEnded() {
      return state == 'Z' || state == 'X';
    }

    /** For people. */
    Sentence describe() {
      return ProcessWording.A_PROCESS.of(name, pid, state);
    }
  }

  /**
   * What was found of a tree.
   *
   * @param toKill every process of it that is alive and not exempt
   * @param spared groups with an exempt process: they can't be signalled as a whole
   */
  record Tree(List<Entry> toKill, Set<Integer> spared) {
    boolean isEmpty() {
      return toKill.isEmpty();
    }
  }

  /**
   * Everything that carries the marker, belongs to the session of {@code root}, is known, or
   * descends from one of these. The root is never exempt.
   *
   * @param root pid of the first process, or 0 when there is none any more
   * @param known members found before, by pid with their start: one that has dropped its
   *     environment, its session and its parent since is still a member
   */
  Tree treeOf(Marker marker, int root, Map<Integer, Long> known) {
    var alive = living();
    var members = new HashSet<Integer>();
    var exempt = new HashSet<Integer>();
    for (var entry : alive) {
      int length = read("/proc/" + entry.pid() + "/environ");
      if (entry.pid() != root && Marker.exempts(buffer, length)) {
        exempt.add(entry.pid());
      }
      if (entry.pid() == root
          || (root != 0 && entry.session() == root)
          || known.getOrDefault(entry.pid(), -1L) == entry.started()
          || isMarked(entry, marker, length)) {
        members.add(entry.pid());
      }
    }
    addDescendants(alive, members);
    var toKill = new ArrayList<Entry>();
    var spared = new HashSet<Integer>();
    for (var entry : alive) {
      if (exempt.contains(entry.pid()) || !members.contains(entry.pid())) {
        spared.add(entry.group());
      } else {
        toKill.add(entry);
      }
    }
    return new Tree(toKill, spared);
  }

  /**
   * Whether a process, whose environment is in the buffer, carries the mark there or in its limit.
   * The limit counts only of what is ours to end: not of another user's, started by sudo, whose
   * environment we must not read; nor in our own session, which no process of a job is in, but one
   * that another part of this JVM starts in the moment it has a job's limit itself.
   */
  private boolean isMarked(Entry entry, Marker marker, int length) {
    if (Marker.isAnyIn(buffer, length)) {
      return marker.isIn(buffer, length);
    }
    return length != UNREADABLE
        && entry.started() >= bornFrom
        && entry.session() != ownSession
        && marker.isIn(fileLocks(entry.pid()));
  }

  /** The soft limit on file locks of a process, 0 if it has none; proc(5). */
  private long fileLocks(int pid) {
    int length = read("/proc/" + pid + "/limits");
    var text = new String(buffer, 0, Math.max(length, 0), ISO_8859_1);
    int line = text.indexOf(FILE_LOCKS);
    if (line < 0) {
      return 0;
    }
    var limit = text.substring(line + FILE_LOCKS.length()).strip().split(" ", 2)[0];
    return limit.equals("unlimited") ? 0 : Long.parseUnsignedLong(limit);
  }

  private static void addDescendants(List<Entry> alive, Set<Integer> members) {
    boolean grown = true;
    while (grown) {
      grown = false;
      for (var entry : alive) {
        if (members.contains(entry.parent())) {
          grown |= members.add(entry.pid());
        }
      }
    }
  }

  private List<Entry> living() {
    var alive = all();
    alive.removeIf(Entry::hasEnded);
    return alive;
  }

  /** Every process there is, the ended ones included. */
  List<Entry> all() {
    var names = new File("/proc").list();
    var entries = new ArrayList<Entry>();
    for (var name : names == null ? new String[0] : names) {
      if (Character.isDigit(name.charAt(0))) {
        find(Integer.parseInt(name)).ifPresent(entries::add);
      }
    }
    return entries;
  }

  Optional<Entry> find(int pid) {
    int length = read("/proc/" + pid + "/stat");
    var text = new String(buffer, 0, Math.max(length, 0), ISO_8859_1);
    // The name stands in parentheses and may hold anything, parentheses too.
    int open = text.indexOf('(');
    int close = text.lastIndexOf(')');
    if (open < 0 || close < open) {
      return Optional.empty();
    }
    var fields = text.substring(close + 2).split(" ", 21);
    return Optional.of(
        new Entry(
            pid,
            text.substring(open + 1, close),
            fields[0].charAt(0),
            Integer.parseInt(fields[1]),
            Integer.parseInt(fields[2]),
            Integer.parseInt(fields[3]),
            Long.parseLong(fields[19])));
  }

  /**
   * Reads a whole file into the buffer and answers its length; {@link #UNREADABLE} when the process
   * has gone or is not ours to look at.
   */
  private int read(String path) {
    int length = 0;
    try (var file = new FileInputStream(path)) {
      while (true) {
        int count = file.read(buffer, length, buffer.length - length);
        if (count <= 0) {
          return length;
        }
        length += count;
        if (length == buffer.length) {
          buffer = Arrays.copyOf(buffer, 2 * length);
        }
      }
    } catch (IOException gone) {
      return UNREADABLE;
    }
  }
}
