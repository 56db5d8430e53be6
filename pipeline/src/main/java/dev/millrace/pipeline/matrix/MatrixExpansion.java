package dev.millrace.pipeline.matrix;

import dev.millrace.expression.FlatVariables;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cases of a matrix, or why there are none: a refusal is an expected answer, and makes the job
 * fail with its reason.
 *
 * <p>The rules: every combination of the values of all keys, the last key varying fastest. An
 * include adds its other keys to each combination that has its values for the keys they share; if
 * none has, it is a case of its own; if it shares no key with the matrix, it is dropped, unless the
 * matrix has no keys at all: then every include is a case. An exclude removes the case that equals
 * it whole. Equal cases are one.
 */
public sealed interface MatrixExpansion {
  /**
   * What the job runs.
   *
   * @param cases distinct, 1 to {@link Limits#MATRIX_CASES_MAX} of them, in the order of the
   *     strategy
   */
  record Expanded(List<MatrixCase> cases) implements MatrixExpansion {
    public Expanded {
      cases = List.copyOf(cases);
    }
  }

  /**
   * The matrix breaks a rule.
   *
   * @param reason which rule, in words for its author; never contains the value of a variable
   */
  record Refused(Sentence reason) implements MatrixExpansion {}

  /** The cases of a matrix that has been read. */
  static MatrixExpansion of(Matrix matrix) {
    if (matrix.axes().size() > Limits.MATRIX_KEYS_MAX) {
      return new Refused(MatrixWording.TOO_MANY_KEYS.of(Limits.MATRIX_KEYS_MAX));
    }
    if (Math.max(matrix.include().size(), matrix.exclude().size()) > Limits.MATRIX_ENTRIES_MAX) {
      return new Refused(MatrixWording.TOO_MANY_ENTRIES.of(Limits.MATRIX_ENTRIES_MAX));
    }
    if (isSurelyTooLarge(matrix)) {
      return tooMany();
    }
    List<Map<String, String>> combinations = combinations(matrix.axes());
    Set<Map<String, String>> cases = new LinkedHashSet<>(withIncludes(matrix, combinations));
    matrix.exclude().forEach(cases::remove);
    if (cases.isEmpty()) {
      return new Refused(MatrixWording.NO_CASES.of());
    }
    return cases.size() > Limits.MATRIX_CASES_MAX
        ? tooMany()
        : new Expanded(cases.stream().map(MatrixCase::new).toList());
  }

  /**
   * The cases of a matrix that is still written as text.
   *
   * @param variables where {@code ${{ fromJSON(name) }}} finds {@code name}
   */
  static MatrixExpansion of(MatrixText text, FlatVariables variables) {
    try {
      return of(text.read(variables));
    } catch (MatrixText.Unreadable unreadable) {
      return new Refused(unreadable.reason());
    }
  }

  private static Refused tooMany() {
    return new Refused(MatrixWording.TOO_MANY_CASES.of(Limits.MATRIX_CASES_MAX));
  }

  /** Distinct combinations stay distinct whatever is included, and an exclude removes only one. */
  private static boolean isSurelyTooLarge(Matrix matrix) {
    long most = (long) Limits.MATRIX_CASES_MAX + matrix.exclude().size();
    long size = 1;
    for (List<String> values : matrix.axes().values()) {
      size = Math.min(most + 1, size) * Set.copyOf(values).size();
    }
    return size > most;
  }

  private static List<Map<String, String>> combinations(Map<String, List<String>> axes) {
    if (axes.isEmpty()) {
      return List.of();
    }
    List<Map<String, String>> combinations = List.of(Map.of());
    for (var axis : axes.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : combinations) {
        for (String value : new LinkedHashSet<>(axis.getValue())) {
          longer.add(with(combination, Map.of(axis.getKey(), value)));
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private static List<Map<String, String>> withIncludes(
      Matrix matrix, List<Map<String, String>> combinations) {
    if (matrix.axes().isEmpty()) {
      return matrix.include();
    }
    List<Map<String, String>> cases = new ArrayList<>(combinations);
    List<Map<String, String>> added = new ArrayList<>();
    for (Map<String, String> include : matrix.include()) {
      Map<String, String> shared = new LinkedHashMap<>(include);
      shared.keySet().retainAll(matrix.axes().keySet());
      if (shared.isEmpty()) {
        continue;
      }
      boolean matched = false;
      for (int i = 0; i < combinations.size(); i++) {
        if (combinations.get(i).entrySet().containsAll(shared.entrySet())) {
          cases.set(i, with(cases.get(i), include));
          matched = true;
        }
      }
      if (!matched) {
        added.add(include);
      }
    }
    cases.addAll(added);
    return cases;
  }

  private static Map<String, String> with(Map<String, String> values, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.putAll(more);
    return all;
  }
}
