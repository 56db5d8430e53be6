package dev.millrace.server.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.Refused;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/**
 * A place in a list, as text that clients repeat and do not look into.
 *
 * @param pieces the keys of the last thing shown
 */
public record Cursor(List<String> pieces) {
  public Cursor {
    pieces = List.copyOf(pieces);
  }

  public static Cursor of(Object... pieces) {
    return new Cursor(java.util.Arrays.stream(pieces).map(Object::toString).toList());
  }

  public String written() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(pieces));
  }

  /**
   * Reads a place.
   *
   * @param count how many pieces it has
   * @param place makes the place; what it throws means that it is none
   * @throws Refused if it is none
   */
  public static <T> T read(String text, int count, Function<List<String>, T> place) {
    try {
      String[] pieces =
          Json.described()
              .readValue(new String(Base64.getUrlDecoder().decode(text), UTF_8), String[].class);
      List<String> all = List.of(pieces);
      if (all.size() == count) {
        return place.apply(all);
      }
    } catch (JacksonException
        | IllegalArgumentException
        | NullPointerException
        | java.time.DateTimeException _) {
      // Told below.
    }
    String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
    throw Refused.invalid(HttpWording.BAD_CURSOR.of(shown));
  }
}
