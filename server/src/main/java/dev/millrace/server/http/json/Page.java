package dev.millrace.server.http.json;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cuts a list that was asked for with one more than fits, to know whether there is more. */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }

  /** The first {@code limit} of {@code found}, and where the rest begins. */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> place) {
    if (found.size() <= limit) {
      return new Page<>(found, Optional.empty());
    }
    List<T> shown = found.subList(0, limit);
    return new Page<>(shown, Optional.of(place.apply(shown.getLast()).written()));
  }
}
