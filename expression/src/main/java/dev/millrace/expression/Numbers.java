package dev.millrace.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** How numbers are read from text and printed. */
final class Numbers {
  static final int MAX_DECIMALS = 11;

  /**
   * Java's own parser also takes {@code 1d}, {@code 0x1p3} and {@code NaN}, which are no decimals.
   */
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

  private Numbers() {}

  /** The number a text stands for in a comparison: blank is zero, what is no decimal is NaN. */
  static double fromText(String text) {
    String trimmed = text.strip();
    return trimmed.isEmpty() ? 0 : fromDecimal(trimmed);
  }

  /**
   * The number a literal stands for, NaN if it is none. Unlike the system we are compatible with,
   * {@code 0xff} is 255 and {@code -Infinity} is negative: nobody who writes them means NaN.
   */
  static double fromLiteral(String literal) {
    boolean signed = literal.startsWith("-") || literal.startsWith("+");
    String digits = signed ? literal.substring(1) : literal;
    double sign = literal.startsWith("-") ? -1 : 1;
    if (digits.equals("Infinity")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (digits.startsWith("0x")) {
      return sign * fromDigits(digits.substring(2), 16);
    }
    if (digits.startsWith("0o")) {
      return sign * fromDigits(digits.substring(2), 8);
    }
    return fromDecimal(literal);
  }

  /** Up to {@value #MAX_DECIMALS} decimals, no trailing zeros, never an exponent. */
  static String print(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.toString(number);
    }
    if (isWhole(number)) {
      return Long.toString((long) number);
    }
    return BigDecimal.valueOf(number)
        .setScale(MAX_DECIMALS, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Whether the number is whole and small enough to be exact. */
  static boolean isWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1L << 53;
  }

  private static double fromDecimal(String text) {
    return DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
  }

  private static double fromDigits(String digits, int radix) {
    if (digits.isEmpty()) {
      return Double.NaN;
    }
    double number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0) {
        return Double.NaN;
      }
      number = number * radix + digit;
    }
    return number;
  }
}
