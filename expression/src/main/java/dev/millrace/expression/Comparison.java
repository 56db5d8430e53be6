package dev.millrace.expression;

import dev.millrace.expression.Value.Bool;
import dev.millrace.expression.Value.Null;
import dev.millrace.expression.Value.Str;

/**
 * How values compare. Values of one kind compare directly; of two kinds, both become numbers. Text
 * compares by case, unlike in the language this one resembles.
 */
enum Comparison {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">=");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  String symbol() {
    return symbol;
  }

  boolean holds(Value left, Value right) {
    return switch (this) {
      case EQUAL -> equal(left, right);
      case NOT_EQUAL -> !equal(left, right);
      case LESS -> less(left, right);
      case LESS_OR_EQUAL -> less(left, right) || equal(left, right);
      case GREATER -> less(right, left);
      case GREATER_OR_EQUAL -> less(right, left) || equal(left, right);
    };
  }

  /** Whether {@code ==} holds. NaN equals nothing; arrays and objects equal only themselves. */
  static boolean equal(Value left, Value right) {
    return switch (Pair.of(left, right)) {
      case Pair(Str(var a), Str(var b)) -> a.equals(b);
      case Pair(Bool a, Bool b) -> a == b;
      case Pair(Null _, Null _) -> true;
      case Pair(Value a, Value b) when a.isPrimitive() && b.isPrimitive() ->
          a.asNumber() == b.asNumber();
      case Pair(Value a, Value b) -> a.equals(b);
    };
  }

  private static boolean less(Value left, Value right) {
    return switch (Pair.of(left, right)) {
      case Pair(Str(var a), Str(var b)) -> a.compareTo(b) < 0;
      case Pair(Bool a, Bool b) -> !a.isTrue() && b.isTrue();
      case Pair(Value a, Value b) when a.isPrimitive() && b.isPrimitive() ->
          a.asNumber() < b.asNumber();
      case Pair(Value _, Value _) -> false;
    };
  }

  /** Two values to compare, a boolean's text partner already taken as a boolean. */
  private record Pair(Value left, Value right) {
    static Pair of(Value left, Value right) {
      return new Pair(asBoolBeside(right, left), asBoolBeside(left, right));
    }

    /** Variables are always text, so {@code variables.flag == true} must see the text's meaning. */
    private static Value asBoolBeside(Value other, Value value) {
      if (other instanceof Bool && value instanceof Str(var text)) {
        return switch (text) {
          case "true" -> Bool.TRUE;
          case "false" -> Bool.FALSE;
          default -> value;
        };
      }
      return value;
    }
  }
}
