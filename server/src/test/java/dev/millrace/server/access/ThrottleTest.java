package dev.millrace.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final VirtualClock clock = new VirtualClock();
  private final Throttle throttle = new Throttle(Throttle.Rule.OF_ACCOUNT, 3);

  private Throttle.Turn ask(String key) {
    return throttle.ask(key, Optional.empty(), clock.instant());
  }

  private void fail(String key, int times) {
    for (int time = 0; time < times; time++) {
      assertThat(ask(key)).isInstanceOf(Throttle.Turn.Granted.class);
    }
  }

  @Test
  void the_wait_doubles_from_a_second_to_a_quarter_of_an_hour() {
    Throttle.Rule rule = Throttle.Rule.OF_ACCOUNT;

    assertThat(rule.waitAfter(4)).isZero();
    assertThat(rule.waitAfter(5)).isEqualTo(Duration.ofSeconds(1));
    assertThat(rule.waitAfter(6)).isEqualTo(Duration.ofSeconds(2));
    assertThat(rule.waitAfter(14)).isEqualTo(Duration.ofSeconds(512));
    assertThat(rule.waitAfter(15)).isEqualTo(Duration.ofMinutes(15));
    assertThat(rule.waitAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void an_address_may_fail_more_often_and_never_waits_long() {
    Throttle.Rule rule = Throttle.Rule.OF_ADDRESS;

    assertThat(rule.waitAfter(99)).isZero();
    assertThat(rule.waitAfter(100)).isEqualTo(Duration.ofSeconds(1));
    assertThat(rule.waitAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void after_five_failures_the_next_try_waits() {
    fail("a", 5);

    assertThat(ask("a")).isEqualTo(new Throttle.Turn.Waits(Duration.ofSeconds(1)));
    clock.advance(Duration.ofSeconds(1));
    assertThat(ask("a")).isInstanceOf(Throttle.Turn.Granted.class);
    assertThat(ask("a")).isEqualTo(new Throttle.Turn.Waits(Duration.ofSeconds(2)));
  }

  @Test
  void others_do_not_wait() {
    fail("a", 5);

    fail("b", 5);
  }

  @Test
  void a_try_taken_back_and_one_forgiven_cost_nothing() {
    fail("a", 4);
    throttle.takeBack("a");
    fail("a", 2);
    assertThat(ask("a")).isInstanceOf(Throttle.Turn.Waits.class);

    throttle.forget("a");

    fail("a", 5);
  }

  @Test
  void a_day_after_the_last_failure_all_begins_anew() {
    fail("a", 5);
    clock.advance(Throttle.Rule.OF_ACCOUNT.forgetAfter().plusNanos(1));

    fail("a", 5);
  }

  @Test
  void what_is_stored_counts_if_it_is_worse() {
    var stored = new Failures(7, clock.instant());

    assertThat(throttle.ask("a", Optional.of(stored), clock.instant()))
        .isEqualTo(new Throttle.Turn.Waits(Duration.ofSeconds(4)));
  }

  @Test
  void only_so_many_names_are_kept_and_the_oldest_goes() {
    fail("a", 5);
    fail("b", 1);
    fail("c", 1);
    assertThat(ask("a")).isInstanceOf(Throttle.Turn.Waits.class);
    fail("d", 1);
    assertThat(ask("a")).isInstanceOf(Throttle.Turn.Waits.class);

    fail("e", 1);
    fail("f", 1);
    fail("g", 1);

    fail("a", 5);
  }

  @Test
  void all_addresses_of_one_subscriber_are_one() {
    assertThat(RemoteAddress.keyOf("2001:db8:1:2:3::4"))
        .isEqualTo(RemoteAddress.keyOf("2001:db8:1:2:ffff::1"))
        .isNotEqualTo(RemoteAddress.keyOf("2001:db8:1:3::4"));
    assertThat(RemoteAddress.keyOf("192.0.2.1")).isNotEqualTo(RemoteAddress.keyOf("192.0.2.2"));
    assertThat(RemoteAddress.keyOf("somewhere")).isEqualTo("somewhere");
  }
}
