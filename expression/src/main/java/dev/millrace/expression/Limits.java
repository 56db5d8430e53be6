package dev.millrace.expression;

/** The bounds that make every evaluation end soon, whatever a user wrote. */
public final class Limits {
  /** The longest expression; a longer one is a syntax error. */
  public static final int MAX_EXPRESSION_LENGTH = 21_000;

  /** How deep parentheses, brackets, arguments and operators may nest. */
  public static final int MAX_DEPTH = 50;

  /** The most arguments a function call may have. */
  public static final int MAX_ARGUMENTS = 127;

  /** The longest text a function may produce; a longer one is an evaluation error. */
  public static final int MAX_FUNCTION_RESULT_LENGTH = 1 << 20;

  /** The deepest nesting of arrays and objects that is read from or printed as JSON. */
  public static final int MAX_JSON_DEPTH = 200;

  /** By how many characters one replacement may lengthen a text. */
  public static final int MAX_ADDED_LENGTH = 1 << 20;

  /** How many {@code ${{ }}} may stand inside each other; deeper ones stay as text. */
  public static final int MAX_MARKER_DEPTH = 2;

  /**
   * How much one evaluation or one replacement may do: characters read from variables or made by
   * functions, and a few for each name. More is an error; it would take longer than about a second.
   */
  public static final int MAX_WORK = 16 << 20;

  /** How many problems a check names; whoever has more fixes these first. */
  public static final int MAX_PROBLEMS = 100;

  private Limits() {}
}
