package dev.millrace.cli.run;

import dev.millrace.cli.arguments.Invocation;
import dev.millrace.cli.arguments.UsageError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a build that is over shall run again. */
public sealed interface Again {
  /** Whatever failed or was interrupted. */
  record FromFailed() implements Again {}

  /** A job; with a task: that and those after it. */
  record Retry(String job, Optional<String> task) implements Again {}

  /** A job goes on behind a task that failed. */
  record Skip(String job, String task) implements Again {}

  /**
   * Takes it out of a command line; empty: a new build is wanted.
   *
   * @throws UsageError if more than one thing is wanted, or one is not named rightly
   */
  static Optional<Again> of(Invocation invocation) {
    List<Again> wanted = new ArrayList<>();
    if (invocation.has("from-failed")) {
      wanted.add(new FromFailed());
    }
    invocation.value("retry").map(Again::retry).ifPresent(wanted::add);
    invocation.value("skip").map(Again::skip).ifPresent(wanted::add);
    if (wanted.size() > 1) {
      throw new UsageError("usage.one-of", Optional.empty(), "--from-failed, --retry, --skip");
    }
    return wanted.stream().findFirst();
  }

  private static Again retry(String text) {
    int slash = text.indexOf('/');
    if (slash == 0 || text.isEmpty() || slash == text.length() - 1) {
      throw new UsageError("usage.bad-part", Optional.empty(), "--retry", "JOB[/TASK]", text);
    }
    return slash < 0
        ? new Retry(text, Optional.empty())
        : new Retry(text.substring(0, slash), Optional.of(text.substring(slash + 1)));
  }

  private static Again skip(String text) {
    int slash = text.indexOf('/');
    if (slash < 1 || slash == text.length() - 1) {
      throw new UsageError("usage.bad-part", Optional.empty(), "--skip", "JOB/TASK", text);
    }
    return new Skip(text.substring(0, slash), text.substring(slash + 1));
  }
}
