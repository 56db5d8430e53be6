package dev.millrace.expression;

import dev.millrace.expression.Value.Obj;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The variables below one dotted path, seen as an object without copying them. Two views of one
 * path are the same object to {@code ==}.
 */
final class ContextObj extends Obj {
  /** Numbers by size, then names by letter: case 10 of a matrix comes after case 9. */
  private static final Comparator<String> PRINT_ORDER =
      Comparator.comparingInt(ContextObj::numeric).thenComparing(Comparator.naturalOrder());

  private final FlatVariables variables;
  private final String path;

  ContextObj(FlatVariables variables, String path) {
    this.variables = variables;
    this.path = path;
  }

  FlatVariables variables() {
    return variables;
  }

  String path() {
    return path;
  }

  @Override
  public Collection<String> names() {
    TreeSet<String> names = new TreeSet<>(PRINT_ORDER);
    int start = path.length() + 1;
    for (String name : variables.namesUnder(path)) {
      if (!LegacyNames.isLegacy(name)) {
        int end = name.indexOf('.', start);
        names.add(end < 0 ? name.substring(start) : name.substring(start, end));
      }
    }
    return names;
  }

  @Override
  public @Nullable Value property(String name) {
    return new Place.InContext(variables, path + '.' + name).valueOrNull();
  }

  /** Whether there is anything below {@code path}, which makes it an object. */
  static boolean exists(FlatVariables variables, String path) {
    for (String name : variables.namesUnder(path)) {
      if (!LegacyNames.isLegacy(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ContextObj that
        && variables.equals(that.variables)
        && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  private static int numeric(String name) {
    boolean number =
        !name.isEmpty()
            && name.length() <= 9
            && name.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    return number ? Integer.parseInt(name) : Integer.MAX_VALUE;
  }
}
