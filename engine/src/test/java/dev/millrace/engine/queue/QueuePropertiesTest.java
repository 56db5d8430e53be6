package dev.millrace.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.queue.QueueEffect.ToBuild;
import dev.millrace.engine.queue.QueuedBuild.Standing;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.QueueId;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.testkit.Seeds;
import dev.millrace.testkit.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds for a queue whatever it is told, late, twice and in any order. */
class QueuePropertiesTest {
  private static final List<PipelineId> PIPELINES =
      List.of(new PipelineId("p"), new PipelineId("q"));

  @Test
  void nobody_is_let_in_beyond_the_slots_or_before_another_and_nobody_waits_for_nothing() {
    Seeds.forEach(2_000, QueuePropertiesTest::play);
  }

  private static void play(SplittableRandom random) {
    BuildQueue queue = BuildQueue.empty(new QueueId("q"));
    List<QueueEvent> past = new ArrayList<>();
    for (int step = 0; step < 60; step++) {
      QueueEvent event =
          past.isEmpty() || random.nextInt(4) > 0 ? next(random, step) : Seeds.oneOf(random, past);
      past.add(event);

      QueueTransition after = QueueLifecycle.on(queue, event, VirtualClock.START.plusSeconds(step));

      check(queue, after, event);
      queue = after.next();
    }
  }

  private static QueueEvent next(SplittableRandom random, int step) {
    var build = new BuildId("b-" + random.nextInt(8));
    PipelineId pipeline = Seeds.oneOf(random, PIPELINES);
    int attempt = random.nextInt(1, 4);
    QueueSettings settings =
        PlayedQueue.settings(
            Seeds.oneOf(random, List.of(RunLock.values())),
            random.nextInt(4),
            random.nextInt(4) == 0,
            Optional.of(random.nextInt(1, 3)));
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> new QueueEvent.StartRequested(build, pipeline, settings, false);
      case 3 -> new QueueEvent.PlaceRequested(build, pipeline, settings, attempt, step);
      case 4 -> new QueueEvent.BuildEnded(build, attempt, step);
      case 5 -> new QueueEvent.BuildParked(build, attempt, step);
      case 6 -> new QueueEvent.BuildResumed(build, attempt, step);
      case 7 -> new QueueEvent.StartAnnounced(build, pipeline, settings, false);
      default -> new QueueEvent.QueueTimeoutReached(build, attempt);
    };
  }

  private static void check(BuildQueue before, QueueTransition after, QueueEvent event) {
    BuildQueue queue = after.next();
    List<QueuedBuild> builds = queue.builds().values();
    List<QueuedBuild> waiting = in(builds, Standing.WAITING);
    assertThat(queue.running()).isEqualTo(in(builds, Standing.RUNNING).size());
    assertThat(queue.waiting()).isEqualTo(waiting.size());
    PIPELINES.forEach(pipeline ->
        assertThat(queue.waitingOf(pipeline))
            .isEqualTo(
                waiting.stream().filter(build -> build.pipeline().equals(pipeline)).count()));
    assertThat(waiting.isEmpty() || queue.running() >= queue.head().slots())
        .as("%s waits for somebody after %s", waiting, event)
        .isTrue();
    List<ToBuild> admitted =
        after.effects().stream()
            .filter(QueueEffect.Admit.class::isInstance)
            .map(ToBuild.class::cast)
            .toList();
    assertThat(admitted.isEmpty() || queue.running() <= queue.head().slots())
        .as("%s were let in although %s run", admitted, queue.running())
        .isTrue();
    long lastLetIn =
        admitted.stream()
            .mapToLong(one -> queue.find(one.build()).orElseThrow().ticket())
            .max()
            .orElse(0);
    assertThat(waiting).allMatch(build -> build.ticket() > lastLetIn);
    if (!(event instanceof QueueEvent.StartRequested)
        && !(event instanceof QueueEvent.PlaceRequested)) {
      nobodyElseLost(before, queue, event);
    }
  }

  /** A wrong release can't free somebody else's slot. */
  private static void nobodyElseLost(BuildQueue before, BuildQueue after, QueueEvent event) {
    for (QueuedBuild build : before.builds().values()) {
      if (!build.build().equals(event.build()) || build.attempt() != event.attempt()) {
        assertThat(after.find(build.build()).map(QueuedBuild::attempt))
            .as("%s after %s", build, event)
            .hasValue(build.attempt());
      }
    }
  }

  private static List<QueuedBuild> in(List<QueuedBuild> builds, Standing standing) {
    return builds.stream().filter(build -> build.standing() == standing).toList();
  }
}
