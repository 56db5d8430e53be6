package dev.millrace.pipeline.matrix;

import dev.millrace.wording.Wording;

/** The sentences that say why a matrix can't be expanded. */
public enum MatrixWording implements Wording {
  TOO_MANY_KEYS("the matrix has more than {0} keys"),
  TOO_MANY_ENTRIES("the matrix has more than {0} entries to include or exclude"),
  TOO_MANY_CASES("the matrix has more than {0} cases"),
  NO_CASES("the matrix has no cases"),
  THE_MATRIX("the matrix"),
  NOT_A_MAP("the matrix is not a map from keys to lists"),
  TOO_LONG("{0} is longer than {1} characters"),
  NEITHER_YAML_NOR_JSON("{0} is neither YAML nor JSON"),
  NO_VARIABLE("fromJSON({0}): there is no variable `{0}`"),
  VARIABLE_NOT_JSON("fromJSON({0}): the value of the variable is not JSON"),
  KEY_NOT_A_LIST(
      "the matrix key `{0}` is not a list; a list that a variable holds is"
          + " `${{ fromJSON(variables.name) }}`"),
  NOT_A_LIST("{0} is not a list of maps"),
  ENTRY_NOT_A_MAP("{0} holds something that is not a map of values");

  private final String english;

  MatrixWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "matrix";
  }

  @Override
  public String english() {
    return english;
  }
}
