package dev.millrace.agent.log;

/** Makes bytes of any kind fit to be shown: valid UTF-8 without control characters. */
final class ShownText {
  private static final int TAB = 0x09;
  private static final int ESCAPE = 0x1b;

  private ShownText() {}

  /**
   * Appends the text; what is no UTF-8 becomes U+FFFD, one for each sequence that breaks off, and a
   * control character other than tab and escape becomes its picture.
   */
  static void append(byte[] text, int from, int to, Bytes out) {
    int at = from;
    while (at < to) {
      int plain = at;
      while (plain < to && isPlain(text[plain])) {
        plain++;
      }
      out.append(text, at, plain);
      at = plain;
      if (at == to) {
        return;
      }
      if (text[at] >= 0) {
        appendPicture(text[at], out);
        at++;
      } else {
        int length = sequenceLength(text, at, to);
        if (length > 0) {
          out.append(text, at, at + length);
          at += length;
        } else {
          out.append(0xef);
          out.append(0xbf);
          out.append(0xbd);
          at -= length;
        }
      }
    }
  }

  private static boolean isPlain(byte b) {
    return (b >= 0x20 && b != 0x7f) || b == TAB || b == ESCAPE;
  }

  private static void appendPicture(int control, Bytes out) {
    out.append(0xe2);
    out.append(0x90);
    out.append(control == 0x7f ? 0xa1 : 0x80 + control);
  }

  /**
   * The length of the character that begins here; negative: the length of what is broken (Unicode
   * chapter 3.9, "maximal subpart").
   */
  private static int sequenceLength(byte[] text, int at, int to) {
    int lead = text[at] & 0xff;
    int needed = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
    if (needed == 0) {
      return -1;
    }
    // The second byte has a narrower range after four leads: no overlong form, no surrogate.
    int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    for (int i = 1; i <= needed; i++) {
      int next = at + i < to ? text[at + i] & 0xff : 0;
      if (next < low || next > high) {
        return -i;
      }
      low = 0x80;
      high = 0xbf;
    }
    return needed + 1;
  }
}
