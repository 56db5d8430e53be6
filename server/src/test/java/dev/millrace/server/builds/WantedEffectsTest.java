package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.Effect.ClearTimer;
import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.state.JobId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WantedEffectsTest {
  @Test
  void of_timers_set_under_one_key_the_last_counts() {
    WantedEffects wanted = of(timer("a", 1), timer("b", 1), timer("a", 2));

    assertThat(wanted.timersSet()).containsExactly(timer("b", 1), timer("a", 2));
    assertThat(wanted.timersCleared()).isEmpty();
  }

  @Test
  void a_timer_that_is_cleared_after_it_was_set_is_not_set() {
    WantedEffects wanted = of(timer("a", 1), timer("b", 1), new ClearTimer("a"));

    assertThat(wanted.timersSet()).containsExactly(timer("b", 1));
    assertThat(wanted.timersCleared()).containsExactly("a");
  }

  @Test
  void a_timer_that_is_set_after_it_was_cleared_is_set() {
    WantedEffects wanted = of(new ClearTimer("a"), timer("a", 1));

    assertThat(wanted.timersSet()).containsExactly(timer("a", 1));
  }

  private static WantedEffects of(Effect... effects) {
    return WantedEffects.of(List.of(effects), 1);
  }

  private static SetTimer timer(String key, int second) {
    return new SetTimer(
        key, Instant.ofEpochSecond(second), new BuildEvent.JobTimeoutReached(new JobId(key), 1, 1));
  }
}
