package dev.millrace.server.access.http;

import dev.millrace.server.access.AccessRefused;
import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.http.problem.ProblemKind;
import java.time.Duration;
import java.util.Optional;

/** Makes problems of what {@code access} refuses. */
public final class AccessProblems {
  /** Where nobody knows when it may be tried again. */
  private static final long SOON_SECONDS = 1;

  private AccessProblems() {}

  /** Empty for exceptions of others. */
  public static Optional<Problem> of(RuntimeException thrown) {
    return thrown instanceof AccessRefused refused ? Optional.of(of(refused)) : Optional.empty();
  }

  private static Problem of(AccessRefused refused) {
    return switch (refused.wording().kind()) {
      // 422, not 400: it could be read well, only its values can't be taken.
      case INVALID -> Problem.of(ProblemKind.UNPROCESSABLE, refused.reason());
      case CONFLICT -> Problem.of(ProblemKind.CONFLICT, refused.reason());
      case MISSING -> Problem.of(ProblemKind.NOT_FOUND, refused.reason());
      case STALE -> Problem.of(ProblemKind.STALE, refused.reason());
      case FORBIDDEN -> Problem.of(ProblemKind.FORBIDDEN, refused.reason());
      case LATER ->
          Problem.of(ProblemKind.TOO_MANY, refused.reason())
              .retryAfter(refused.retryAfter().map(Duration::toSeconds).orElse(SOON_SECONDS));
    };
  }
}
