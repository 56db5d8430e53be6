package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Seeds;
import org.junit.jupiter.api.Test;

class SimulationTest {
  /** More for a long run: {@code -Dmillrace.simulation.seeds=100000}. */
  private static final long SEEDS = Long.getLong("millrace.simulation.seeds", 1_000);

  @Test
  void whatever_crashes_delays_and_repeats_every_build_ends_and_nothing_is_lost_or_doubled() {
    Seeds.forEach(SEEDS, random -> new Simulation(random).run());
  }

  @Test
  void the_simulation_does_meet_what_it_is_about() {
    var met = new Simulation.Met();

    Seeds.forEach(200, random -> met.add(new Simulation(random).run()));

    assertThat(met.crashes).isGreaterThan(200);
    assertThat(met.repeats).isGreaterThan(1_000);
    assertThat(met.timers).isGreaterThan(20);
    assertThat(met.deaths).isGreaterThan(50);
    assertThat(met.outcomes.keySet()).hasSize(4);
  }
}
