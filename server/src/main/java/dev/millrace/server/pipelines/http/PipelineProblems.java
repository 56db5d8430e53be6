package dev.millrace.server.pipelines.http;

import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.pipelines.PipelineRefused;
import dev.millrace.server.pipelines.PipelineWording;
import dev.millrace.server.pipelines.Refusal;
import dev.millrace.wording.Sentence;
import dev.millrace.wording.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the exceptions of this room are as problems. */
public final class PipelineProblems {
  /** The fields of requests that hold what sentences name. */
  private static final Map<Wording, String> FIELDS =
      Map.of(
          PipelineWording.NAME, "name",
          PipelineWording.DEFINITION, "definition",
          PipelineWording.LABEL, "definition",
          PipelineWording.RELEASE_DESCRIPTION, "description",
          PipelineWording.DESCRIPTION, "settings.description",
          PipelineWording.CONCURRENCY_GROUP, "settings.concurrency.group",
          PipelineWording.QUEUE_LENGTH, "settings.concurrency.queueLength",
          PipelineWording.QUEUE_MINUTES, "settings.concurrency.queueTimeoutMinutes",
          PipelineWording.PARALLEL_BUILDS, "settings.concurrency.maxParallel",
          PipelineWording.VERSIONS_KEPT, "settings.versionsKept");

  private PipelineProblems() {}

  /** Empty for exceptions of others. */
  public static Optional<Problem> of(RuntimeException thrown) {
    return thrown instanceof PipelineRefused refused
        ? Optional.of(of(refused.refusal()))
        : Optional.empty();
  }

  private static Problem of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NotFound _ -> problem(ProblemKind.NOT_FOUND, refusal);
      case Refusal.NameTaken(_, var by) ->
          problem(ProblemKind.CONFLICT, refusal).with("pipeline", by.value());
      case Refusal.ProjectFull(var most) ->
          problem(ProblemKind.CONFLICT, refusal).with("mostPipelines", most);
      case Refusal.NotNow _ -> problem(ProblemKind.CONFLICT, refusal);
      case Refusal.Changed(_, var expected, var revision) ->
          problem(ProblemKind.STALE, refusal)
              .with("expectedRevision", expected)
              .with("revision", revision);
      case Refusal.DraftChanged(var expected, var stamp) ->
          problem(ProblemKind.STALE, refusal).with("expectedStamp", expected).with("stamp", stamp);
      case Refusal.BaseOutdated(var base, var newest) ->
          problem(ProblemKind.STALE, refusal)
              .with("base", VersionView.of(base))
              .with("newest", VersionView.of(newest));
      case Refusal.OutOfRange(var problems) ->
          problem(ProblemKind.UNPROCESSABLE, refusal)
              .with(problems.stream().map(each -> new Problem.Flaw(field(each), each)).toList());
      case Refusal.Invalid(var problems) ->
          problem(ProblemKind.UNPROCESSABLE, refusal).with(flaws(problems));
    };
  }

  private static Problem problem(ProblemKind kind, Refusal refusal) {
    return Problem.of(kind, refusal.reason());
  }

  private static String field(Sentence problem) {
    return !problem.pieces().isEmpty()
            && problem.pieces().getFirst() instanceof Sentence.Piece.Part(var what)
        ? FIELDS.getOrDefault(what.wording(), "")
        : "";
  }

  private static List<Problem.Flaw> flaws(List<dev.millrace.pipeline.problem.Problem> problems) {
    return problems.stream()
        .map(
            each -> new Problem.Flaw(each.place().line() + ":" + each.place().column(), said(each)))
        .toList();
  }

  private static Sentence said(dev.millrace.pipeline.problem.Problem problem) {
    return Sentence.said(problem.message(Locale.ENGLISH), problem.message(Locale.CHINESE));
  }
}
