package dev.millrace.engine.state;

import java.util.List;
import java.util.Optional;

/**
 * People are asked whether a build may begin at all, since whoever triggered it may not decide that
 * alone; any one of them decides.
 */
public record TriggerReview(List<String> reviewers, Optional<Review.Decision> decision) {
  public TriggerReview {
    reviewers = List.copyOf(reviewers);
  }

  /** Nobody has decided yet. */
  public static TriggerReview of(List<String> reviewers) {
    return new TriggerReview(reviewers, Optional.empty());
  }

  /** Whether the build was turned away, so that it can't be started by a retry either. */
  public boolean isRejected() {
    return decision.filter(some -> !some.approved()).isPresent();
  }

  /** Decided. */
  public TriggerReview decided(Review.Decision how) {
    return new TriggerReview(reviewers, Optional.of(how));
  }
}
