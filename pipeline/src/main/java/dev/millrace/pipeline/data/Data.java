package dev.millrace.pipeline.data;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A value whose shape the pipeline format leaves open: a plugin's input, a field we only carry. An
 * immutable tree with the kinds of JSON; maps keep the order of their author.
 */
public sealed interface Data {
  record Text(String value) implements Data {}

  record Flag(boolean value) implements Data {}

  /** A number exactly as written: {@code 1} and {@code 1.0} differ. */
  record Decimal(BigDecimal value) implements Data {}

  record Items(List<Data> values) implements Data {
    public Items {
      values = List.copyOf(values);
    }
  }

  record Fields(SequencedMap<String, Data> values) implements Data {
    public Fields {
      values = ordered(values);
    }
  }

  /** An explicit null. */
  record Nothing() implements Data {}

  static Data text(String value) {
    return new Text(value);
  }

  static Data flag(boolean value) {
    return new Flag(value);
  }

  static Data number(long value) {
    return new Decimal(BigDecimal.valueOf(value));
  }

  /**
   * An unmodifiable copy that keeps the order of {@code values}; the same object when they are such
   * a copy already.
   */
  static <V> SequencedMap<String, V> ordered(Map<String, V> values) {
    return Ordered.copyOf(values);
  }

  /** No fields: what most things carry beyond what we have words for. */
  static SequencedMap<String, Data> none() {
    return ordered(Map.of());
  }
}
