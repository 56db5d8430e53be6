package dev.millrace.expression;

import dev.millrace.expression.Value.Arr;
import dev.millrace.expression.Value.Null;
import dev.millrace.expression.Value.Num;
import dev.millrace.expression.Value.Obj;
import dev.millrace.expression.Value.Str;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an access such as {@code a.b[0].*} has come to. A place is not yet a value, because {@code
 * a.b} and {@code a.b.c} can both be variables: only at the end of the path is it clear which one
 * was meant.
 */
sealed interface Place {
  /** What is here, or null if nothing is. */
  @Nullable Value valueOrNull();

  /** The place below this one that {@code key} names: a property or an index. */
  Place at(Value key);

  /** Every place directly below this one. */
  List<Place> children();

  /** What is here; a missing property is {@code null}, as the language wants it. */
  default Value value() {
    return Objects.requireNonNullElse(valueOrNull(), Null.NULL);
  }

  /** All children as one place, on which the rest of the path works child by child. */
  default Place every() {
    return new Many(children());
  }

  static Place of(@Nullable Value value) {
    return value instanceof ContextObj context
        ? new InContext(context.variables(), context.path())
        : new Computed(value);
  }

  /** A path into the variables, which need not exist. */
  record InContext(FlatVariables variables, String path) implements Place {
    @Override
    public @Nullable Value valueOrNull() {
      String text = LegacyNames.isLegacy(path) ? null : variables.get(path);
      if (text != null) {
        return new Str(text);
      }
      return ContextObj.exists(variables, path) ? new ContextObj(variables, path) : null;
    }

    @Override
    public Place at(Value key) {
      if (!key.isPrimitive()) {
        return new Computed(null);
      }
      InContext below = new InContext(variables, path + '.' + key.asText());
      Arr outputs = asIndex(key) < 0 ? null : outputsOfMatrix();
      return outputs == null || below.valueOrNull() != null ? below : new Computed(outputs).at(key);
    }

    @Override
    public List<Place> children() {
      List<Place> children = new ArrayList<>();
      for (String name : new ContextObj(variables, path).names()) {
        children.add(new InContext(variables, path + '.' + name));
      }
      Arr outputs = children.isEmpty() ? outputsOfMatrix() : null;
      return outputs == null ? children : new Computed(outputs).children();
    }

    /**
     * The outputs of a matrix job's cases are one variable that holds a JSON array. It stays text,
     * so that it can be compared and passed on, but an index or filter reads it as the array.
     */
    private @Nullable Arr outputsOfMatrix() {
      boolean isOutput = path.startsWith("jobs.") && path.contains(".outputs.");
      String text = isOutput ? variables.get(path) : null;
      return text != null && Json.tryRead(text) instanceof Arr array ? array : null;
    }
  }

  /** A value that is not part of the variables, null if the path led nowhere. */
  record Computed(@Nullable Value valueOrNull) implements Place {
    @Override
    public Place at(Value key) {
      return switch (valueOrNull) {
        case Obj object when key.isPrimitive() -> Place.of(object.property(key.asText()));
        case Arr array -> {
          int index = asIndex(key);
          boolean exists = index >= 0 && index < array.elements().size();
          yield new Computed(exists ? array.elements().get(index) : null);
        }
        case null, default -> new Computed(null);
      };
    }

    @Override
    public List<Place> children() {
      return switch (valueOrNull) {
        case Obj object -> object.names().stream().map(n -> Place.of(object.property(n))).toList();
        case Arr array -> array.elements().stream().map(Place::of).toList();
        case null, default -> List.of();
      };
    }
  }

  /** What a filter selected. Places where the rest of the path leads nowhere drop out. */
  record Many(List<Place> places) implements Place {
    @Override
    public Value valueOrNull() {
      return new Arr(places.stream().map(Place::value).toList());
    }

    @Override
    public Place at(Value key) {
      return new Many(
          places.stream()
              .map(place -> place.at(key))
              .filter(place -> place.valueOrNull() != null)
              .toList());
    }

    @Override
    public List<Place> children() {
      return places.stream().flatMap(place -> place.children().stream()).toList();
    }
  }

  /** The index a key such as {@code 2} or {@code '2'} stands for, or -1 where it can be none. */
  private static int asIndex(Value key) {
    boolean candidate = key instanceof Num || (key instanceof Str(var text) && !text.isBlank());
    double number = candidate ? key.asNumber() : -1;
    return number >= 0 && number < Integer.MAX_VALUE && number == Math.rint(number)
        ? (int) number
        : -1;
  }
}
