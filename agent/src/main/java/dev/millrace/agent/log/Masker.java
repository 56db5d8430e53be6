package dev.millrace.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * Finds and hides secrets. Immutable.
 *
 * <p>Three bytes at each position are hashed into a bitmap of the first three bytes of all secrets'
 * forms; only where the bit is set the forms that begin so are compared. With 100 secrets one
 * position in about a hundred is looked at twice.
 */
public final class Masker {
  /** What stands for a secret; the same stars that BK-CI prints. */
  public static final String STARS = "******";

  /** Hides nothing. */
  public static final Masker NONE = new Masker(new LinkedHashSet<>());

  private static final byte[] STAR_BYTES = STARS.getBytes(UTF_8);
  private static final int HASH_BITS = 16;

  private final long[] mayBegin = new long[1 << (HASH_BITS - 6)];
  private final Map<Integer, byte[][]> formsByBeginning = new HashMap<>();
  private final int longest;

  private Masker(Collection<String> forms) {
    int max = 0;
    for (var form : forms) {
      var bytes = form.getBytes(UTF_8);
      int beginning = beginning(bytes, 0);
      int hash = hash(beginning);
      mayBegin[hash >>> 6] |= 1L << hash;
      formsByBeginning.merge(beginning, new byte[][] {bytes}, Masker::joined);
      max = Math.max(max, bytes.length);
    }
    longest = max;
  }

  /** A masker of these values in all their forms. */
  public static Masker of(Collection<String> secrets) {
    var forms = new LinkedHashSet<String>();
    secrets.forEach(secret -> forms.addAll(SecretForms.of(secret)));
    return forms.isEmpty() ? NONE : new Masker(forms);
  }

  /** Whether a value is too short to be hidden. */
  public static boolean isTooShort(String secret) {
    return SecretForms.of(secret).isEmpty();
  }

  /** Whether there is nothing to hide. */
  public boolean isEmpty() {
    return longest == 0;
  }

  /** Whether the text shows a secret. */
  public boolean reveals(String text) {
    return !mask(text).equals(text);
  }

  /** The text, line by line, with stars for secrets. */
  public String mask(String text) {
    if (isEmpty()) {
      return text;
    }
    var bytes = text.getBytes(UTF_8);
    var masked = new Bytes(bytes.length + STAR_BYTES.length);
    return appendMasked(bytes, 0, bytes.length, masked)
        ? new String(masked.array(), 0, masked.length(), UTF_8)
        : text;
  }

  /** The longest form, in bytes; 0 when there is nothing to hide. */
  int longest() {
    return longest;
  }

  /**
   * Appends the bytes with stars for secrets, overlapping ones as one.
   *
   * @return whether there were any; if not, nothing is appended
   */
  boolean appendMasked(byte[] text, int from, int to, Bytes out) {
    int copied = from;
    int maskedTo = -1;
    boolean found = false;
    for (int at = nextMatch(text, from, to); at >= 0; at = nextMatch(text, at + 1, to)) {
      if (at >= maskedTo) {
        out.append(text, copied, at);
        out.append(STAR_BYTES);
      }
      maskedTo = Math.max(maskedTo, at + matchLength(text, at, to));
      copied = maskedTo;
      found = true;
    }
    if (found) {
      out.append(text, copied, to);
    }
    return found;
  }

  /**
   * Where the text may be cut, at or before {@code limit}, without cutting a secret. Secrets that
   * overlap each other from the beginning to beyond the limit are not cut but passed.
   */
  int cutBefore(byte[] text, int from, int limit, int to) {
    int begin = from;
    int end = from;
    for (int at = nextMatch(text, from, to); at >= 0; at = nextMatch(text, at + 1, to)) {
      if (at >= end) {
        if (at >= limit || end > limit) {
          break;
        }
        begin = at;
      }
      end = Math.max(end, at + matchLength(text, at, to));
    }
    return end <= limit ? limit : begin > from ? begin : end;
  }

  private int nextMatch(byte[] text, int from, int to) {
    if (longest == 0) {
      return -1;
    }
    for (int at = from; at <= to - SecretForms.SHORTEST; at++) {
      int hash = hash(beginning(text, at));
      if ((mayBegin[hash >>> 6] & (1L << hash)) != 0 && matchLength(text, at, to) > 0) {
        return at;
      }
    }
    return -1;
  }

  private int matchLength(byte[] text, int at, int to) {
    int best = 0;
    var forms = formsByBeginning.get(beginning(text, at));
    if (forms != null) {
      for (var form : forms) {
        if (form.length > best && at + form.length <= to && isAt(text, at, form)) {
          best = form.length;
        }
      }
    }
    return best;
  }

  private static boolean isAt(byte[] text, int at, byte[] form) {
    for (int i = SecretForms.SHORTEST; i < form.length; i++) {
      if (text[at + i] != form[i]) {
        return false;
      }
    }
    return true;
  }

  private static int beginning(byte[] text, int at) {
    return (text[at] & 0xff) << 16 | (text[at + 1] & 0xff) << 8 | (text[at + 2] & 0xff);
  }

  private static int hash(int beginning) {
    return (beginning * 0x9E3779B1) >>> (32 - HASH_BITS);
  }

  private static byte[][] joined(byte[][] some, byte[][] more) {
    var all = java.util.Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
