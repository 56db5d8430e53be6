package dev.millrace.pipeline.problem;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses what somebody meant to write. */
public final class Spelling {
  /** Longer words are not looked at: nobody mistypes those, and it bounds the work. */
  private static final int MAX_LENGTH = 64;

  /** No letter of a shorter word is taken for another: half of it would be guessed. */
  private static final int SHORTEST = 3;

  /** More candidates are not looked at. */
  private static final int MAX_CANDIDATES = 2_000;

  private Spelling() {}

  /**
   * The one of {@code known} that {@code given} most likely stands for: a third of its characters
   * may be wrong, missing, too many or swapped with their neighbour. Case does not count. The
   * earlier of two equally near ones wins. Where none is near, the only one that begins with all of
   * {@code given} is meant.
   */
  public static Optional<String> closest(String given, Collection<String> known) {
    if (given.isEmpty() || given.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String wanted = given.toLowerCase(Locale.ROOT);
    int best = Math.max(1, wanted.length() / 3) + 1;
    Optional<String> found = Optional.empty();
    int seen = 0;
    for (String candidate : known) {
      if (candidate.length() > MAX_LENGTH || candidate.equals(given)) {
        continue;
      }
      if (++seen > MAX_CANDIDATES) {
        break;
      }
      String other = candidate.toLowerCase(Locale.ROOT);
      int distance = distance(wanted, other);
      boolean guessed = wanted.length() < SHORTEST && distance == 1 && isReplacement(wanted, other);
      if (distance < best && distance < candidate.length() && !guessed) {
        best = distance;
        found = Optional.of(candidate);
      }
    }
    return found.or(() -> begunBy(wanted, known));
  }

  /** The boolean that most likely was meant by a word of YAML 1.1 or of other languages. */
  public static Optional<String> meantFlag(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "y", "1" -> Optional.of("true");
      case "false", "no", "off", "n", "0" -> Optional.of("false");
      default -> Optional.empty();
    };
  }

  /** Whether {@code a} and {@code b}, one step apart, have another letter in one place. */
  private static boolean isReplacement(String a, String b) {
    return a.length() == b.length() && a.chars().sum() != b.chars().sum();
  }

  /** The one candidate that goes on behind {@code wanted} and a dash: timeout, timeout-minutes. */
  private static Optional<String> begunBy(String wanted, Collection<String> known) {
    List<String> longer =
        known.stream()
            .limit(MAX_CANDIDATES)
            .filter(candidate -> candidate.toLowerCase(Locale.ROOT).startsWith(wanted + "-"))
            .toList();
    return longer.size() == 1 ? Optional.of(longer.getFirst()) : Optional.empty();
  }

  /** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least =
            Math.min(
                Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1),
                cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
      }
    }
    return cost[a.length()][b.length()];
  }
}
