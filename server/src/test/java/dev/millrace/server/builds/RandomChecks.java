package dev.millrace.server.builds;

import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageChecks;
import dev.millrace.pipeline.StageCheck.ReviewInput;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.Seeds;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Reviews and gates of every shape, with texts and sentences of whoever wants them. */
record RandomChecks(SplittableRandom random, Supplier<String> texts, Supplier<Sentence> sentences) {
  StageChecks checks() {
    return new StageChecks(
        maybe(this::gate), maybe(this::review), maybe(this::gate), random.nextInt(3));
  }

  private Gate gate() {
    return new Gate(
        Seeds.oneOf(random, List.of(Gate.Status.values())),
        random.nextInt(4),
        list(texts),
        list(texts),
        texts.get(),
        maybe(sentences));
  }

  private Review review() {
    return new Review(
        Seeds.oneOf(random, List.of(Review.Status.values())),
        texts.get(),
        list(() -> new Review.Group(texts.get(), list(texts), list(texts), decision())),
        list(() ->
            new Review.Field(
                texts.get(),
                texts.get(),
                texts.get(),
                Seeds.oneOf(random, List.of(ReviewInput.values())),
                list(texts),
                random.nextBoolean(),
                texts.get())),
        instant(),
        instant(),
        maybe(sentences));
  }

  Optional<Review.Decision> decision() {
    return maybe(() ->
        new Review.Decision(
            random.nextBoolean(),
            texts.get(),
            instant(),
            texts.get(),
            Data.ordered(random.nextBoolean() ? Map.of() : Map.of(texts.get(), texts.get()))));
  }

  private Instant instant() {
    return Samples.NOW.plusNanos(random.nextLong(1_000_000_000_000L));
  }

  private <T> Optional<T> maybe(Supplier<T> thing) {
    return random.nextBoolean() ? Optional.of(thing.get()) : Optional.empty();
  }

  private <T> List<T> list(Supplier<T> thing) {
    return random.nextBoolean() ? List.of() : List.of(thing.get(), thing.get());
  }
}
