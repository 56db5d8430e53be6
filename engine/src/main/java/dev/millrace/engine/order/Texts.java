package dev.millrace.engine.order;

import dev.millrace.engine.state.Build;
import dev.millrace.expression.Condition;
import dev.millrace.expression.Dialect;
import dev.millrace.expression.Functions;
import dev.millrace.expression.TextReplacement;
import dev.millrace.expression.TextTooLong;
import dev.millrace.pipeline.Timeout;
import dev.millrace.pipeline.data.Data;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** The texts of a pipeline, resolved at one place of a build. */
public final class Texts {
  /** Times in expressions are UTC: what a server's zone is must not change a build. */
  public static final Functions FUNCTIONS = Functions.standard(ZoneOffset.UTC);

  private final Dialect dialect;
  private final Contexts contexts;

  /** Texts of the build, as seen with {@code contexts}. */
  public Texts(Build build, Contexts contexts) {
    this.dialect = build.pipeline().dialect();
    this.contexts = contexts;
  }

  /**
   * The text with its references replaced, in the dialect of the pipeline.
   *
   * @throws dev.millrace.expression.TextTooLong if it would grow out of bounds
   */
  public String replace(String text) {
    return text.contains("${") ? TextReplacement.replace(text, dialect, contexts, FUNCTIONS) : text;
  }

  /** Each value replaced; keys stay. Throws as {@link #replace}. */
  public SequencedMap<String, String> replace(Map<String, String> texts) {
    var replaced = new LinkedHashMap<String, String>();
    texts.forEach((key, text) -> replaced.put(key, replace(text)));
    return Data.ordered(replaced);
  }

  /** How long a timeout is; a text that grows out of bounds is no number. */
  public Duration resolve(Timeout timeout) {
    try {
      return Timeout.resolve(replace(timeout.text()));
    } catch (TextTooLong noNumber) {
      return Timeout.resolve("");
    }
  }

  /** What a condition's expression says. */
  public Condition evaluate(String condition) {
    return Condition.evaluate(condition, contexts, FUNCTIONS);
  }

  /** The value of a variable, empty text where there is none. */
  public String valueOf(String variable) {
    String value = contexts.get(variable);
    return value == null ? "" : value;
  }
}
