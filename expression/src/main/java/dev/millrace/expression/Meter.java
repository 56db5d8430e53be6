package dev.millrace.expression;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Counts the work of one evaluation or one replacement, and stops it when it becomes too much: a
 * short text such as {@code toJSON(variables)}, many times over, is a long computation. Used by one
 * thread.
 */
final class Meter {
  /** What touching a name costs beside its characters. */
  private static final int NAME_COST = 16;

  private long left = Limits.MAX_WORK;

  /** More work than {@link Limits#MAX_WORK}. Caught by whoever made the meter. */
  static final class Exhausted extends RuntimeException {
    Exhausted() {
      super("more work than allowed", null, false, false);
    }
  }

  void charge(int characters) {
    left -= characters;
    if (left < 0) {
      throw new Exhausted();
    }
  }

  /** The same variables; whatever is read of them is charged here. */
  FlatVariables metered(FlatVariables variables) {
    return new Metered(variables);
  }

  private final class Metered implements FlatVariables {
    private final FlatVariables original;

    Metered(FlatVariables original) {
      this.original = original;
    }

    @Override
    public @Nullable String get(String name) {
      String value = original.get(name);
      charge(NAME_COST + (value == null ? 0 : value.length()));
      return value;
    }

    @Override
    public Iterable<String> names() {
      return charged(original.names());
    }

    @Override
    public Iterable<String> namesUnder(String prefix) {
      return charged(original.namesUnder(prefix));
    }

    private Iterable<String> charged(Iterable<String> names) {
      return () -> {
        Iterator<String> originals = names.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return originals.hasNext();
          }

          @Override
          public String next() {
            charge(NAME_COST);
            return originals.next();
          }
        };
      };
    }
  }
}
