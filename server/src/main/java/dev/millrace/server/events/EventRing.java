package dev.millrace.server.events;

import java.util.ArrayList;
import java.util.List;

/** The last live events, which have ids without gaps. Guarded by whoever has it. */
final class EventRing {
  private final int capacity;
  private final long before;
  private final List<LiveEvent> events = new ArrayList<>();
  private long last;

  /** Nothing yet; the first event has the id behind {@code before}. */
  EventRing(int capacity, long before) {
    this.capacity = capacity;
    this.before = before;
    this.last = before;
  }

  /** The id of the newest. */
  long last() {
    return last;
  }

  /** Puts in what has the next id, in place of the oldest if it is full. */
  void add(LiveEvent event) {
    last++;
    if (event.id() != last) {
      throw new IllegalStateException("event " + event.id() + " comes after " + (last - 1));
    }
    if (events.size() < capacity) {
      events.add(event);
    } else {
      var _ = events.set(slot(last), event);
    }
  }

  private int slot(long id) {
    return Math.toIntExact((id - before - 1) % capacity);
  }

  /** Whether all that follows this id is here. */
  boolean reaches(long id) {
    return id >= last - events.size() && id <= last;
  }

  /** Up to {@code most} events that follow an id it reaches, in order. */
  List<LiveEvent> after(long id, int most) {
    List<LiveEvent> found = new ArrayList<>();
    for (long next = id + 1; next <= last && found.size() < most; next++) {
      found.add(events.get(slot(next)));
    }
    return found;
  }
}
