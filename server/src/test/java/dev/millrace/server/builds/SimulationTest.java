package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** See docs/proofs.md: what holds in every history, how to run a million of them, and one again. */
class SimulationTest {
  private static final long SEEDS = Long.getLong("millrace.simulation.seeds", 10_000);

  /** The one seed to run, telling what happens; none as a rule. */
  private static final long ONE_SEED = Long.getLong("millrace.simulation.seed", -1);

  private static final String REPLAY =
      "mvn -q -pl server -am test -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dmillrace.simulation.seed=%d";

  @Test
  void whatever_crashes_delays_and_repeats_every_build_ends_and_nothing_is_lost_or_doubled() {
    if (ONE_SEED >= 0) {
      Seeds.forOne(
          ONE_SEED,
          random ->
              new Simulation(
                      random,
                      (at, what, which) -> System.out.println(at + " " + what + " " + which))
                  .run());
    } else {
      Seeds.forEachOnAllCores(SEEDS, REPLAY, random -> new Simulation(random).run());
    }
  }

  @Test
  void the_same_seed_gives_the_same_history() {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(historyOf(seed)).isEqualTo(historyOf(seed));
    }
  }

  private static List<String> historyOf(long seed) {
    List<String> history = new ArrayList<>();
    Seeds.forOne(
        seed,
        random ->
            new Simulation(random, (at, what, which) -> history.add(at + " " + what + " " + which))
                .run());
    return history;
  }

  /** Its build left one message more to be delivered each time its mutex was granted again. */
  @Test
  void a_build_that_is_over_ends_although_the_process_dies_at_one_write_in_thirteen() {
    Seeds.forOne(3351, random -> new Simulation(random).run());
  }

  /** It was accepted, and refused when its start came again, for its queue knew nothing of it. */
  @Test
  void a_build_under_review_is_not_refused_when_its_start_comes_again_to_a_full_line() {
    Seeds.forOne(66_553, random -> new Simulation(random).run());
  }

  /** Its start was under way twice; the one that was taken came after the one that was refused. */
  @Test
  void a_build_whose_start_was_refused_at_first_is_seen_to_its_end_when_it_is_taken_after_all() {
    Seeds.forOne(184_499, random -> new Simulation(random).run());
  }

  @Test
  void the_simulation_does_meet_what_it_is_about() {
    var met = new Simulation.Met();

    Seeds.forEach(200, random -> met.add(new Simulation(random).run()));

    assertThat(met.crashes).isGreaterThan(200);
    assertThat(met.repeats).isGreaterThan(1_000);
    assertThat(met.timers).isGreaterThan(20);
    assertThat(met.deaths).isGreaterThan(50);
    assertThat(met.waited).isGreaterThan(50);
    assertThat(met.refused).isGreaterThan(20);
    assertThat(met.granted).isGreaterThan(50);
    assertThat(met.called).isGreaterThan(50);
    assertThat(met.outcomes.keySet()).hasSize(5);
  }
}
