package dev.millrace.server.logs.http;

import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.http.problem.ProblemKind;
import java.util.Optional;

/** What the exceptions of this room are as problems. */
public final class LogProblems {
  private static final long SOON_SECONDS = 1;

  private LogProblems() {}

  /** Empty for exceptions of others. */
  public static Optional<Problem> of(RuntimeException thrown) {
    return thrown instanceof EndpointUnavailable
        ? Optional.of(
            Problem.of(ProblemKind.UNAVAILABLE, LogApiWording.NOT_NOW.of())
                .retryAfter(SOON_SECONDS))
        : Optional.empty();
  }
}
