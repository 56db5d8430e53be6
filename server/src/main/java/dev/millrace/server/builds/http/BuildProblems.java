package dev.millrace.server.builds.http;

import dev.millrace.server.builds.MailboxFull;
import dev.millrace.server.builds.UnknownBuild;
import dev.millrace.server.builds.wishes.BuildRefusal;
import dev.millrace.server.builds.wishes.BuildRefused;
import dev.millrace.server.http.Query;
import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Optional;

/** What the exceptions of this room are as problems. */
public final class BuildProblems {
  private static final long SOON_SECONDS = 1;

  private BuildProblems() {}

  /** Empty for exceptions of others. */
  public static Optional<Problem> of(RuntimeException thrown) {
    return switch (thrown) {
      case BuildRefused refused -> Optional.of(of(refused.refusal()));
      case UnknownBuild unknown ->
          Optional.of(
              Problem.of(
                  ProblemKind.NOT_FOUND, Sentence.verbatim(String.valueOf(unknown.getMessage()))));
      case MailboxFull _ ->
          Optional.of(
              Problem.of(ProblemKind.UNAVAILABLE, BuildApiWording.TOO_MUCH_AT_ONCE.of())
                  .retryAfter(SOON_SECONDS));
      default -> Optional.empty();
    };
  }

  private static Problem of(BuildRefusal refusal) {
    return switch (refusal) {
      case BuildRefusal.NotFound(var reason) -> Problem.of(ProblemKind.NOT_FOUND, reason);
      case BuildRefusal.Forbidden(var needed, var reason) ->
          Problem.of(ProblemKind.FORBIDDEN, reason).with("needed", Query.written(needed));
      case BuildRefusal.Invalid(var reason) -> Problem.of(ProblemKind.UNPROCESSABLE, reason);
      case BuildRefusal.NotStarted(var reasons) ->
          Problem.of(ProblemKind.UNPROCESSABLE, refusal.reason()).with(flaws(reasons));
      case BuildRefusal.NotQueued(var reasons) ->
          Problem.of(ProblemKind.CONFLICT, refusal.reason()).with(flaws(reasons));
      case BuildRefusal.KeyUsed(var by) ->
          Problem.of(ProblemKind.UNPROCESSABLE, refusal.reason()).with("build", by.value());
      case BuildRefusal.NotNow(var reason) -> Problem.of(ProblemKind.CONFLICT, reason);
    };
  }

  private static List<Problem.Flaw> flaws(List<Sentence> reasons) {
    return reasons.stream().map(reason -> new Problem.Flaw("", reason)).toList();
  }
}
