package dev.millrace.agent.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the processes of a job carry, so that they are known wherever they hide in the process tree.
 *
 * <p>In their environment it is a text. A worker inside a task of another worker adds its mark to
 * the one it finds, so that the outer one still knows what the inner one starts.
 *
 * <p>An environment can be cleared, and often is by who starts a daemon. So the mark is also a
 * number, in their soft limit on file locks (RLIMIT_LOCKS): the kernel has not looked at it since
 * Linux 2.4.24 (getrlimit(2)), hands it on through fork and exec, and shows it to everybody. 46 of
 * its bits are the job's: a process that does not descend from the job can't have them by chance.
 * There is room for one number: what a worker inside a task starts has the inner worker's.
 */
final class Marker {
  /** The variable that carries the marks. */
  static final String VARIABLE = "MILLRACE_TASK";

  private static final byte[] ENTRY = (VARIABLE + "=").getBytes(UTF_8);
  private static final byte[] EXEMPTION = "DEVOPS_DONT_KILL_PROCESS_TREE=true".getBytes(UTF_8);

  /** No less than this, so that what asks for the limit sees none to heed. */
  private static final long NUMBERS_FROM = 1L << 62;

  private static final long COMMAND_BITS = 0xffff;

  private final String text;
  private final byte[] bytes;
  private final long number;

  private Marker(String text, long number) {
    this.text = text;
    this.bytes = text.getBytes(UTF_8);
    this.number = number;
  }

  /**
   * The mark of all commands of a job.
   *
   * @param job no other job's; without {@code .} and {@code ;}
   */
  static Marker ofJob(String job) {
    return new Marker(job + ".", NUMBERS_FROM | (hash(job) & (NUMBERS_FROM - 1) & ~COMMAND_BITS));
  }

  /** FNV-1a; its low bits, the weaker ones, are not used. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (byte letter : text.getBytes(UTF_8)) {
      hash = (hash ^ letter) * 0x100000001b3L;
    }
    return hash;
  }

  /** The jobs that left their mark in a value of {@link #VARIABLE}. */
  static List<String> jobsIn(String value) {
    return Arrays.stream(value.split(";", -1))
        .filter(mark -> mark.indexOf('.') > 0)
        .map(mark -> mark.substring(0, mark.indexOf('.')))
        .toList();
  }

  /** The mark of one command of the job; the job's own mark is part of it. */
  Marker ofCommand(int number) {
    return new Marker(text + number + ";", this.number | (number % COMMAND_BITS + 1));
  }

  /** The mark as a number; not 0. */
  long number() {
    return number;
  }

  Map<String, String> addedTo(Map<String, String> environment) {
    var marked = new HashMap<>(environment);
    marked.merge(VARIABLE, text, String::concat);
    return marked;
  }

  boolean isIn(byte[] environment, int length) {
    return indexOf(environment, length, bytes) >= 0;
  }

  /** Whether a process with this limit on file locks carries the mark. */
  boolean isIn(long fileLocks) {
    boolean ofWholeJob = (number & COMMAND_BITS) == 0;
    return number == (ofWholeJob ? fileLocks & ~COMMAND_BITS : fileLocks);
  }

  /** Whether any job's mark is in an environment. */
  static boolean isAnyIn(byte[] environment, int length) {
    return indexOf(environment, length, ENTRY) >= 0;
  }

  /** Whether the process asks to be left alone, as BK-CI lets it. */
  static boolean exempts(byte[] environment, int length) {
    int at = indexOf(environment, length, EXEMPTION);
    while (at >= 0) {
      int end = at + EXEMPTION.length;
      if ((at == 0 || environment[at - 1] == 0) && (end >= length || environment[end] == 0)) {
        return true;
      }
      at = indexOf(environment, length, EXEMPTION, at + 1);
    }
    return false;
  }

  private static int indexOf(byte[] text, int length, byte[] part) {
    return indexOf(text, length, part, 0);
  }

  private static int indexOf(byte[] text, int length, byte[] part, int from) {
    outer:
    for (int at = from; at <= length - part.length; at++) {
      for (int i = 0; i < part.length; i++) {
        if (text[at + i] != part[i]) {
          continue outer;
        }
      }
      return at;
    }
    return -1;
  }
}
