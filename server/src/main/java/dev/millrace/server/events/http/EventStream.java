package dev.millrace.server.events.http;

import dev.millrace.server.events.Delivery;
import dev.millrace.server.events.LiveEvent;
import dev.millrace.server.events.LiveEvents;
import dev.millrace.server.events.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;

/** One stream, from its first word to its end. Of one thread. */
final class EventStream {
  private final Watcher watcher;
  private final EventFormat format;
  private final StreamSettings settings;
  private final EventWriter out;

  EventStream(Watcher watcher, EventFormat format, StreamSettings settings, EventWriter out) {
    this.watcher = watcher;
    this.format = format;
    this.settings = settings;
    this.out = out;
  }

  /**
   * Tells what happens until the reader goes, may not read any more, or there is nothing to come.
   *
   * @param after the last that the reader saw
   */
  void run(LiveEvents events, OptionalLong after) throws IOException {
    try (Subscription subscription = events.subscribe(watcher, after)) {
      out.retry(settings.retry());
      long from = subscription.position();
      Delivery first = subscription.next(Duration.ZERO);
      if (!(first instanceof Delivery.Lost)) {
        format.begin(out, from);
      }
      boolean goesOn = tell(first, subscription);
      long checked = System.nanoTime();
      while (goesOn) {
        Duration left = settings.keepAlive().minusNanos(System.nanoTime() - checked);
        goesOn = tell(subscription.next(left.isNegative() ? Duration.ZERO : left), subscription);
        if (goesOn && System.nanoTime() - checked >= settings.keepAlive().toNanos()) {
          goesOn = watcher.mayStay();
          if (goesOn) {
            out.alive(subscription.position());
            out.flush();
          }
          checked = System.nanoTime();
        }
      }
    }
  }

  /** Answers whether there is more to come. */
  private boolean tell(Delivery delivery, Subscription subscription) throws IOException {
    switch (delivery) {
      case Delivery.Some(var events) -> {
        for (LiveEvent event : events) {
          format.tell(out, event);
        }
      }
      case Delivery.Lost() -> format.lost(out, subscription.position());
      case Delivery.Nothing() -> {}
      case Delivery.Over() -> {
        return false;
      }
    }
    out.flush();
    return true;
  }
}
