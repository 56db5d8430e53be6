package dev.millrace.server.builds;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.VariableValue;
import java.util.Optional;

/**
 * The remark of a build: a task puts one by a variable, and people put another in its place, by
 * {@link BuildStore#remark}. The last one counts.
 */
public final class Remarks {
  /** The variable of BK-CI by which a task, or whoever starts a build, puts a remark. */
  public static final String VARIABLE = "BK_CI_BUILD_REMARK";

  /** Characters a remark may have. */
  public static final int MAX_LENGTH = 4_096;

  private Remarks() {}

  /** The remark that a build's variables say; empty if none. Cut where it is too long. */
  public static String of(Build build) {
    VariableValue said = build.variables().get(VARIABLE);
    String text = said == null ? "" : said.value();
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }

  /** The remark that a step of a build puts; empty if it leaves what there is. */
  @SuppressWarnings("ReferenceEquality") // identity is how a state says what changed
  public static Optional<String> putBy(BuildCommit commit) {
    Build after = commit.after();
    if (commit.before().isPresent()) {
      Build before = commit.before().get();
      if (before.variables() == after.variables() || of(before).equals(of(after))) {
        return Optional.empty();
      }
    }
    return Optional.of(of(after));
  }

  /**
   * The same text.
   *
   * @throws IllegalArgumentException if it has more than {@link #MAX_LENGTH} characters
   */
  public static String checked(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a remark has " + text.length() + " characters, at most " + MAX_LENGTH);
    }
    return text;
  }
}
