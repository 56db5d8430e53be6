package dev.millrace.engine.queue;

import java.time.Instant;

/**
 * What a queue remembers besides its builds.
 *
 * @param slots builds that may run at once, as the newest request wants it
 * @param nextTicket for the next build that comes
 * @param rate of starts
 */
public record QueueHead(int slots, long nextTicket, StartRate rate) {
  static final QueueHead FIRST = new QueueHead(1, 1, StartRate.FULL);

  QueueHead withSlots(int wanted) {
    return new QueueHead(wanted, nextTicket, rate);
  }

  QueueHead afterTicket() {
    return new QueueHead(slots, nextTicket + 1, rate);
  }

  QueueHead afterStart(Instant now) {
    return new QueueHead(slots, nextTicket, rate.after(now));
  }
}
