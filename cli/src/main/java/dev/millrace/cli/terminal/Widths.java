package dev.millrace.cli.terminal;

import java.util.Arrays;

/**
 * How many columns text takes on a terminal: two for East Asian wide characters and emoji, none for
 * marks that combine with the one before (Unicode Standard Annex 11).
 */
public final class Widths {
  /** First and last code point of each range of wide characters, ascending. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3,
    0x25FD, 0x25FE, 0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1,
    0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA,
    0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B,
    0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797,
    0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x303E,
    0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
    0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18DFF, 0x1AFF0,
    0x1B2FF, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F1E6,
    0x1F202, 0x1F210, 0x1F23B, 0x1F240, 0x1F248, 0x1F250, 0x1F251, 0x1F260, 0x1F265, 0x1F300,
    0x1F64F, 0x1F680, 0x1F6FF, 0x1F7E0, 0x1F7EB, 0x1F90C, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000,
    0x3FFFD
  };

  private Widths() {}

  /** Columns of {@code text}, which holds no control characters. */
  public static int of(String text) {
    int width = 0;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      width += of(character);
      at += Character.charCount(character);
    }
    return width;
  }

  /** The longest beginning of {@code text} that fits into {@code columns}. */
  static String cut(String text, int columns) {
    int width = 0;
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      width += of(character);
      if (width > columns) {
        break;
      }
      at += Character.charCount(character);
    }
    return text.substring(0, at);
  }

  private static int of(int character) {
    if (character < 0x300) {
      return 1;
    }
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    int found = Arrays.binarySearch(WIDE, character);
    boolean isBound = found >= 0;
    boolean isInside = (-found - 1) % 2 == 1;
    return isBound || isInside ? 2 : 1;
  }
}
