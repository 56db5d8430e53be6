package dev.millrace.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** One line of styled text. */
public record Line(List<Span> spans) {
  public static final Line EMPTY = new Line(List.of());

  private static final String ELLIPSIS = "…";

  public Line {
    spans = List.copyOf(spans);
  }

  /** A line in one style. */
  public static Line of(Style style, String text) {
    return new Line(List.of(new Span(style, text)));
  }

  /** A line without style. */
  public static Line of(String text) {
    return of(Style.PLAIN, text);
  }

  /** This line with more text behind it. */
  public Line plus(Style style, String text) {
    return plus(of(style, text));
  }

  /** This line with another behind it. */
  public Line plus(Line more) {
    var all = new ArrayList<Span>(spans);
    all.addAll(more.spans);
    return new Line(all);
  }

  /** How many columns it takes on a terminal. */
  public int width() {
    return spans.stream().mapToInt(span -> Widths.of(span.text())).sum();
  }

  /** The text alone. */
  public String plain() {
    var text = new StringBuilder();
    spans.forEach(span -> text.append(span.text()));
    return text.toString();
  }

  /** This line, cut with an ellipsis if it is wider than {@code columns}. */
  public Line fit(int columns) {
    if (columns <= 0) {
      return EMPTY;
    }
    if (width() <= columns) {
      return this;
    }
    var kept = new ArrayList<Span>();
    int left = columns - Widths.of(ELLIPSIS);
    for (Span span : spans) {
      String text = Widths.cut(span.text(), left);
      kept.add(new Span(span.style(), text));
      left -= Widths.of(text);
      if (text.length() < span.text().length()) {
        break;
      }
    }
    kept.add(new Span(Style.FAINT, ELLIPSIS));
    return new Line(kept);
  }

  /** This line at the left and {@code right} at the right end of {@code columns}. */
  public Line withRight(Line right, int columns) {
    int room = columns - right.width();
    if (room < columns / 2) {
      return fit(columns);
    }
    Line left = fit(room - 1);
    return left.plus(Style.PLAIN, " ".repeat(room - left.width())).plus(right);
  }

  /** The text with escape sequences for its styles; ends in the usual style. */
  public String ansi() {
    var text = new StringBuilder();
    for (Span span : spans) {
      if (span.text().isEmpty()) {
        continue;
      }
      if (span.style().sgr().isEmpty()) {
        text.append(span.text());
      } else {
        text.append("\033[").append(span.style().sgr()).append('m').append(span.text());
        text.append("\033[0m");
      }
    }
    return text.toString();
  }
}
