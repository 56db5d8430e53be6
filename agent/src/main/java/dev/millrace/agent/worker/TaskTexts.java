package dev.millrace.agent.worker;

import dev.millrace.wording.Sentence;
import java.util.Map;

/** Replaces the expressions in a task's texts, for builds that leave this to the worker. */
public interface TaskTexts {
  /** Leaves texts as they are; for builds whose server has replaced them. */
  TaskTexts UNCHANGED = (text, _) -> text;

  /**
   * The text with its {@code ${{ }}} replaced.
   *
   * @param values by flat name, {@code ci.workspace} and {@code job.os} included
   * @throws InvalidText naming the expression and what is wrong with it
   */
  String replace(String text, Map<String, String> values);

  /** A text that can't be replaced, by the fault of its author. */
  final class InvalidText extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Sentence reason;

    /** With the reason, for its author. */
    public InvalidText(Sentence reason) {
      super(reason.english());
      this.reason = reason;
    }

    Sentence reason() {
      return reason;
    }
  }
}
