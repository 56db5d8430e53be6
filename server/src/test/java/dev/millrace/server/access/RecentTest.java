package dev.millrace.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentTest {
  private final VirtualClock clock = new VirtualClock();
  private final Recent<String, Integer> recent = new Recent<>(Duration.ofSeconds(5), 2);
  private int loads;

  private int get(String key) {
    return recent.get(key, clock.instant(), () -> Optional.of(++loads)).orElseThrow();
  }

  @Test
  void what_was_read_is_good_for_its_life() {
    assertThat(get("a")).isEqualTo(1);
    clock.advance(Duration.ofSeconds(5).minusNanos(1));
    assertThat(get("a")).isEqualTo(1);
    clock.advance(Duration.ofNanos(1));

    assertThat(get("a")).isEqualTo(2);
  }

  @Test
  void a_clock_that_jumps_back_makes_nothing_good() {
    get("a");
    clock.advance(Duration.ofSeconds(-1));

    assertThat(get("a")).isEqualTo(2);
  }

  @Test
  void what_was_read_before_a_change_and_arrives_after_it_is_not_kept() {
    var _ =
        recent.get(
            "a",
            clock.instant(),
            () -> {
              recent.forget();
              return Optional.of(-1);
            });

    assertThat(get("a")).isEqualTo(1);
  }

  @Test
  void only_so_many_are_kept() {
    get("a");
    get("b");
    assertThat(get("a")).isEqualTo(1);
    get("c");

    assertThat(get("a")).isEqualTo(1);
    assertThat(get("b")).isEqualTo(4);
  }

  @Test
  void nothing_is_no_answer_to_keep() {
    assertThat(recent.get("a", clock.instant(), Optional::empty)).isEmpty();

    assertThat(get("a")).isEqualTo(1);
  }
}
