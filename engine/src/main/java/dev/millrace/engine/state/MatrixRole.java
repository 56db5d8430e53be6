package dev.millrace.engine.state;

import dev.millrace.pipeline.data.Data;
import java.util.SequencedMap;

/** What a job has to do with a matrix. */
public sealed interface MatrixRole {
  /** An ordinary job. */
  record None() implements MatrixRole {}

  /** Stands for the whole matrix; its children follow it in the stage's list. */
  record Parent() implements MatrixRole {}

  /**
   * One combination.
   *
   * @param index position, from 0
   * @param values by axis, with the derived {@code axis.key} values
   */
  record Child(JobId parent, int index, SequencedMap<String, String> values) implements MatrixRole {
    public Child {
      values = Data.ordered(values);
    }
  }
}
