package dev.millrace.cli.local;

import dev.millrace.agent.worker.TaskTexts;
import dev.millrace.engine.order.Texts;
import dev.millrace.expression.Dialect;
import dev.millrace.expression.FlatVariables;
import dev.millrace.expression.TextReplacement;
import dev.millrace.expression.TextTooLong;
import java.util.Map;

/** Replaces {@code ${{ }}} where the worker does it, with the functions the server has. */
final class ConstraintTexts implements TaskTexts {
  @Override
  public String replace(String text, Map<String, String> values) {
    try {
      return TextReplacement.replace(
          text, Dialect.CONSTRAINT, FlatVariables.of(values), Texts.FUNCTIONS);
    } catch (TextTooLong tooLong) {
      throw new InvalidText(String.valueOf(tooLong.getMessage()));
    }
  }
}
