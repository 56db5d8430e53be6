package dev.millrace.engine.why;

import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.util.Optional;

/**
 * One part of a build that waits.
 *
 * @param waitsFor a piece of a sentence that goes on after "waits for"
 * @param since empty where nobody noted it
 * @param until when a timer ends the wait; empty where none does
 * @param heldBy who has what it waits for, where that is known
 * @param freedBy what ends the wait well
 */
public record Wait(
    Place place,
    Sentence waitsFor,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<Sentence> heldBy,
    Sentence freedBy,
    Waker waker) {
  /** Of a part that only a mistake of ours makes wait. */
  static Wait forNothing(Place place) {
    return of(
        place, WhyWording.NOTHING_KNOWN.of(), WhyWording.SOMEBODY_CANCELS.of(), new Waker.Nobody());
  }

  static Wait of(Place place, Sentence waitsFor, Sentence freedBy, Waker waker) {
    return new Wait(
        place, waitsFor, Optional.empty(), Optional.empty(), Optional.empty(), freedBy, waker);
  }

  /** What a build waits for whose process is gone. */
  public static Wait forItsProcess() {
    return of(
        new Place.OfBuild(),
        WhyWording.ITS_PROCESS.of(),
        WhyWording.SOMEBODY_GOES_ON.of(),
        new Waker.Person());
  }

  Wait since(Optional<Instant> moment) {
    return new Wait(place, waitsFor, moment, until, heldBy, freedBy, waker);
  }

  Wait until(Optional<Instant> moment) {
    return new Wait(place, waitsFor, since, moment, heldBy, freedBy, waker);
  }

  Wait heldBy(Optional<Sentence> holder) {
    return new Wait(place, waitsFor, since, until, holder, freedBy, waker);
  }
}
