package dev.millrace.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the {@code ${{ … }}} of a text in one walk. A marker ends in the line in which it began. A
 * pair of closing braces inside a quoted text doesn't end it; a quote that isn't closed before the
 * next marker or the end of the line is an ordinary character.
 */
final class Markers {
  static final String OPEN = "${{";
  static final String CLOSE = "}}";

  private final String text;
  private final List<Open> open = new ArrayList<>();
  private final List<Marker> found = new ArrayList<>();
  private int nextQuote = -1;
  private int nextOpen = -1;
  private int nextLine = -1;

  private Markers(String text) {
    this.text = text;
  }

  /**
   * One marker.
   *
   * @param start where its opening braces begin, at the dollar sign
   * @param end just behind its closing braces
   * @param inner the markers directly inside, in order
   */
  record Marker(int start, int end, List<Marker> inner) {
    int contentStart() {
      return start + OPEN.length();
    }

    int contentEnd() {
      return end - CLOSE.length();
    }

    /** How many markers stand inside each other here, counted to one more than the limit. */
    int depth() {
      int deepest = 0;
      for (Marker marker : inner) {
        deepest = Math.max(deepest, marker.inner.isEmpty() ? 1 : Limits.MAX_MARKER_DEPTH);
      }
      return deepest + 1;
    }
  }

  private record Open(int start, List<Marker> inner) {}

  /** The outermost markers, in order. */
  static List<Marker> in(String text) {
    return new Markers(text).find();
  }

  private List<Marker> find() {
    int position = text.indexOf(OPEN);
    while (position >= 0 && position < text.length()) {
      position = open.isEmpty() ? skipToOpen(position) : step(position);
    }
    abandonOpen();
    return List.copyOf(found);
  }

  private int skipToOpen(int position) {
    int start = nextOpen(position);
    if (start < text.length()) {
      open.add(new Open(start, new ArrayList<>()));
    }
    return start + OPEN.length();
  }

  private int step(int position) {
    if (text.charAt(position) == '\n') {
      abandonOpen();
      return position + 1;
    }
    if (text.startsWith(OPEN, position)) {
      open.add(new Open(position, new ArrayList<>()));
      return position + OPEN.length();
    }
    if (text.startsWith(CLOSE, position)) {
      close(position + CLOSE.length());
      return position + CLOSE.length();
    }
    if (text.charAt(position) == '\'') {
      int end = nextQuote(position + 1);
      boolean closed = end < nextOpen(position + 1) && end < nextLine(position + 1);
      return closed ? end + 1 : position + 1;
    }
    return position + 1;
  }

  private void close(int end) {
    Open opened = open.removeLast();
    add(new Marker(opened.start, end, List.copyOf(opened.inner)));
  }

  private void add(Marker marker) {
    (open.isEmpty() ? found : open.getLast().inner).add(marker);
  }

  /** The line ends and these were never closed: they are text, and what they hold stands alone. */
  private void abandonOpen() {
    for (Open abandoned : open) {
      found.addAll(abandoned.inner);
    }
    open.clear();
  }

  private int nextQuote(int from) {
    nextQuote = next("'", nextQuote, from);
    return nextQuote;
  }

  private int nextOpen(int from) {
    nextOpen = next(OPEN, nextOpen, from);
    return nextOpen;
  }

  private int nextLine(int from) {
    nextLine = next("\n", nextLine, from);
    return nextLine;
  }

  /** Where {@code what} comes next, asking again only behind the last answer: linear in total. */
  private int next(String what, int lastAnswer, int from) {
    if (lastAnswer >= from) {
      return lastAnswer;
    }
    int at = text.indexOf(what, from);
    return at < 0 ? text.length() : at;
  }
}
