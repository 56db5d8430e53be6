package dev.millrace.server.http.json;

import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.Refused;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sees to it that nothing is null in what was read. */
final class Completeness {
  private Completeness() {}

  /**
   * Looks at all components of records, also those in lists, maps and optionals.
   *
   * @throws Refused for the first that is missing
   */
  static void require(@Nullable Object value) {
    if (value == null) {
      throw Refused.invalid(HttpWording.BODY_MISSING.of());
    }
    look(value, "");
  }

  private static void look(@Nullable Object value, String path) {
    switch (value) {
      case null -> throw Refused.invalid(HttpWording.MISSING_FIELD.of(path));
      case Record record -> {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          look(
              of(record, component),
              path.isEmpty() ? component.getName() : path + "." + component.getName());
        }
      }
      case Optional<?> some -> some.ifPresent(present -> look(present, path));
      case Collection<?> many -> {
        int index = 0;
        for (Object each : many) {
          look(each, path + "[" + index++ + "]");
        }
      }
      case Map<?, ?> named ->
          named.forEach((name, each) -> look(each, path.isEmpty() ? "" + name : path + "." + name));
      default -> {}
    }
  }

  @SuppressWarnings("NullAway") // what is read may be null, which is why this looks
  private static @Nullable Object of(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("can't look at " + component, impossible);
    }
  }
}
