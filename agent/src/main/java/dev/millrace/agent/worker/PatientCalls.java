package dev.millrace.agent.worker;

import dev.millrace.agent.Patience;
import dev.millrace.protocol.EndpointUnavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the server again while it can't answer. The one place of a thread that does. */
final class PatientCalls {
  private static final Logger LOG = LoggerFactory.getLogger(PatientCalls.class);

  private final Patience patience;
  private final BooleanSupplier stopped;

  /**
   * @param stopped asked besides the interrupt status, which a call may have swallowed
   */
  PatientCalls(Patience patience, BooleanSupplier stopped) {
    this.patience = patience;
    this.stopped = stopped;
  }

  /**
   * The call's answer.
   *
   * @throws EndpointUnavailable when patience is over
   */
  <T> T call(Supplier<T> call) throws InterruptedException {
    long startNanos = System.nanoTime();
    for (int failures = 1; ; failures++) {
      try {
        return call.get();
      } catch (EndpointUnavailable away) {
        if (Thread.interrupted() || stopped.getAsBoolean()) {
          throw new InterruptedException();
        }
        if (System.nanoTime() - startNanos >= patience.limit().toNanos()) {
          throw away;
        }
        LOG.atDebug().addKeyValue("failures", failures).log("the server can't answer, try again");
        pause(patience.pauseAfter(failures));
      }
    }
  }

  private static void pause(Duration time) throws InterruptedException {
    // Nobody counts down: an interrupt ends the pause, and nothing else needs to.
    var _ = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
