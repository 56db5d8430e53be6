package dev.millrace.expression;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word somebody probably wanted to write. */
final class DidYouMean {
  /** Longer words are not worth the time: nobody has a function or context of such a name. */
  private static final int MAX_LENGTH = 64;

  private DidYouMean() {}

  /** The candidate nearest to {@code word}, if one is near enough to be what was meant. */
  static Optional<String> among(Collection<String> candidates, String word) {
    if (word.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String lower = word.toLowerCase(Locale.ROOT);
    int enough = word.length() <= 3 ? 1 : word.length() <= 6 ? 2 : 3;
    return candidates.stream()
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= enough)
        .map(
            candidate -> new Scored(candidate, distance(lower, candidate.toLowerCase(Locale.ROOT))))
        .filter(scored -> scored.distance <= enough && scored.distance < word.length())
        .min(Comparator.comparingInt(Scored::distance).thenComparing(Scored::candidate))
        .map(Scored::candidate);
  }

  private record Scored(String candidate, int distance) {}

  /** How many characters must be added, dropped, changed or swapped with their neighbour. */
  private static int distance(String a, String b) {
    int[] twoAgo = new int[b.length() + 1];
    int[] before = new int[b.length() + 1];
    int[] now = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(before[j - 1] + change, Math.min(before[j], now[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          now[j] = Math.min(now[j], twoAgo[j - 2] + 1);
        }
      }
      int[] free = twoAgo;
      twoAgo = before;
      before = now;
      now = free;
    }
    return before[b.length()];
  }
}
