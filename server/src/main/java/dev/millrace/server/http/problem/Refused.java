package dev.millrace.server.http.problem;

import dev.millrace.wording.Sentence;

/** A request is not fulfilled; nothing was changed. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public Refused(Problem problem) {
    super(problem.detail().english());
    this.problem = problem;
  }

  public static Refused of(ProblemKind kind, Sentence detail) {
    return new Refused(Problem.of(kind, detail));
  }

  public static Refused invalid(Sentence detail) {
    return of(ProblemKind.INVALID, detail);
  }

  public static Refused notFound(Sentence detail) {
    return of(ProblemKind.NOT_FOUND, detail);
  }

  public Problem problem() {
    return problem;
  }
}
