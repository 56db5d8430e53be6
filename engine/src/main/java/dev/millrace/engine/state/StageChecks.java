package dev.millrace.engine.state;

import java.util.Optional;

/**
 * What a stage has been through around people and gates; each is absent until its turn has come.
 *
 * @param gatesAsked how often a gate of the stage was asked for, over all attempts
 */
public record StageChecks(
    Optional<Gate> gateIn, Optional<Review> review, Optional<Gate> gateOut, int gatesAsked) {
  /** Nothing yet. */
  public static final StageChecks NONE =
      new StageChecks(Optional.empty(), Optional.empty(), Optional.empty(), 0);

  /** The gate at a point. */
  public Optional<Gate> gate(Gate.Point point) {
    return switch (point) {
      case IN -> gateIn;
      case OUT -> gateOut;
    };
  }

  /** Whether a check on the way in has begun, so that the stage was wanted. */
  public boolean begun() {
    return gateIn.isPresent() || review.isPresent();
  }

  /** These with another review. */
  public StageChecks with(Review next) {
    return new StageChecks(gateIn, Optional.of(next), gateOut, gatesAsked);
  }

  /** These with another state of a gate. */
  public StageChecks with(Gate.Point point, Gate next) {
    int asked = Math.max(gatesAsked, next.number());
    return switch (point) {
      case IN -> new StageChecks(Optional.of(next), review, gateOut, asked);
      case OUT -> new StageChecks(gateIn, review, Optional.of(next), asked);
    };
  }

  /** For a stage whose jobs are not over any more. */
  public StageChecks withoutGateOut() {
    return new StageChecks(gateIn, review, Optional.empty(), gatesAsked);
  }

  /** For a stage that is run again from the start: everything is asked anew. */
  public StageChecks afresh() {
    return new StageChecks(Optional.empty(), Optional.empty(), Optional.empty(), gatesAsked);
  }

  /** For a stage that goes on from what failed in it: who approved it is not asked twice. */
  public StageChecks goingOn() {
    return new StageChecks(
        Optional.empty(),
        review.filter(some -> some.status() == Review.Status.REVIEW_PROCESSED),
        Optional.empty(),
        gatesAsked);
  }
}
