package dev.millrace.pipeline.problem;

import dev.millrace.pipeline.limit.Limits;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers the problems of one reading. Each is kept once: an anchor used ten times has its mistake
 * once. Not safe for several threads.
 */
public final class ProblemCollector {
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
    for (Problem problem : problems) {
      if (problem.isError()) {
        return true;
      }
    }
    return false;
  }

  /** What was gathered: files in the order first met, within a file from top to bottom. */
  public List<Problem> inOrder() {
    if (problems.isEmpty()) {
      return List.of();
    }
    Map<String, Integer> files = new HashMap<>();
    problems.forEach(problem -> files.putIfAbsent(problem.place().file(), files.size()));
    return problems.stream()
        .sorted((one, other) -> compare(one.place(), other.place(), files))
        .toList();
  }

  /**
   * By hand: the comparators of the JDK cost a cold JVM milliseconds, as none of its lambdas do.
   */
  private static int compare(Place one, Place other, Map<String, Integer> files) {
    int byFile =
        Integer.compare(files.getOrDefault(one.file(), 0), files.getOrDefault(other.file(), 0));
    int byLine = byFile == 0 ? Integer.compare(one.line(), other.line()) : byFile;
    return byLine == 0 ? Integer.compare(one.column(), other.column()) : byLine;
  }
}
