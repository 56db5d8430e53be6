package dev.millrace.pipeline.data;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable map in its author's order. A type of its own, so that a copy of a copy is the
 * same object: builds are rebuilt at each step, and their variables must not be copied each time.
 */
final class Ordered<V> extends AbstractMap<String, V> implements SequencedMap<String, V> {
  private final SequencedMap<String, V> values;

  private Ordered(SequencedMap<String, V> values) {
    this.values = values;
  }

  static <V> Ordered<V> copyOf(Map<String, V> values) {
    return values instanceof Ordered<V> ordered
        ? ordered
        : new Ordered<>(Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values)));
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    return values.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return values.containsKey(key);
  }

  @Override
  public Set<Entry<String, V>> entrySet() {
    return values.entrySet();
  }

  /** Values behind a name such as {@code password} are not shown: maps end up in messages. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry ->
            entry.getKey()
                + "="
                + (SecretNames.isSecret(entry.getKey()) ? "***" : entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  @Override
  public SequencedMap<String, V> reversed() {
    return values.reversed();
  }
}
