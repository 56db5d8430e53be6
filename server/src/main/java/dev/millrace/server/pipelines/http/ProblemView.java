package dev.millrace.server.pipelines.http;

import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.Severity;
import dev.millrace.server.http.Call;
import dev.millrace.wording.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something wrong in a text.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param rule the id of the rule that is broken
 * @param suggestion what to write instead, where that can be guessed
 */
public record ProblemView(
    int line,
    int column,
    Severity severity,
    String rule,
    String message,
    Optional<String> suggestion) {
  static List<ProblemView> of(List<Problem> problems, Call call) {
    Locale locale = call.language() == Language.CHINESE ? Locale.CHINESE : Locale.ENGLISH;
    return problems.stream().map(problem -> of(problem, locale)).toList();
  }

  private static ProblemView of(Problem problem, Locale locale) {
    return new ProblemView(
        problem.place().line(),
        problem.place().column(),
        problem.severity(),
        problem.rule().id(),
        problem.message(locale),
        problem.suggestion());
  }
}
