package dev.millrace.server.projects.http;

import static dev.millrace.server.projects.ProjectWording.LIMITS_BY_ADMINISTRATOR;
import static dev.millrace.server.projects.ProjectWording.NEEDS_USER;
import static dev.millrace.server.projects.ProjectWording.TOKEN_TOO_NARROW;

import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.projects.InvalidProject;
import dev.millrace.server.projects.ProjectDisabled;
import dev.millrace.server.projects.ProjectRefused;
import dev.millrace.server.projects.StaleProject;
import dev.millrace.server.projects.UnknownProject;
import dev.millrace.wording.Sentence;
import dev.millrace.wording.Wording;
import java.util.Optional;
import java.util.Set;

/** Makes problems of what {@code projects} refuses. */
public final class ProjectProblems {
  /** Refusals for who asks, not for what is there. */
  private static final Set<Wording> FOR_WHO_ASKS =
      Set.of(LIMITS_BY_ADMINISTRATOR, NEEDS_USER, TOKEN_TOO_NARROW);

  private ProjectProblems() {}

  /** Empty for exceptions of others. */
  public static Optional<Problem> of(RuntimeException thrown) {
    return switch (thrown) {
      case UnknownProject unknown -> problem(ProblemKind.NOT_FOUND, unknown.reason());
      case StaleProject stale -> problem(ProblemKind.STALE, stale.reason());
      case InvalidProject invalid -> problem(ProblemKind.UNPROCESSABLE, invalid.reason());
      case ProjectDisabled disabled -> problem(ProblemKind.CONFLICT, disabled.reason());
      case ProjectRefused refused ->
          problem(
              FOR_WHO_ASKS.contains(refused.reason().wording())
                  ? ProblemKind.FORBIDDEN
                  : ProblemKind.CONFLICT,
              refused.reason());
      default -> Optional.empty();
    };
  }

  private static Optional<Problem> problem(ProblemKind kind, Sentence reason) {
    return Optional.of(Problem.of(kind, reason));
  }
}
