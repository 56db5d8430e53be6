package dev.millrace.cli.run;

import dev.millrace.cli.arguments.Invocation;
import dev.millrace.cli.arguments.UsageError;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What {@code millrace run} was told.
 *
 * @param jobs ids of the jobs wanted; empty: all
 * @param again what of the last build shall run again; empty: a new build
 * @param jobsAtOnce at most so many jobs run at the same time
 * @param answers given before anybody is asked
 */
public record RunOptions(
    String file,
    SequencedMap<String, String> values,
    Set<String> jobs,
    Optional<Again> again,
    boolean keepWorkspace,
    boolean json,
    int jobsAtOnce,
    AnswersAhead answers) {
  /** Nobody's machine runs more at once for any good. */
  private static final int MAX_JOBS_AT_ONCE = 1_000;

  /**
   * Takes the options out of a command line.
   *
   * @throws UsageError if one has a value it can't have
   */
  public static RunOptions of(Invocation invocation) {
    return new RunOptions(
        invocation.operands().getFirst(),
        pairs(invocation, "variable", "usage.bad-variable"),
        Set.copyOf(invocation.values("job")),
        Again.of(invocation),
        invocation.has("keep-workspace"),
        invocation.has("json"),
        invocation
            .value("max-jobs")
            .map(text -> number("--max-jobs", text, MAX_JOBS_AT_ONCE))
            .orElse(jobsByProcessors()),
        new AnswersAhead(
            Set.copyOf(invocation.values("approve")),
            Set.copyOf(invocation.values("reject")),
            pairs(invocation, "fill", "usage.bad-fill")));
  }

  /** Jobs mostly wait for compilers and networks, so two run even on one processor. */
  private static int jobsByProcessors() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  private static SequencedMap<String, String> pairs(
      Invocation invocation, String option, String complaint) {
    var values = new LinkedHashMap<String, String>();
    for (String given : invocation.values(option)) {
      int equals = given.indexOf('=');
      if (equals < 1) {
        throw new UsageError(complaint, Optional.empty(), given);
      }
      values.put(given.substring(0, equals), given.substring(equals + 1));
    }
    return values;
  }

  /** A whole number from 1 to {@code most}. */
  public static int number(String option, String text, int most) {
    boolean isNumber = text.matches("[1-9][0-9]{0,8}") && Integer.parseInt(text) <= most;
    if (!isNumber) {
      throw new UsageError("usage.bad-number", Optional.empty(), option, text, 1, most);
    }
    return Integer.parseInt(text);
  }

  /** The command line that goes on with the same build. */
  public String fromFailed() {
    String quoted =
        file.matches("[A-Za-z0-9_./-]+") ? file : "'" + file.replace("'", "'\\''") + "'";
    return "millrace run " + quoted + " --from-failed";
  }
}
