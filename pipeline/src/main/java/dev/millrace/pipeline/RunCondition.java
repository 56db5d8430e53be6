package dev.millrace.pipeline;

import dev.millrace.pipeline.data.Data;
import java.util.SequencedMap;

/** When a stage, job or task runs. What {@link Default} means depends on the level. */
public sealed interface RunCondition {
  /**
   * Nothing was said: a stage runs after the one before finished, a job when its stage runs, a task
   * when those before it succeeded.
   */
  record Default() implements RunCondition {}

  /** Runs when all named variables equal the given values; an empty map matches. */
  record VariablesMatch(SequencedMap<String, String> expected) implements RunCondition {
    public VariablesMatch {
      expected = Data.ordered(expected);
    }
  }

  /** Does not run when all named variables equal the given values. */
  record NotWhenVariablesMatch(SequencedMap<String, String> expected) implements RunCondition {
    public NotWhenVariablesMatch {
      expected = Data.ordered(expected);
    }
  }

  /** Runs when the expression is true; at most 512 characters. */
  record When(String expression) implements RunCondition {}

  /** A word of the format; see {@link Word} for where each is allowed. */
  record By(Word word) implements RunCondition {}

  /** Conditions that look at what came before. */
  enum Word {
    /** Task: even if an earlier one failed or the build was cancelled. Finally job: always. */
    ALWAYS,
    /** Task: even if an earlier one failed, but not after a cancel. */
    ALWAYS_UNLESS_CANCELLED,
    /**
     * Task: only if an earlier one failed, excused failures included. Finally job: after failure.
     */
    FAILURE,
    /** Task: only if the job has really failed; JSON model only. */
    FAILURE_NOT_EXCUSED,
    /** Finally job: after success. */
    SUCCESS,
    /** Finally job: after a cancel. */
    CANCELLED
  }

  RunCondition DEFAULT = new Default();
}
