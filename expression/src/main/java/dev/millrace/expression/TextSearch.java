package dev.millrace.expression;

/** Looks for a text in a text, in time linear in both, whatever they are. */
final class TextSearch {
  /** Up to this length the JDK's search is quick even at its worst. */
  private static final int SHORT = 256;

  private TextSearch() {}

  static boolean contains(String text, String wanted) {
    return wanted.length() <= SHORT ? text.contains(wanted) : containsLong(text, wanted);
  }

  /** The search of Knuth, Morris and Pratt: it never goes back in the text. */
  private static boolean containsLong(String text, String wanted) {
    int[] borders = borders(wanted);
    int matched = 0;
    for (int i = 0; i < text.length(); i++) {
      while (matched > 0 && text.charAt(i) != wanted.charAt(matched)) {
        matched = borders[matched - 1];
      }
      if (text.charAt(i) == wanted.charAt(matched)) {
        matched++;
      }
      if (matched == wanted.length()) {
        return true;
      }
    }
    return false;
  }

  /** For each prefix, the length of its longest proper prefix that is also its suffix. */
  private static int[] borders(String wanted) {
    int[] borders = new int[wanted.length()];
    int matched = 0;
    for (int i = 1; i < wanted.length(); i++) {
      while (matched > 0 && wanted.charAt(i) != wanted.charAt(matched)) {
        matched = borders[matched - 1];
      }
      if (wanted.charAt(i) == wanted.charAt(matched)) {
        matched++;
      }
      borders[i] = matched;
    }
    return borders;
  }
}
