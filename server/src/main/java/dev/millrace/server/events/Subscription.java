package dev.millrace.server.events;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** A place in the live events, from which one watcher reads on. Of one thread. */
public final class Subscription implements AutoCloseable {
  private final LiveEvents source;
  private final Predicate<LiveEvent> wanted;
  private final AtomicBoolean closed = new AtomicBoolean();
  private long position;

  Subscription(LiveEvents source, Predicate<LiveEvent> wanted, long position) {
    this.source = source;
    this.wanted = wanted;
    this.position = position;
  }

  /** Of what came up to this id, all that is wanted was told. */
  public long position() {
    return position;
  }

  /** Blocks until there is something that is wanted, at most for {@code wait}. */
  public Delivery next(Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    while (true) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      switch (source.after(position, left)) {
        case LiveEvents.Found.Gone(long last) -> {
          position = last;
          return new Delivery.Lost();
        }
        case LiveEvents.Found.End() -> {
          return new Delivery.Over();
        }
        case LiveEvents.Found.Some(var events) -> {
          List<LiveEvent> told = events.stream().filter(wanted).toList();
          position = events.isEmpty() ? position : events.getLast().id();
          if (!told.isEmpty()) {
            return new Delivery.Some(told);
          }
          if (left.isZero()) {
            return new Delivery.Nothing();
          }
        }
      }
    }
  }

  /** May be called twice. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      source.unsubscribed();
    }
  }
}
