package dev.millrace.protocol;

/**
 * A variable's value as a worker sees it.
 *
 * @param readOnly setting it fails the task
 * @param sensitive its value is masked wherever it would be shown
 */
public record TypedVariable(String value, boolean readOnly, boolean sensitive) {
  public static TypedVariable plain(String value) {
    return new TypedVariable(value, false, false);
  }

  /** Hides a sensitive value, so that a log of ours can't leak it. */
  @Override
  public String toString() {
    return sensitive ? "***" : value;
  }
}
