package dev.millrace.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartRateTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  private static StartRate afterBurst() {
    StartRate rate = StartRate.FULL;
    for (int start = 0; start < StartRate.BURST; start++) {
      assertThat(rate.allows(NOW)).isTrue();
      rate = rate.after(NOW);
    }
    return rate;
  }

  @Test
  void after_a_burst_one_more_may_start_each_time_a_token_comes_back() {
    StartRate rate = afterBurst();

    assertThat(rate.allows(NOW)).isFalse();
    assertThat(rate.allows(NOW.plus(StartRate.REFILL))).isTrue();
  }

  @Test
  void a_clock_that_is_put_back_does_not_hold_starts_up() {
    StartRate rate = afterBurst();

    assertThat(rate.allows(NOW.minus(Duration.ofHours(1)))).isTrue();
  }
}
