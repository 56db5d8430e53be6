package dev.millrace.expression;

import dev.millrace.expression.Token.Kind;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts the text of an expression into tokens. */
final class Lexer {
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private Lexer(String text) {
    this.text = text;
  }

  /** All tokens; the last is the only one of kind {@link Kind#END}. */
  static List<Token> tokens(String text) {
    if (text.length() > Limits.MAX_EXPRESSION_LENGTH) {
      throw new ExpressionException(
          Problem.at(
              text,
              Limits.MAX_EXPRESSION_LENGTH,
              ExpressionWording.EXPRESSION_TOO_LONG.of(Limits.MAX_EXPRESSION_LENGTH, text.length()),
              null));
    }
    Lexer lexer = new Lexer(text);
    while (lexer.skipBlanks()) {
      lexer.readToken();
    }
    lexer.tokens.add(new Token(Kind.END, "", text.length()));
    return lexer.tokens;
  }

  private boolean skipBlanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return position < text.length();
  }

  private void readToken() {
    char next = text.charAt(position);
    switch (next) {
      case '(' -> add(Kind.OPEN_PAREN, 1);
      case ')' -> add(Kind.CLOSE_PAREN, 1);
      case '[' -> add(Kind.OPEN_BRACKET, 1);
      case ']' -> add(Kind.CLOSE_BRACKET, 1);
      case ',' -> add(Kind.COMMA, 1);
      case '*' -> add(Kind.STAR, 1);
      case '!' -> {
        boolean comparison = charAt(position + 1) == '=';
        add(comparison ? Kind.COMPARISON : Kind.NOT, comparison ? 2 : 1);
      }
      case '<', '>' -> add(Kind.COMPARISON, charAt(position + 1) == '=' ? 2 : 1);
      case '=' -> readDoubled(Kind.COMPARISON, ExpressionWording.WRITE_EQUALS);
      case '&' -> readDoubled(Kind.AND, ExpressionWording.WRITE_AND);
      case '|' -> readDoubled(Kind.OR, ExpressionWording.WRITE_OR);
      case '\'' -> readString();
      case '.' -> readDot();
      default -> readWord(next);
    }
  }

  private void readDoubled(Kind kind, ExpressionWording hint) {
    char sign = text.charAt(position);
    if (charAt(position + 1) != sign) {
      throw error(position, ExpressionWording.SINGLE_SIGN.of(sign), hint.of());
    }
    add(kind, 2);
  }

  private void readString() {
    StringBuilder content = new StringBuilder();
    int at = position + 1;
    while (at < text.length()) {
      char next = text.charAt(at);
      boolean quote = next == '\'';
      if (quote && charAt(at + 1) != '\'') {
        tokens.add(new Token(Kind.STRING, content.toString(), position));
        position = at + 1;
        return;
      }
      content.append(next);
      at += quote ? 2 : 1;
    }
    throw error(
        position, ExpressionWording.UNCLOSED_TEXT.of(), ExpressionWording.QUOTE_WITHIN_TEXT.of());
  }

  /** After an operand a dot is an access, whose key may also be a number: {@code jobs.build.0}. */
  private void readDot() {
    if (tokens.isEmpty() || !tokens.getLast().endsOperand()) {
      readNumber();
      return;
    }
    add(Kind.DOT, 1);
    if (skipBlanks() && isDigit(text.charAt(position))) {
      readIndex();
    }
  }

  private void readIndex() {
    int end = position;
    while (isDigit(charAt(end))) {
      end++;
    }
    if (isNamePart(charAt(end))) {
      String name = text.substring(position, endOfName(end));
      throw error(
          position,
          ExpressionWording.NAME_BEGINS_WITH_DIGIT.of(),
          ExpressionWording.WRITE_INDEX.of(name));
    }
    add(Kind.NUMBER, end - position);
  }

  private void readWord(char first) {
    if (isDigit(first) || first == '+' || first == '-') {
      readNumber();
    } else if (isNameStart(first)) {
      add(Kind.NAME, endOfName(position) - position);
    } else {
      throw meaningless(first, Character.toString(text.codePointAt(position)));
    }
  }

  private void readNumber() {
    int end = position + (isSign(text.charAt(position)) ? 1 : 0);
    while (isNumberPart(charAt(end)) || (isSign(charAt(end)) && isExponent(end))) {
      end++;
    }
    String number = text.substring(position, end);
    if (number.length() == 1 && !isDigit(number.charAt(0))) {
      throw meaningless(number.charAt(0), number);
    }
    if (Double.isNaN(Numbers.fromLiteral(number))) {
      throw error(
          position,
          ExpressionWording.NOT_A_NUMBER.of(number),
          ExpressionWording.PUT_IN_QUOTES.of(number));
    }
    add(Kind.NUMBER, end - position);
  }

  /** Whether the sign at {@code at} belongs to an exponent such as {@code 1e-5}. */
  private boolean isExponent(int at) {
    char before = charAt(at - 1);
    return (before == 'e' || before == 'E')
        && (isDigit(charAt(at - 2)) || charAt(at - 2) == '.')
        && isDigit(charAt(at + 1))
        && charAt(position + 1) != 'x';
  }

  private ExpressionException meaningless(char first, String found) {
    return error(position, ExpressionWording.MEANINGLESS.of(found), hintFor(first));
  }

  private static @Nullable Sentence hintFor(char found) {
    return switch (found) {
      case '"' -> ExpressionWording.SINGLE_QUOTES.of();
      case '$', '{', '}' -> ExpressionWording.NO_MARKERS_WITHIN.of();
      case '+', '-', '/', '%' -> ExpressionWording.NO_ARITHMETIC.of();
      case '?', ':' -> ExpressionWording.IF_THEN_ELSE.of();
      default -> Character.isLetter(found) ? ExpressionWording.LETTERS_OF_NAMES.of() : null;
    };
  }

  private void add(Kind kind, int length) {
    tokens.add(new Token(kind, text.substring(position, position + length), position));
    position += length;
  }

  private int endOfName(int from) {
    int end = from;
    while (isNamePart(charAt(end))) {
      end++;
    }
    return end;
  }

  /** The character there, or NUL beyond the end, which belongs to no token. */
  private char charAt(int at) {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSign(char c) {
    return c == '+' || c == '-';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c) || c == '-';
  }

  private static boolean isNumberPart(char c) {
    return isDigit(c) || isNameStart(c) || c == '.';
  }

  private ExpressionException error(int offset, Sentence what, @Nullable Sentence fix) {
    return new ExpressionException(Problem.at(text, offset, what, fix));
  }
}
