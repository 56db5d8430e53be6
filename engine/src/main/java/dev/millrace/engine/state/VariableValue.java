package dev.millrace.engine.state;

/**
 * The value of a variable while a build runs.
 *
 * @param readOnly tasks can't change it
 * @param sensitive never shown: not in a log, an event, an error
 */
public record VariableValue(String value, boolean readOnly, boolean sensitive) {
  public static VariableValue plain(String value) {
    return new VariableValue(value, false, false);
  }

  @Override
  public String toString() {
    return sensitive ? "***" : value;
  }
}
