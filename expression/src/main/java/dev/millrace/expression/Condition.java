package dev.millrace.expression;

import dev.millrace.wording.Plain;
import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Set;

/**
 * What a condition ({@code if:} of a stage, job or step) answered. Any text has an answer: one that
 * can't be evaluated is {@link Broken}, which callers treat as not met, with a reason for people.
 *
 * <p>A condition is first read as classic text, in either dialect: {@code ${{ variables.X }}} is
 * replaced by the value, unquoted. Only then it is an expression, with or without {@code ${{ }}}
 * around it. The words that conditions of steps know, such as {@code ALWAYS}, are the caller's.
 */
public sealed interface Condition {
  /** The condition holds. */
  record Met() implements Condition {}

  /** The condition doesn't hold. */
  record NotMet() implements Condition {}

  /**
   * The condition makes no sense.
   *
   * @param reason why, and what to write instead; never contains the value of a variable
   */
  record Broken(Sentence reason) implements Condition {}

  /** Whether what depends on the condition may run. */
  default boolean isMet() {
    return this instanceof Met;
  }

  /** Evaluates a condition. Throws for no text; what {@code variables} throw passes through. */
  static Condition evaluate(String text, FlatVariables variables, Functions functions) {
    if (text.isBlank()) {
      return new Broken(ExpressionWording.CONDITION_EMPTY.of());
    }
    String pasted;
    try {
      pasted = pasteValues(text, variables);
    } catch (BoundedText.Overflow tooLong) {
      return new Broken(ExpressionWording.CONDITION_TOO_LONG.of(Limits.MAX_EXPRESSION_LENGTH));
    }
    try {
      return isTrue(pasted, variables, functions) ? new Met() : new NotMet();
    } catch (ExpressionException broken) {
      return new Broken(pasted.equals(text) ? broken.problem().whole() : blamePasting(text));
    }
  }

  /**
   * What can be seen to be wrong with a condition without evaluating it, with places in {@code
   * text}. A condition into which values are pasted can't be checked before they are known.
   *
   * @param roots the contexts and plain variable names that will exist
   */
  static List<Problem> check(String text, Set<String> roots, Functions functions) {
    UnwrappedCondition bare = UnwrappedCondition.of(text);
    if (bare.expression().contains("${")) {
      return List.of();
    }
    return Expression.check(bare.expression(), roots, functions).stream()
        .map(problem -> problem.within(text, bare.offset()))
        .toList();
  }

  private static String pasteValues(String text, FlatVariables variables) {
    int maxLength = Math.max(text.length(), Limits.MAX_EXPRESSION_LENGTH);
    return TextReplacement.classic(text, variables, maxLength);
  }

  /** A marker whose value is blank leaves a blank condition, which is simply false. */
  private static boolean isTrue(String pasted, FlatVariables variables, Functions functions) {
    String bare = UnwrappedCondition.of(pasted).expression();
    return !bare.isBlank() && Expression.parse(bare, functions).evaluate(variables).isTrue();
  }

  /** The error itself would quote the pasted values, so this tells of the cause instead. */
  private static Sentence blamePasting(String text) {
    Sentence better =
        PastedNames.withoutMarkers(text)
            .map(names -> ExpressionWording.WRITE_INSTEAD.of(names))
            .orElseGet(() -> ExpressionWording.WRITE_WITHOUT_MARKERS.of());
    return Plain.INSTEAD.of(ExpressionWording.PASTED_VALUES.of(), better);
  }
}
