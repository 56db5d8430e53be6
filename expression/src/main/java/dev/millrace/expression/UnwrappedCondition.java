package dev.millrace.expression;

import dev.millrace.expression.Markers.Marker;
import java.util.List;

/**
 * The expression of a condition, without the {@code ${{ }}} that may be around all of it.
 *
 * @param offset where it begins in the condition
 */
record UnwrappedCondition(String expression, int offset) {
  static UnwrappedCondition of(String condition) {
    String trimmed = condition.strip();
    // A condition may have several lines, other than a marker in a text.
    List<Marker> markers = Markers.in(trimmed.replace('\n', ' '));
    if (markers.size() != 1
        || markers.getFirst().start() != 0
        || markers.getFirst().end() != trimmed.length()) {
      return new UnwrappedCondition(condition, 0);
    }
    Marker whole = markers.getFirst();
    return new UnwrappedCondition(
        trimmed.substring(whole.contentStart(), whole.contentEnd()),
        condition.indexOf(trimmed) + whole.contentStart());
  }
}
