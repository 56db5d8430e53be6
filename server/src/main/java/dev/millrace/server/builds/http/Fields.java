package dev.millrace.server.builds.http;

import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.Refused;
import java.util.Optional;
import java.util.function.Function;

/** Fields of bodies that go together, or don't. */
final class Fields {
  private Fields() {}

  /**
   * The value of a field that something else makes necessary.
   *
   * @throws Refused if it is absent or empty
   */
  static <T> T needed(String by, String name, Optional<String> given, Function<String, T> reading) {
    if (given.isEmpty()) {
      throw Refused.invalid(BuildApiWording.FIELD_NEEDED.of(by, name));
    }
    return id(name, given, reading);
  }

  /**
   * The value of a field that is there.
   *
   * @throws Refused if it is empty
   */
  static <T> T id(String name, Optional<String> given, Function<String, T> reading) {
    return given
        .filter(text -> !text.isEmpty())
        .map(reading)
        .orElseThrow(() -> Refused.invalid(HttpWording.MISSING_FIELD.of(name)));
  }

  /**
   * Nothing.
   *
   * @throws Refused if the field is there
   */
  static void absent(String name, Optional<?> given, String beside) {
    if (given.isPresent()) {
      throw Refused.invalid(BuildApiWording.FIELD_NOT_FOR.of(name, beside));
    }
  }
}
