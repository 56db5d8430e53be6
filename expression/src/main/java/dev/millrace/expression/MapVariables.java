package dev.millrace.expression;

import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A map as variables. The names are sorted when first needed; two threads may both do it. */
final class MapVariables implements FlatVariables {
  private final Map<String, String> variables;
  private volatile @Nullable NavigableSet<String> sorted;

  MapVariables(Map<String, String> variables) {
    this.variables = variables;
    boolean natural = variables instanceof NavigableMap<?, ?> map && map.comparator() == null;
    this.sorted = natural ? ((NavigableMap<String, String>) variables).navigableKeySet() : null;
  }

  @Override
  public @Nullable String get(String name) {
    return variables.get(name);
  }

  @Override
  public Iterable<String> names() {
    return variables.keySet();
  }

  /** The names between {@code prefix.} and {@code prefix/}, the next character after the dot. */
  @Override
  public Iterable<String> namesUnder(String prefix) {
    return sortedNames().subSet(prefix + '.', true, prefix + '/', false);
  }

  private NavigableSet<String> sortedNames() {
    NavigableSet<String> names = sorted;
    if (names == null) {
      names = new TreeSet<>(variables.keySet());
      sorted = names;
    }
    return names;
  }
}
