package dev.millrace.expression;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an expression evaluates to: one of six kinds, with the truth and the text form that the
 * language gives each. Comparison and coercion between kinds are in {@link Comparison}.
 *
 * <p>Arrays and objects are equal to themselves only, as the language compares them by identity.
 */
public sealed interface Value {
  /** Whether a condition with this value is met. */
  boolean isTrue();

  /** The text form that functions and comparisons see; arrays and objects have no useful one. */
  String asText();

  /** The value as a number, {@code NaN} where there is none. */
  double asNumber();

  /** True for null, booleans, numbers and strings: the kinds whose text form is their content. */
  default boolean isPrimitive() {
    return !(this instanceof Arr) && !(this instanceof Obj);
  }

  /** What a missing name or property is, and the literal {@code null}. */
  enum Null implements Value {
    NULL;

    @Override
    public boolean isTrue() {
      return false;
    }

    @Override
    public String asText() {
      return "";
    }

    @Override
    public double asNumber() {
      return 0;
    }
  }

  /** A truth value. */
  enum Bool implements Value {
    FALSE,
    TRUE;

    /** The constant for {@code truth}. */
    public static Bool of(boolean truth) {
      return truth ? TRUE : FALSE;
    }

    @Override
    public boolean isTrue() {
      return this == TRUE;
    }

    @Override
    public String asText() {
      return isTrue() ? "true" : "false";
    }

    @Override
    public double asNumber() {
      return isTrue() ? 1 : 0;
    }
  }

  /** A number: a double, as in JavaScript. */
  record Num(double number) implements Value {
    @Override
    public boolean isTrue() {
      return number != 0 && !Double.isNaN(number);
    }

    @Override
    public String asText() {
      return Numbers.print(number);
    }

    @Override
    public double asNumber() {
      return number;
    }
  }

  /** A text; the only kind a variable can have. */
  record Str(String text) implements Value {
    /** Blank text and the text {@code false} are false, because variables can't hold a boolean. */
    @Override
    public boolean isTrue() {
      return !text.isBlank() && !text.equals("false");
    }

    @Override
    public String asText() {
      return text;
    }

    @Override
    public double asNumber() {
      return Numbers.fromText(text);
    }
  }

  /** An ordered list, from JSON or from a {@code .*} filter. */
  final class Arr implements Value {
    private final List<Value> elements;

    public Arr(List<Value> elements) {
      this.elements = List.copyOf(elements);
    }

    /** The elements in order, never null: a JSON null is {@link Null}. */
    public List<Value> elements() {
      return elements;
    }

    @Override
    public boolean isTrue() {
      return true;
    }

    @Override
    public String asText() {
      return "Array";
    }

    @Override
    public double asNumber() {
      return Double.NaN;
    }
  }

  /** Named properties: a JSON object, or a lazy view of a part of the build's variables. */
  abstract sealed class Obj implements Value permits JsonObj, ContextObj {
    /** The names of the properties, in the order in which they print. */
    public abstract Collection<String> names();

    /** The property, or null where there is none. Names are case-sensitive. */
    public abstract @Nullable Value property(String name);

    @Override
    public final boolean isTrue() {
      return true;
    }

    @Override
    public final String asText() {
      return "Object";
    }

    @Override
    public final double asNumber() {
      return Double.NaN;
    }
  }

  /** An object read from JSON; keeps the order of its text. */
  final class JsonObj extends Obj {
    private final Map<String, Value> properties;

    public JsonObj(Map<String, Value> properties) {
      this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    @Override
    public Collection<String> names() {
      return properties.keySet();
    }

    @Override
    public @Nullable Value property(String name) {
      return properties.get(name);
    }
  }
}
