package dev.millrace.pipeline.problem;

/** Where something stands in a file, whatever its format: what a rule complains with. */
public interface Spot {
  /** A problem here. */
  Problem problem(Rule rule, Object... arguments);

  /** How the problem of another spot names this one. */
  String shown();

  /**
   * The spot of a character of the text that stands here; this spot where that is not known.
   *
   * @param offset of the character in the text, in {@code char}s
   */
  default Spot at(int offset) {
    return this;
  }
}
