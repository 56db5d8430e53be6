package dev.millrace.expression;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two layers of variables; the upper hides equal names of the lower. */
record LayeredVariables(FlatVariables upper, FlatVariables lower) implements FlatVariables {
  @Override
  public @Nullable String get(String name) {
    String value = upper.get(name);
    return value != null ? value : lower.get(name);
  }

  @Override
  public Iterable<String> names() {
    return () -> new InTurn(List.of(upper.names(), lower.names()));
  }

  /** One layer after the other without copying: most callers want the first name only. */
  @Override
  public Iterable<String> namesUnder(String prefix) {
    return () -> new InTurn(List.of(upper.namesUnder(prefix), lower.namesUnder(prefix)));
  }

  private static final class InTurn implements Iterator<String> {
    private final List<Iterable<String>> waiting;
    private Iterator<String> current = List.<String>of().iterator();

    InTurn(List<Iterable<String>> sources) {
      this.waiting = new ArrayList<>(sources);
    }

    @Override
    public boolean hasNext() {
      while (!current.hasNext() && !waiting.isEmpty()) {
        current = waiting.removeFirst().iterator();
      }
      return current.hasNext();
    }

    @Override
    public String next() {
      boolean _ = hasNext();
      return current.next();
    }
  }
}
