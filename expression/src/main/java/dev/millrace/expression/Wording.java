package dev.millrace.expression;

import java.util.Locale;

/**
 * The sentences in which problems are told, and the pieces of them, in English. {@code {0}}, {@code
 * {1}}… are what they name. A translation goes by {@link #id()}, which is stable.
 */
public enum Wording {
  /** What a function says of its arguments while the expression is evaluated. */
  VERBATIM("{0}"),

  EXPRESSION_TOO_LONG("an expression may have at most {0} characters, this one has {1}"),
  EXPRESSION_TOO_DEEP("an expression may nest at most {0} levels deep"),
  MARKERS_TOO_DEEP("at most {0} `${{ }}` may stand inside each other"),
  TOO_MUCH_WORK("the expression is too much work: it reads or makes too many characters"),

  SINGLE_SIGN("one `{0}` means nothing"),
  WRITE_EQUALS("to compare, write `==`"),
  WRITE_AND("for \"and\", write `&&`"),
  WRITE_OR("for \"or\", write `||`"),
  WRITE_NOT("for \"not\", write `!`"),
  UNCLOSED_TEXT("the text that begins here has no closing quote"),
  QUOTE_WITHIN_TEXT("a quote within it is ''"),
  NAME_BEGINS_WITH_DIGIT("a name can't begin with a digit"),
  WRITE_INDEX("write ['{0}'] instead of .{0}"),
  NOT_A_NUMBER("`{0}` is not a number"),
  PUT_IN_QUOTES("if it is a text, put it in single quotes: '{0}'"),
  MEANINGLESS("`{0}` means nothing in an expression"),
  SINGLE_QUOTES("a text is written in single quotes: 'text'"),
  NO_MARKERS_WITHIN("within an expression, write names without ${{ }}"),
  NO_ARITHMETIC("there is no arithmetic in expressions"),
  IF_THEN_ELSE("for \"if then else\", write condition && 'yes' || 'no'"),
  LETTERS_OF_NAMES("a name has the letters a to z, digits, _ and -; any other goes into ['…']"),

  EXPECTED("expected {0}, found {1}"),
  OPERATOR_OR_END("an operator or the end of the expression"),
  PROPERTY_AFTER_DOT("the name of a property, a number or `*` after the dot"),
  BRACKET_AFTER_STAR("`]` after `*`"),
  COMMA_OR_PARENTHESIS("`,` or `)` in the call of {0}"),
  A_VALUE("a value"),
  THE_END("the end of the expression"),
  THE_TEXT("the text '{0}'"),
  THE_NUMBER("the number {0}"),
  THE_NAME("the name `{0}`"),
  THE_SIGN("`{0}`"),

  ARGUMENT_COUNT("{0} takes {1}, found {2}"),
  ONE_ARGUMENT("1 argument"),
  SOME_ARGUMENTS("{0} arguments"),
  ARGUMENTS_FROM_TO("{0} to {1} arguments"),
  ARGUMENTS_EITHER_OR("{0} or {1} arguments"),
  UNKNOWN_FUNCTION("there is no function `{0}` here"),
  FUNCTIONS_ARE("there are {0}"),
  HASH_FILES_IN_STEPS("hashFiles works only in the steps of a job, where the files are"),
  SUCCESS_IS_USUAL("steps run after success anyway; of a job, ask jobs.<id>.status"),
  WRITE_WORD("write the word {0} as the whole condition"),
  WRITE_CANCELED_IN_FINALLY("in finally, write CANCELED as the whole condition"),

  UNKNOWN_NAME("the name `{0}` is not known here"),
  DID_YOU_MEAN("did you mean `{0}`?"),
  RENAMED("`{0}` is now `variables.{1}`"),
  EMPTY_CONTEXT("nothing of this context exists in this place"),
  VARIABLE_OR_TEXT("a variable is written variables.{0}, a text in quotes: '{0}'");

  private final String english;

  Wording(String english) {
    this.english = english;
  }

  /** The stable name: {@code unclosed-text}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The text, without a full stop. */
  public String english() {
    return english;
  }

  /** This, naming {@code pieces}: texts, numbers and other sentences. */
  Sentence of(Object... pieces) {
    return Sentence.of(this, pieces);
  }
}
