package dev.millrace.expression;

import dev.millrace.wording.Wording;

/** The sentences in which problems of expressions are told, and the pieces of them. */
public enum ExpressionWording implements Wording {
  AT_COLUMN("column {0}"),
  AT_LINE("line {0}, column {1}"),

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
  VARIABLE_OR_TEXT("a variable is written variables.{0}, a text in quotes: '{0}'"),

  // What functions say of their arguments while an expression is evaluated.
  RESULT_TOO_LONG("the text is longer than {0} characters"),
  JSON_TOO_LONG("the JSON is longer than {0} characters"),
  JSON_TOO_DEEP("the value nests deeper than {0} levels"),
  JSON_BLANK("the text is blank, not JSON"),
  JSON_GOES_ON("the text goes on after the end of its JSON value"),
  JSON_INVALID("the text is not JSON"),
  JSON_INVALID_AT("the text is not JSON (see its line {0}, column {1})"),
  CLOSING_BRACE_ALONE("a `}` without `{` at character {0}"),
  DOUBLE_CLOSING_BRACE("for `}`, write `}}`"),
  PLACEHOLDER_WITH_FORMAT(
      "a placeholder at character {0} has a `:`, but there are no format specifiers"),
  OPENING_BRACE_ALONE("a `{` at character {0} begins no placeholder, such as `{1}`"),
  DOUBLE_OPENING_BRACE("for `{`, write `{{`"),
  PLACEHOLDER_WITHOUT_ARGUMENT("a placeholder at character {0} has no argument: there are {1}"),
  NOT_A_TIME("expected a time as {0} or {1}, {2}"),
  FOUND_LENGTH("found {0} characters"),
  FOUND_NO_DATE("found something else, or a day that doesn't exist"),

  // What is wrong with a condition or a text as a whole.
  CONDITION_EMPTY("the condition is empty"),
  CONDITION_TOO_LONG("the condition is longer than {0} characters once its variables are replaced"),
  PASTED_VALUES(
      "a `${{ }}` inside a condition is replaced by its value, without quotes, before the condition"
          + " is read; with that value it is no expression"),
  WRITE_INSTEAD("write `{0}`"),
  WRITE_WITHOUT_MARKERS("write the names without `${{ }}`"),
  TEXT_TOO_LONG(
      "replacing its variables would lengthen the text by more than {0} characters, or read and make"
          + " too many on the way");

  private final String english;

  ExpressionWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "expression";
  }

  @Override
  public String english() {
    return english;
  }
}
