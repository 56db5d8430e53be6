package dev.millrace.engine.mutex;

import dev.millrace.engine.mutex.MutexEvent.Asked;
import dev.millrace.engine.mutex.MutexEvent.Released;
import dev.millrace.engine.mutex.MutexGroup.Hold;
import dev.millrace.engine.mutex.MutexGroup.Waiter;
import dev.millrace.engine.state.Reason;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of a mutex. Pure: same arguments, same answer; safe from any thread. */
public final class MutexLifecycle {
  private MutexLifecycle() {}

  /** What {@code event} makes of {@code group}. Takes O(log n) of those who wait. */
  public static MutexTransition on(MutexGroup group, MutexEvent event, Instant now) {
    var step = new Step(group, now);
    switch (event) {
      case Asked(var claim, var queueLength) -> step.asked(claim, queueLength);
      case Released(var claim) -> step.released(claim);
    }
    return step.done();
  }

  /** One transition in the making. */
  private static final class Step {
    private final Instant now;
    private final List<MutexMessage> messages = new ArrayList<>(1);
    private MutexGroup group;

    Step(MutexGroup group, Instant now) {
      this.group = group;
      this.now = now;
    }

    void asked(MutexClaim claim, Optional<Integer> queueLength) {
      Optional<MutexClaim> known =
          group
              .holder()
              .map(Hold::claim)
              .filter(claim::isOfSameJob)
              .or(() -> group.waiterOfSameJob(claim).map(Waiter::claim));
      if (known.isPresent() && !claim.isLaterThan(known.get())) {
        // Its answer is kept until it has arrived, and to who waits there is none yet.
        return;
      }
      // A job that asks anew has let go of what it had: the message that says so is late.
      known.ifPresent(this::released);
      Optional<Hold> holder = group.holder();
      if (holder.isEmpty()) {
        hold(claim);
      } else if (queueLength.isEmpty()) {
        refuse(claim, Reason.MUTEX_TAKEN.of(group.id(), job(holder.get()), build(holder.get())));
      } else if (group.waiting() >= queueLength.get()) {
        refuse(
            claim,
            Reason.MUTEX_QUEUE_FULL.of(
                group.id(), queueLength.get(), job(holder.get()), build(holder.get())));
      } else {
        join(claim);
      }
    }

    void released(MutexClaim claim) {
      if (group.holder().filter(hold -> hold.claim().equals(claim)).isPresent()) {
        passOn();
        return;
      }
      group
          .waiterOfSameJob(claim)
          .filter(waiter -> waiter.claim().equals(claim))
          .ifPresent(this::leave);
    }

    private void passOn() {
      Optional<Waiter> next = group.next();
      if (next.isPresent()) {
        leave(next.get());
        hold(next.get().claim());
      } else {
        group = group.freed();
      }
    }

    private void hold(MutexClaim claim) {
      group = group.heldBy(new Hold(claim, now));
      messages.add(new MutexMessage.Grant(claim));
    }

    private void join(MutexClaim claim) {
      group = group.joined(new Waiter(group.newTicket(), claim, now));
    }

    private void leave(Waiter waiter) {
      group = group.left(waiter);
    }

    private void refuse(MutexClaim claim, Sentence reason) {
      messages.add(new MutexMessage.Refuse(claim, reason));
    }

    private static String job(Hold hold) {
      return hold.claim().job().value();
    }

    private static String build(Hold hold) {
      return hold.claim().build().value();
    }

    MutexTransition done() {
      return new MutexTransition(group, messages);
    }
  }
}
