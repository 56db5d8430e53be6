package dev.millrace.server.builds.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With its own thread, and a clock that is put forward and back under it. */
class TimerClockTest {
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
  private final Thread tester = Thread.currentThread();
  private final AtomicBoolean putBackAfterALook = new AtomicBoolean();
  private final InstantSource clock = this::look;
  private final BlockingQueue<String> brought = new LinkedBlockingQueue<>();
  private final TimerClock<String, String> timers =
      new TimerClock<>(clock, (owner, what) -> brought.add(owner + " " + what));

  private Instant look() {
    Instant said = Instant.now().plus(offset.get());
    if (!Thread.currentThread().equals(tester) && putBackAfterALook.compareAndSet(true, false)) {
      offset.set(HOUR.negated());
    }
    return said;
  }

  @AfterEach
  void close() {
    timers.close();
  }

  private String next() throws InterruptedException {
    return String.valueOf(brought.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void a_clock_that_is_put_back_does_not_keep_waiting_what_was_set_before()
      throws InterruptedException {
    timers.start("test");
    timers.set("build", "key", clock.instant().plus(SOON), "what");

    offset.set(HOUR.negated());

    assertThat(next()).isEqualTo("build what");
  }

  @Test
  void a_clock_that_is_put_back_just_after_it_was_looked_at_keeps_nobody_waiting()
      throws InterruptedException {
    timers.start("test");
    putBackAfterALook.set(true);

    timers.set("build", "key", clock.instant().plus(SOON), "what");

    assertThat(next()).isEqualTo("build what");
  }

  @Test
  void what_is_set_right_after_the_clock_was_put_back_keeps_its_time() throws InterruptedException {
    timers.start("test");
    timers.set("old", "key", clock.instant().plus(SOON), "what");

    offset.set(HOUR.negated());
    timers.set("new", "key", clock.instant().plus(Duration.ofMinutes(10)), "what");

    assertThat(next()).isEqualTo("old what");
    assertThat(timers.nextDue())
        .hasValueSatisfying(due -> assertThat(due).isAfter(clock.instant()));
  }

  @Test
  void a_clock_that_is_put_forward_and_back_brings_each_timer_once() throws InterruptedException {
    timers.start("test");
    timers.set("first", "key", clock.instant().plus(Duration.ofMinutes(30)), "what");

    offset.set(HOUR);
    timers.set("second", "key", clock.instant(), "what");
    assertThat(next()).isEqualTo("first what");
    assertThat(next()).isEqualTo("second what");
    offset.set(Duration.ZERO);
    timers.set("third", "key", clock.instant(), "what");

    assertThat(next()).isEqualTo("third what");
    assertThat(brought).isEmpty();
    assertThat(timers.nextDue()).isEmpty();
  }
}
