package dev.millrace.server.builds.http;

import dev.millrace.engine.queue.WaitingBuild;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.why.Wait;
import dev.millrace.engine.why.Waker;
import dev.millrace.server.builds.wishes.BuildWhy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a build does not go on.
 *
 * @param waits every part that waits, in the order of the build; empty when it is over
 * @param queue its place in its queue; absent when it has left it
 * @param reason why its queue holds it back, or gave it up
 */
public record WhyView(List<WaitView> waits, Optional<QueueView> queue, Optional<String> reason) {
  public WhyView {
    waits = List.copyOf(waits);
  }

  /**
   * One part that waits.
   *
   * @param waitsFor goes on after "waits for"
   * @param until when a timer ends the wait
   * @param heldBy who has what it waits for, where that is known
   * @param freedBy what ends the wait well
   * @param waker who does
   */
  public record WaitView(
      PlaceView place,
      String waitsFor,
      Optional<Instant> since,
      Optional<Instant> until,
      Optional<String> heldBy,
      String freedBy,
      WakerKind waker) {
    static WaitView of(Wait wait, Saying say) {
      return new WaitView(
          PlaceView.of(wait.place(), say),
          say.of(wait.waitsFor()),
          wait.since(),
          wait.until(),
          say.of(wait.heldBy()),
          say.of(wait.freedBy()),
          WakerKind.of(wait.waker()));
    }
  }

  /** Who or what ends a wait. */
  public enum WakerKind {
    QUEUE,
    WORKER,
    PART,
    MUTEX,
    GATE,
    TIMER,
    OTHER_BUILD,
    PERSON,
    /** Nothing that is known: a mistake of ours. */
    NOBODY;

    static WakerKind of(Waker waker) {
      return switch (waker) {
        case Waker.Admission _ -> QUEUE;
        case Waker.Worker _ -> WORKER;
        case Waker.Part _ -> PART;
        case Waker.Mutex _ -> MUTEX;
        case Waker.GateCheck _, Waker.TaskGateCheck _ -> GATE;
        case Waker.Timer _ -> TIMER;
        case Waker.OtherBuild _ -> OTHER_BUILD;
        case Waker.Person _ -> PERSON;
        case Waker.Nobody _ -> NOBODY;
      };
    }
  }

  /**
   * A place in a queue.
   *
   * @param position from 1
   * @param holders the builds that run instead
   * @param until when its waiting is given up
   */
  public record QueueView(int position, String reason, List<String> holders, Instant until) {
    static QueueView of(WaitingBuild waiting, Saying say) {
      return new QueueView(
          waiting.position(),
          say.of(waiting.reason()),
          waiting.holders().stream().map(BuildId::value).toList(),
          waiting.until());
    }
  }

  static WhyView of(BuildWhy why, Saying say) {
    return new WhyView(
        why.waits().stream().map(wait -> WaitView.of(wait, say)).toList(),
        why.queue().map(place -> QueueView.of(place, say)),
        say.of(why.reason()));
  }
}
