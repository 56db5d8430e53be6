package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.testkit.Seeds;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random pipelines under random histories, with repeats, delays and reorders. */
class BuildPropertiesTest {
  private static final int MOST_EVENTS = 5_000;

  @Test
  void whatever_happens_the_invariants_hold_and_every_build_ends() {
    Seeds.forEach(3_000, BuildPropertiesTest::play);
  }

  @SuppressWarnings("ReferenceEquality") // the very same build is how the rules say "no change"
  private static void play(SplittableRandom random) {
    var request = BuildRequests.requestOf(RandomPipelines.from(random).build(), Map.of());
    PlayedBuild build =
        PlayedBuild.queued(
            random.nextInt(10) == 0 ? BuildRequests.reviewedBy("ann", request) : request);
    var invariants = new BuildInvariants(build.state());
    var history = new RandomHistory(random);

    var heard = new HashSet<BuildEvent>();
    int events = 0;
    for (Optional<BuildEvent> event = history.next(build);
        event.isPresent() && events < MOST_EVENTS;
        event = history.next(build)) {
      events++;
      var before = build.state();
      bring(build, event.get(), invariants);
      if (build.state() != before) {
        heard.add(event.get());
      }
    }

    assertThat(build.status().isFinished()).as("I6: the build ends").isTrue();
    invariants.everythingIsGivenBack();
    // A retry that was refused may be due by now; one that was heard is not heard again.
    history.past().stream()
        .filter(event -> !(event instanceof BuildEvent.RetryRequested) || heard.contains(event))
        .forEach(event -> {
          var before = build.state();
          assertThat(build.on(event).state()).as("I2: late %s", event).isSameAs(before);
        });
  }

  /** Brings an event, and brings it again. */
  private static void bring(PlayedBuild build, BuildEvent event, BuildInvariants invariants) {
    build.later(Duration.ofSeconds(1)).on(event);
    invariants.check(build);
    var once = build.state();
    build.on(event);
    assertThat(build.state()).as("I2: a repeated %s", event).isSameAs(once);
    assertThat(build.effects()).as("effects of a repeated %s", event).isEmpty();
  }
}
