package dev.millrace.expression;

import dev.millrace.wording.Sentence;

/**
 * One word of an expression.
 *
 * @param text the token as written; for a string literal its content, without quotes
 */
record Token(Kind kind, String text, int offset) {
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    DOT,
    STAR,
    OPEN_PAREN,
    CLOSE_PAREN,
    OPEN_BRACKET,
    CLOSE_BRACKET,
    COMMA,
    NOT,
    AND,
    OR,
    COMPARISON,
    END
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  /** Whether a property or index may follow directly, so that a dot is no decimal point. */
  boolean endsOperand() {
    return switch (kind) {
      case NAME, STRING, NUMBER, STAR, CLOSE_PAREN, CLOSE_BRACKET -> true;
      case DOT, OPEN_PAREN, OPEN_BRACKET, COMMA, NOT, AND, OR, COMPARISON, END -> false;
    };
  }

  /** How an error message calls this token. */
  Sentence describe() {
    return switch (kind) {
      case END -> ExpressionWording.THE_END.of();
      case STRING -> ExpressionWording.THE_TEXT.of(text.replace("'", "''"));
      case NUMBER -> ExpressionWording.THE_NUMBER.of(text);
      case NAME -> ExpressionWording.THE_NAME.of(text);
      case DOT,
          STAR,
          OPEN_PAREN,
          CLOSE_PAREN,
          OPEN_BRACKET,
          CLOSE_BRACKET,
          COMMA,
          NOT,
          AND,
          OR,
          COMPARISON ->
          ExpressionWording.THE_SIGN.of(text);
    };
  }
}
