package dev.millrace.agent.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What the processes of a job carry in their environment, so that they are known wherever they hide
 * in the process tree. A worker inside a task of another worker adds its mark to the one it finds,
 * so that the outer one still knows what the inner one starts.
 */
final class Marker {
  /** The variable that carries the marks. */
  static final String VARIABLE = "MILLRACE_TASK";

  private static final byte[] EXEMPTION = "DEVOPS_DONT_KILL_PROCESS_TREE=true".getBytes(UTF_8);

  private final String text;
  private final byte[] bytes;

  private Marker(String text) {
    this.text = text;
    this.bytes = text.getBytes(UTF_8);
  }

  static Marker ofJob() {
    return new Marker(UUID.randomUUID() + ".");
  }

  /** The mark of one command of the job; the job's own mark is part of it. */
  Marker ofCommand(int number) {
    return new Marker(text + number + ";");
  }

  Map<String, String> addedTo(Map<String, String> environment) {
    var marked = new HashMap<>(environment);
    marked.merge(VARIABLE, text, String::concat);
    return marked;
  }

  boolean isIn(byte[] environment, int length) {
    return indexOf(environment, length, bytes) >= 0;
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
