package dev.millrace.server.events;

import java.util.List;

/** What a subscription is told. */
public sealed interface Delivery {
  /** Live events in order, at least one. */
  record Some(List<LiveEvent> events) implements Delivery {
    public Some {
      events = List.copyOf(events);
    }
  }

  /** Some can't be told any more: look again at all that matters, then read on. */
  record Lost() implements Delivery {}

  /** Time is up, and there was nothing. */
  record Nothing() implements Delivery {}

  /** There will be nothing more: the server stops, or the thread is to. */
  record Over() implements Delivery {}
}
