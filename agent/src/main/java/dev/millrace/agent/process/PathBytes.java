package dev.millrace.agent.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Names of files as the bytes they are to Linux. Such a name need not be text in any character set,
 * so that no string can carry it in and out of a {@link Path}. A {@code file:} URI can: the JDK
 * encodes and decodes the bytes of a path there one by one, whatever the locale.
 */
public final class PathBytes {
  private static final HexFormat HEX = HexFormat.of();

  private PathBytes() {}

  /** The bytes of a path; of a relative one, those of its absolute form unless it is plain. */
  public static byte[] of(Path path) {
    var text = path.toString();
    return isPlain(text) ? text.getBytes(US_ASCII) : decoded(path.toUri().getRawPath());
  }

  /** The path of this name in a folder; the name may have several parts, and is not empty. */
  public static Path resolve(Path folder, byte[] name) {
    var text = new String(name, ISO_8859_1);
    return isPlain(text)
        ? folder.resolve(text)
        : Path.of(
            URI.create("file://" + encoded(of(folder.toAbsolutePath())) + "/" + encoded(name)));
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(letter -> letter >= 0x20 && letter < 0x7f);
  }

  private static String encoded(byte[] bytes) {
    var text = new StringBuilder(3 * bytes.length);
    for (byte b : bytes) {
      if (b == '/') {
        text.append('/');
      } else {
        HEX.toHexDigits(text.append('%'), b);
      }
    }
    return text.toString();
  }

  private static byte[] decoded(String rawPath) {
    // The JDK ends the URI of what is a folder now with a slash.
    int end =
        rawPath.length() > 1 && rawPath.endsWith("/") ? rawPath.length() - 1 : rawPath.length();
    var bytes = new byte[end];
    int length = 0;
    for (int at = 0; at < end; length++) {
      if (rawPath.charAt(at) == '%') {
        bytes[length] = (byte) HexFormat.fromHexDigits(rawPath, at + 1, at + 3);
        at += 3;
      } else {
        bytes[length] = (byte) rawPath.charAt(at);
        at++;
      }
    }
    return java.util.Arrays.copyOf(bytes, length);
  }
}
