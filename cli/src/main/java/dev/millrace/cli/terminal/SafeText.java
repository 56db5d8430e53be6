package dev.millrace.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes text of others fit for a line of ours. Colours stay; everything else that moves the cursor,
 * clears the screen, sets a title or rings is dropped, tabs become spaces, and what a carriage
 * return overwrote is gone as it is on a terminal.
 */
public final class SafeText {
  private static final char ESCAPE = '\033';
  private static final char BELL = '\007';
  private static final int TAB = 8;

  private final List<Span> spans = new ArrayList<>();
  private final StringBuilder run = new StringBuilder();
  private final Style usual;
  private Style style;
  private int column;

  private SafeText(Style usual) {
    this.usual = usual;
    this.style = usual;
  }

  /** The text as a line, with its own colours over {@code usual}. */
  public static Line line(String text, Style usual) {
    var safe = new SafeText(usual);
    safe.read(withoutEndingReturns(text));
    safe.endRun();
    return new Line(safe.spans);
  }

  /** The text without its colours. */
  public static String plain(String text) {
    return isHarmless(text) ? text : line(text, Style.PLAIN).plain();
  }

  private static boolean isHarmless(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isISOControl(text.charAt(at)) || isInvisible(text.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  /** Marks that turn the direction of text around could make a line read as another. */
  private static boolean isInvisible(char character) {
    return (character >= '\u202A' && character <= '\u202E')
        || (character >= '\u2066' && character <= '\u2069')
        || character == '\u2028'
        || character == '\u2029';
  }

  /** Programs that end lines as on Windows overwrite nothing. */
  private static String withoutEndingReturns(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\r') {
      end--;
    }
    return text.substring(0, end);
  }

  private void read(String text) {
    int at = 0;
    while (at < text.length()) {
      char character = text.charAt(at);
      if (character == ESCAPE) {
        at = afterEscape(text, at + 1);
      } else if (character == '\u009B') {
        at = afterControlSequence(text, at + 1);
      } else {
        plainCharacter(text, at);
        at++;
      }
    }
  }

  private void plainCharacter(String text, int at) {
    char character = text.charAt(at);
    if (character == '\t') {
      int spaces = TAB - column % TAB;
      run.repeat(' ', spaces);
      column += spaces;
    } else if (character == '\r') {
      spans.clear();
      run.setLength(0);
      column = 0;
    } else if (!Character.isISOControl(character) && !isInvisible(character)) {
      run.append(character);
      column++;
    }
  }

  /** Behind an escape character: answers where the sequence ends. */
  private int afterEscape(String text, int at) {
    if (at >= text.length()) {
      return at;
    }
    return switch (text.charAt(at)) {
      case '[' -> afterControlSequence(text, at + 1);
      case ']', 'P', 'X', '^', '_' -> afterString(text, at + 1);
      case '(', ')', '*', '+', '#', ' ', '%' -> Math.min(text.length(), at + 2);
      default -> at + 1;
    };
  }

  private int afterControlSequence(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= 0x20 && text.charAt(at) <= 0x3F) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == 'm') {
      colour(text.substring(from, at));
    }
    return Math.min(text.length(), at + 1);
  }

  /** Titles and links: until the bell or the string terminator, or to the end of the line. */
  private static int afterString(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character == BELL || character == '\u009C') {
        return at + 1;
      }
      if (character == ESCAPE) {
        return Math.min(text.length(), at + 2);
      }
    }
    return text.length();
  }

  private void colour(String parameters) {
    if (!parameters.chars().allMatch(c -> Character.isDigit(c) || c == ';' || c == ':')) {
      return;
    }
    endRun();
    style = parameters.isEmpty() || parameters.equals("0") ? usual : style.with(parameters);
  }

  private void endRun() {
    if (!run.isEmpty()) {
      spans.add(new Span(style, run.toString()));
      run.setLength(0);
    }
  }
}
