package dev.millrace.testkit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a property over many seeds. A failure names its seed, and the seed is the bug report: put it
 * into a named example test.
 */
public final class Seeds {
  /** Seeds given to the cores at a time; a failure among them is told before more are begun. */
  private static final long AT_A_TIME = 500;

  private Seeds() {}

  /** Runs {@code property} with seeds {@code 0 .. count-1}; the first failure stops the run. */
  public static void forEach(long count, Consumer<SplittableRandom> property) {
    LongStream.range(0, count).forEach(seed -> forOne(seed, property));
  }

  /**
   * As {@link #forEach}, on all cores: {@code property} may not share anything between seeds. The
   * failure told is the one with the lowest seed, whatever the cores do.
   *
   * @param replay the command that runs one seed alone, with {@code %d} for it
   */
  public static void forEachOnAllCores(
      long count, String replay, Consumer<SplittableRandom> property) {
    for (long from = 0; from < count; from += AT_A_TIME) {
      Optional<AssertionError> failure =
          LongStream.range(from, Math.min(count, from + AT_A_TIME))
              .parallel()
              .mapToObj(seed -> failureOf(seed, replay, property))
              .filter(Objects::nonNull)
              .findFirst();
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
  }

  private static @Nullable AssertionError failureOf(
      long seed, String replay, Consumer<SplittableRandom> property) {
    try {
      forOne(seed, property);
      return null;
    } catch (AssertionError failure) {
      return new AssertionError(
          failure.getMessage() + "\nreplay it: " + replay.formatted(seed), failure);
    }
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
