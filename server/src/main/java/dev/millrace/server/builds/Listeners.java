package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everybody who is told of commits. Safe from any thread. */
final class Listeners implements AutoCloseable {
  private final List<ListenerQueue> queues = new CopyOnWriteArrayList<>();

  Listening add(BuildListener listener) {
    var queue = new ListenerQueue(listener, Listening.CLOSE_WAIT);
    queues.add(queue);
    queue.start();
    return new Listening() {
      @Override
      public boolean awaitCaughtUp(Duration wait) {
        return queue.awaitCaughtUp(wait);
      }

      @Override
      public void close() {
        queues.remove(queue);
        queue.close();
      }
    };
  }

  /** Never waits for a listener. */
  void tell(Optional<Build> before, Build after, Optional<BuildEvent> event) {
    for (ListenerQueue queue : queues) {
      queue.add(new ListenerQueue.Step(before, after, event));
    }
  }

  /** Waits, with a bound, until each listener has been told everything. */
  @Override
  public void close() {
    queues.forEach(ListenerQueue::close);
    queues.clear();
  }
}
