package dev.millrace.server.http;

import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.http.problem.Refused;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Reads the bytes a request carries, as many as it may. */
final class RequestBody {
  private static final int CHUNK = 8 * 1024;
  private static final int CAUSES = 10;

  private RequestBody() {}

  /**
   * All of it; empty if there is none.
   *
   * @throws Refused if it is too long, comes too slowly or not whole, is no JSON, or not expected
   */
  static byte[] of(Route route, Context context, int most, Duration patience) {
    if (context.req().getContentLengthLong() > most) {
      throw tooLarge(most);
    }
    byte[] bytes;
    try (InputStream in = context.req().getInputStream()) {
      bytes = inTime(in, most, patience);
    } catch (IOException broken) {
      throw isTimeout(broken) ? tooSlow(patience) : Refused.invalid(HttpWording.BODY_CUT_OFF.of());
    }
    if (bytes.length > most) {
      throw tooLarge(most);
    }
    if (bytes.length > 0 && route.body().isEmpty()) {
      throw Refused.invalid(HttpWording.BODY_UNEXPECTED.of());
    }
    if (bytes.length > 0 && !isJson(context.req().getContentType())) {
      String type = Optional.ofNullable(context.req().getContentType()).orElse("nothing said");
      throw Refused.of(
          ProblemKind.WRONG_MEDIA_TYPE,
          HttpWording.NOT_JSON.of(type.length() <= 64 ? type : type.substring(0, 64) + "…"));
    }
    return bytes;
  }

  /** Up to one byte more than there may be. */
  private static byte[] inTime(InputStream in, int most, Duration patience) throws IOException {
    long began = System.nanoTime();
    var all = new ByteArrayOutputStream();
    byte[] some = new byte[CHUNK];
    int count = in.read(some);
    while (count >= 0 && all.size() <= most) {
      if (System.nanoTime() - began > patience.toNanos()) {
        throw tooSlow(patience);
      }
      all.write(some, 0, Math.min(count, most + 1 - all.size()));
      count = in.read(some);
    }
    return all.toByteArray();
  }

  private static boolean isTimeout(IOException broken) {
    return Stream.iterate((Throwable) broken, Objects::nonNull, Throwable::getCause)
        .limit(CAUSES)
        .anyMatch(TimeoutException.class::isInstance);
  }

  private static Refused tooSlow(Duration patience) {
    return Refused.of(ProblemKind.TOO_SLOW, HttpWording.BODY_TOO_SLOW.of(patience.toSeconds()));
  }

  private static Refused tooLarge(int most) {
    return Refused.of(ProblemKind.TOO_LARGE, HttpWording.BODY_TOO_LARGE.of(most));
  }

  @SuppressWarnings("NullAway") // a request may lack the header
  private static boolean isJson(String contentType) {
    if (contentType == null) {
      return false;
    }
    String[] pieces = contentType.toLowerCase(Locale.ROOT).split(";", 2);
    boolean isUtf8 =
        pieces.length == 1
            || !pieces[1].contains("charset")
            || pieces[1].replace("\"", "").strip().equals("charset=utf-8");
    return pieces[0].strip().equals("application/json") && isUtf8;
  }
}
