package dev.millrace.server.http;

import static dev.millrace.server.http.testing.People.RUNNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.http.testing.RawCaller;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class StopTest extends HttpTestBase {
  private static final String OPEN = "GET /api/v1/open HTTP/1.1\r\nHost: x\r\n\r\n";

  private final int port = house.server().port();

  @Test
  void what_is_under_way_is_answered_and_nobody_else_let_in()
      throws ExecutionException, InterruptedException, TimeoutException {
    var held = CompletableFuture.supplyAsync(() -> house.as(RUNNER).post("/api/v1/hold"));
    sample.entered.await();
    var stopped = CompletableFuture.runAsync(house.server()::close);

    long until = System.nanoTime() + HttpSettings.STOPPING.dividedBy(2).toNanos();
    while (isListening() && System.nanoTime() < until) {
      Thread.onSpinWait();
    }

    assertThat(isListening()).isFalse();
    assertThat(stopped).isNotDone();
    sample.leave.countDown();
    assertThat(held.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
    stopped.get(10, TimeUnit.SECONDS);
  }

  /** Each is answered, or told by the end of the connection; a silence fails the test. */
  @Test
  void nobody_who_connects_at_the_moment_of_the_stop_waits_for_ever()
      throws ExecutionException, InterruptedException, TimeoutException {
    var stopped =
        CompletableFuture.runAsync(
            house.server()::close,
            CompletableFuture.delayedExecutor(
                Duration.ofMillis(30).toMillis(), TimeUnit.MILLISECONDS));

    while (isListening()) {
      Thread.onSpinWait();
    }

    stopped.get(10, TimeUnit.SECONDS);
  }

  /** Tries to call once; false if nobody listens any more. */
  private boolean isListening() {
    try (var caller = new RawCaller(port)) {
      try {
        caller.send(OPEN);
        caller.end();
      } catch (UncheckedIOException _) {
        return true;
      }
      var _ = caller.rest();
      return true;
    } catch (UncheckedIOException _) {
      return false;
    }
  }
}
