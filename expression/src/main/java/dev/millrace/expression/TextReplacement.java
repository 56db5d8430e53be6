package dev.millrace.expression;

import dev.millrace.expression.Markers.Marker;
import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Puts the values of variables into a text: a script, a parameter, a name. Values are put in as
 * they are, without quotes: a script that needs them quoted must quote them itself.
 *
 * <p>A text is read twice, so that a value may itself refer to a variable; what that variable
 * refers to stays as it is. The work is linear in the length of the text and of its result, and the
 * result is bounded.
 */
public final class TextReplacement {
  private TextReplacement() {}

  /**
   * The text with what the dialect calls a reference replaced by its value, where it has one. A
   * text without references comes back as it is, however long.
   *
   * @param functions what expressions may call; the classic dialect has no calls
   * @throws TextTooLong if the text would grow by more than {@link Limits#MAX_ADDED_LENGTH}, or its
   *     expressions are more work than {@link Limits#MAX_WORK}
   */
  public static String replace(
      String text, Dialect dialect, FlatVariables variables, Functions functions) {
    int maxLength =
        (int) Math.min(Integer.MAX_VALUE, (long) text.length() + Limits.MAX_ADDED_LENGTH);
    try {
      return switch (dialect) {
        case CLASSIC -> classic(text, variables, maxLength);
        case CONSTRAINT -> constraint(text, variables, functions, maxLength);
      };
    } catch (BoundedText.Overflow | Meter.Exhausted tooMuch) {
      throw new TextTooLong();
    }
  }

  /**
   * What can be seen to be wrong in the {@code ${{ }}} of a text, with places in the text. Each
   * stays as it is when the text is replaced, which may be intended: other tools use the same
   * marks. The classic dialect has nothing to check, and markers that hold others are checked only
   * in their innermost, since the outer depends on values.
   */
  public static List<Problem> check(
      String text, Dialect dialect, Set<String> roots, Functions functions) {
    if (dialect == Dialect.CLASSIC) {
      return List.of();
    }
    return Markers.in(text).stream()
        .flatMap(marker -> check(text, marker, roots, functions))
        .limit(Limits.MAX_PROBLEMS)
        .toList();
  }

  private static Stream<Problem> check(
      String text, Marker marker, Set<String> roots, Functions functions) {
    if (marker.depth() > Limits.MAX_MARKER_DEPTH) {
      Sentence tooDeep = ExpressionWording.MARKERS_TOO_DEEP.of(Limits.MAX_MARKER_DEPTH);
      return Stream.of(Problem.at(text, marker.start(), tooDeep, null));
    }
    if (!marker.inner().isEmpty()) {
      return marker.inner().stream().flatMap(inner -> check(text, inner, roots, functions));
    }
    String piece = text.substring(marker.contentStart(), marker.contentEnd());
    return Expression.check(piece, roots, functions).stream()
        .map(problem -> problem.within(text, marker.contentStart()));
  }

  /**
   * Whether replacing a text of the constraint dialect may look at names below {@code root}, given
   * the values of all other names. Never wrongly no: a marker inside a marker may become any name,
   * and a value may hold a marker, or make one with what stands beside it.
   */
  public static boolean mayMention(String root, String text, Supplier<Stream<String>> values) {
    List<Marker> markers = Markers.in(text);
    return !markers.isEmpty()
        && (text.contains(root)
            || markers.stream().anyMatch(marker -> !marker.inner().isEmpty())
            || values.get().anyMatch(value -> mayBecomeMarker(value) || value.contains(root)));
  }

  private static boolean mayBecomeMarker(String value) {
    return value.indexOf('$') >= 0 || value.indexOf('{') >= 0;
  }

  static String classic(String text, FlatVariables variables, int maxLength) {
    if (!text.contains("${")) {
      return text;
    }
    String once = ClassicText.replaceOnce(text, variables, maxLength);
    return once.equals(text) ? text : ClassicText.replaceOnce(once, variables, maxLength);
  }

  private static String constraint(
      String text, FlatVariables variables, Functions functions, int maxLength) {
    if (!text.contains(Markers.OPEN)) {
      return text;
    }
    Meter meter = new Meter();
    String once = ConstraintText.replaceOnce(text, variables, functions, meter, maxLength);
    return once.equals(text)
        ? text
        : ConstraintText.replaceOnce(once, variables, functions, meter, maxLength);
  }
}
