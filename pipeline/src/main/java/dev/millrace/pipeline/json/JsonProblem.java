package dev.millrace.pipeline.json;

/**
 * Something wrong with a JSON model.
 *
 * @param path where, as {@code $.model.stages[1].name}; {@code $} for the whole text
 * @param line from 1, or 0 where only the path is known
 * @param column from 1, or 0
 * @param detail what was found, for people
 */
public record JsonProblem(Rule rule, String path, int line, int column, String detail) {
  static JsonProblem at(String path, Rule rule, String detail) {
    return new JsonProblem(rule, path, 0, 0, detail);
  }

  /** Whether no pipeline, or not the one that was meant, could be read. */
  public boolean isError() {
    return rule.error;
  }

  /** {@code line:column} or path, then what is wrong. */
  @Override
  public String toString() {
    return (line > 0 ? line + ":" + column : path) + ": " + rule.text + ": " + detail;
  }

  /** What can be wrong. */
  public enum Rule {
    SYNTAX(true, "not JSON"),
    TOO_LARGE(true, "beyond a limit"),
    NOT_A_PIPELINE(true, "not a pipeline"),
    WRONG_KIND(true, "a value of another kind is expected"),
    UNKNOWN_VALUE(false, "a value we don't know, kept but without effect"),
    UNKNOWN_REFERENCE(true, "names something that does not exist"),
    DUPLICATE(false, "given more than once, the last counts"),
    CANNOT_RUN(false, "kept, but can't be run here"),
    NOT_KEPT(false, "dropped, a template reference has no place for it");

    private final boolean error;
    private final String text;

    Rule(boolean error, String text) {
      this.error = error;
      this.text = text;
    }
  }
}
