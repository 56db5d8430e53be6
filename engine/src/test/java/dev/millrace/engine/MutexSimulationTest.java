package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.mutex.MutexClaim;
import dev.millrace.engine.mutex.MutexEvent.Asked;
import dev.millrace.engine.mutex.MutexEvent.Released;
import dev.millrace.engine.mutex.MutexGroup;
import dev.millrace.engine.mutex.MutexGroup.Hold;
import dev.millrace.engine.mutex.MutexLifecycle;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.MutexId;
import dev.millrace.testkit.Seeds;
import dev.millrace.testkit.VirtualClock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MutexSimulationTest {
  @Test
  void whatever_the_network_does_one_holds_order_is_kept_and_nobody_waits_for_ever() {
    int[] seen = new int[2];
    Seeds.forEach(
        1_500,
        random -> {
          var simulation = new MutexSimulation(random);
          simulation.run();
          seen[0] += simulation.grants();
          seen[1] += simulation.waits();
        });

    assertThat(seen[0]).as("grants").isGreaterThan(5_000);
    assertThat(seen[1]).as("waits").isGreaterThan(2_000);
  }

  @Test
  void ten_thousand_waiters_are_served_in_order() {
    int waiters = 10_000;
    var group = MutexGroup.free(new MutexId("demo", "lock"));
    for (int i = 0; i <= waiters; i++) {
      var asked = new Asked(claim(i), Optional.of(waiters));
      group = MutexLifecycle.on(group, asked, VirtualClock.START).next();
    }
    assertThat(group.waiting()).isEqualTo(waiters);

    for (int i = 0; i < waiters; i++) {
      group = MutexLifecycle.on(group, new Released(claim(i)), VirtualClock.START).next();
      assertThat(group.holder().map(Hold::claim)).contains(claim(i + 1));
    }
    assertThat(group.waiting()).isZero();
  }

  private static MutexClaim claim(int number) {
    return new MutexClaim(new BuildId("b-" + number), new JobId("job"), 1, 1);
  }
}
