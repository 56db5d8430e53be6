package dev.millrace.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A terminal whose last lines, the region, are drawn again and again, while lines that are final
 * are written above it and scroll away as usual. Answers what to write; writes nothing itself. Each
 * frame is one text: written at once, between the marks of a synchronized update, it shows at once.
 *
 * <p>Between frames the cursor stands at the end of the region's last line. Owned by one thread.
 */
public final class LiveScreen {
  private static final String BEGIN_UPDATE = "\033[?2026h";
  private static final String END_UPDATE = "\033[?2026l";
  private static final String HIDE_CURSOR = "\033[?25l";
  private static final String SHOW_CURSOR = "\033[?25h";
  private static final String WRAP_OFF = "\033[?7l";
  private static final String WRAP_ON = "\033[?7h";
  private static final String ERASE_BELOW = "\033[J";
  private static final String ERASE_LINE = "\033[2K";

  private List<Line> shown = List.of();
  private Size shownAt = Size.USUAL;
  private boolean open;

  /**
   * The text that shows {@code finished} above and {@code region} below them; empty when nothing
   * changed.
   *
   * @param region lines beyond the height of the terminal are left out
   */
  public String frame(List<Line> finished, List<Line> region, Size size) {
    List<Line> next = fit(region, size);
    boolean resized = open && !size.equals(shownAt);
    if (finished.isEmpty() && !resized && open && next.equals(shown)) {
      return "";
    }
    var text = new StringBuilder(BEGIN_UPDATE);
    if (!open) {
      text.append(HIDE_CURSOR);
    }
    toTop(text, size);
    if (finished.isEmpty() && !resized) {
      drawChanges(text, next);
    } else {
      text.append(ERASE_BELOW);
      finished.forEach(line -> text.append(line.ansi()).append("\r\n"));
      drawAll(text, next);
    }
    shown = next;
    shownAt = size;
    open = true;
    return text.append(END_UPDATE).toString();
  }

  /** The text that removes the region and gives the terminal back as it was. */
  public Optional<String> close() {
    if (!open) {
      return Optional.empty();
    }
    var text = new StringBuilder();
    toTop(text, shownAt);
    text.append(ERASE_BELOW).append(WRAP_ON).append(SHOW_CURSOR);
    shown = List.of();
    open = false;
    return Optional.of(text.toString());
  }

  /** One row stays free, so that a region never makes the terminal scroll by itself. */
  private static List<Line> fit(List<Line> region, Size size) {
    List<Line> fitting = new ArrayList<>();
    for (Line line : region.subList(0, Math.min(region.size(), Math.max(1, size.rows() - 1)))) {
      fitting.add(line.fit(size.columns()));
    }
    return fitting;
  }

  /** A terminal made narrower has wrapped what was shown, so it takes more rows than before. */
  private void toTop(StringBuilder text, Size size) {
    int rows = 0;
    for (Line line : shown) {
      rows += Math.max(1, Math.ceilDiv(line.width(), size.columns()));
    }
    text.append('\r');
    if (rows > 1) {
      text.append("\033[").append(Math.min(rows, size.rows()) - 1).append('A');
    }
  }

  private static void drawAll(StringBuilder text, List<Line> next) {
    text.append(WRAP_OFF);
    for (int at = 0; at < next.size(); at++) {
      text.append(at == 0 ? "" : "\r\n").append(next.get(at).ansi());
    }
    text.append(WRAP_ON);
  }

  private void drawChanges(StringBuilder text, List<Line> next) {
    text.append(WRAP_OFF);
    for (int at = 0; at < next.size(); at++) {
      text.append(at == 0 ? "" : "\r\n");
      if (at >= shown.size() || !next.get(at).equals(shown.get(at))) {
        text.append(ERASE_LINE).append(next.get(at).ansi());
      }
    }
    if (next.size() < shown.size()) {
      text.append(next.isEmpty() ? "" : "\r\n").append(ERASE_BELOW);
      text.append(next.isEmpty() ? "" : "\033[1A"); // back to the last line kept
    }
    text.append(WRAP_ON);
  }
}
