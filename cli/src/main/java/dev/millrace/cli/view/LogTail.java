package dev.millrace.cli.view;

import dev.millrace.protocol.LogKind;
import dev.millrace.protocol.LogLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of one log as a person wants to see it: its last lines, with each {@code ##[group]} that
 * has ended folded into one. Takes framed lines as they are stored and decodes only what stays, so
 * that a task printing a million lines costs little here. Safe from any thread.
 */
public final class LogTail {
  /** Lines kept. */
  public static final int MAX_LINES = 50;

  private static final String GROUP = "##[group]";
  private static final String END_GROUP = "##[endgroup]";
  private static final int PREFIX = LogLimits.FRAME_PREFIX_BYTES;

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long total;
  private @Nullable Entry openGroup;

  /** A line kept; {@code number} counts the lines of the log. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; most point into one array
  private record Entry(byte[] frames, int start, int end, long number, long folded) {
    boolean startsWith(String mark) {
      if (end - start - PREFIX < mark.length()) {
        return false;
      }
      for (int at = 0; at < mark.length(); at++) {
        if (frames[start + PREFIX + at] != mark.charAt(at)) {
          return false;
        }
      }
      return true;
    }

    Entry folding(long lines) {
      return new Entry(frames, start, end, number, lines);
    }

    /** The same, no longer holding on to the frames around it. */
    Entry alone() {
      return start == 0 && end == frames.length
          ? this
          : new Entry(
              java.util.Arrays.copyOfRange(frames, start, end), 0, end - start, number, folded);
    }

    Shown shown() {
      int text = start + PREFIX;
      return new Shown(
          LogKind.of((char) frames[text - 2]),
          new String(frames, text, end - text, StandardCharsets.UTF_8),
          folded);
    }
  }

  /**
   * A line to show.
   *
   * @param foldedLines how many lines are folded behind it; 0: none
   */
  public record Shown(LogKind kind, String text, long foldedLines) {
    /** The title if this line begins a group, otherwise the text. */
    public String title() {
      return beginsGroup() ? text.substring(GROUP.length()) : text;
    }

    /** Whether a group begins here, folded or not. */
    public boolean beginsGroup() {
      return text.startsWith(GROUP);
    }
  }

  /** Takes whole frames, one after another. */
  public synchronized void append(byte[] frames) {
    int start = 0;
    for (int at = 0; at < frames.length; at++) {
      if (frames[at] == '\n') {
        add(new Entry(frames, start, at, total++, 0));
        start = at + 1;
      }
    }
    entries.addAll(letGo());
    openGroup = openGroup == null ? null : openGroup.alone();
  }

  private List<Entry> letGo() {
    var alone = new ArrayList<Entry>(entries.size());
    entries.forEach(entry -> alone.add(entry.alone()));
    entries.clear();
    return alone;
  }

  private void add(Entry entry) {
    if (entry.startsWith(END_GROUP)) {
      fold(entry.number());
      return;
    }
    if (entry.startsWith(GROUP)) {
      fold(entry.number());
      openGroup = entry;
    }
    push(entry);
  }

  /** What is kept of the open group becomes its first line alone. */
  private void fold(long endNumber) {
    Entry group = openGroup;
    if (group == null) {
      return;
    }
    openGroup = null;
    while (!entries.isEmpty() && entries.getLast().number() >= group.number()) {
      entries.removeLast();
    }
    push(group.folding(endNumber - group.number() - 1));
  }

  private void push(Entry entry) {
    entries.addLast(entry);
    if (entries.size() > MAX_LINES) {
      entries.removeFirst();
    }
  }

  /** The last lines, at most {@code count}, in order. */
  public synchronized List<Shown> last(int count) {
    return entries.stream().skip(Math.max(0, entries.size() - count)).map(Entry::shown).toList();
  }

  /** How many lines stand before the first of {@link #last}. */
  public synchronized long before(int count) {
    return entries.stream()
        .skip(Math.max(0, entries.size() - count))
        .findFirst()
        .map(Entry::number)
        .orElse(total);
  }
}
