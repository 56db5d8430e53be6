package dev.millrace.pipeline.problem;

import dev.millrace.pipeline.limit.Limits;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Gathers the problems of one reading. Each is kept once: an anchor used ten times has its mistake
 * once. Not safe for several threads.
 */
public final class ProblemCollector {
  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparingInt((Problem problem) -> problem.place().line())
          .thenComparingInt(problem -> problem.place().column());

  private final Set<Problem> problems = new LinkedHashSet<>();

  /** Adds {@code problem} unless it is known or there are too many. */
  public void add(Problem problem) {
    if (problems.size() < Limits.PROBLEMS_MAX) {
      problems.add(problem);
    } else if (problems.size() == Limits.PROBLEMS_MAX && !problems.contains(problem)) {
      problems.add(Problem.at(problem.place(), Rule.TOO_MANY_PROBLEMS, Limits.PROBLEMS_MAX));
    }
  }

  public void addAll(Iterable<Problem> more) {
    more.forEach(this::add);
  }

  /** Whether any error, as opposed to a warning, was added. */
  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }

  /** What was gathered: files in the order first met, within a file from top to bottom. */
  public List<Problem> inOrder() {
    List<String> files =
        problems.stream().map(problem -> problem.place().file()).distinct().toList();
    return problems.stream()
        .sorted(
            Comparator.comparingInt((Problem problem) -> files.indexOf(problem.place().file()))
                .thenComparing(BY_PLACE))
        .toList();
  }
}
