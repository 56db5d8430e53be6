package dev.millrace.expression;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variables under a longer name: {@code X} of the original is {@code prefix.X} here. */
record PrefixedVariables(String prefix, FlatVariables original) implements FlatVariables {
  @Override
  public @Nullable String get(String name) {
    return isBelow(prefix, name) ? original.get(name.substring(prefix.length() + 1)) : null;
  }

  @Override
  public Iterable<String> names() {
    return prefixed(original.names());
  }

  @Override
  public Iterable<String> namesUnder(String wanted) {
    if (wanted.equals(prefix) || isBelow(wanted, prefix)) {
      return names();
    }
    return isBelow(prefix, wanted)
        ? prefixed(original.namesUnder(wanted.substring(prefix.length() + 1)))
        : List.of();
  }

  private static boolean isBelow(String above, String name) {
    return name.length() > above.length()
        && name.startsWith(above)
        && name.charAt(above.length()) == '.';
  }

  private Iterable<String> prefixed(Iterable<String> names) {
    return () -> {
      Iterator<String> originals = names.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return originals.hasNext();
        }

        @Override
        public String next() {
          return prefix + '.' + originals.next();
        }
      };
    };
  }
}
