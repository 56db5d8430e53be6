package dev.millrace.testkit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Runs a property over many seeds. A failure names its seed, and the seed is the bug report: put it
 * into a named example test.
 */
public final class Seeds {
  private Seeds() {}

  /** Runs {@code property} with seeds {@code 0 .. count-1}; the first failure stops the run. */
  public static void forEach(long count, Consumer<SplittableRandom> property) {
    LongStream.range(0, count).forEach(seed -> forOne(seed, property));
  }

  /** Runs {@code property} with one seed, for an example test made from a failure. */
  public static void forOne(long seed, Consumer<SplittableRandom> property) {
    try {
      property.accept(new SplittableRandom(seed));
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError("property failed with seed " + seed + ": " + failure, failure);
    }
  }

  /** One element of {@code choices}, which must not be empty. */
  public static <T> T oneOf(SplittableRandom random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
