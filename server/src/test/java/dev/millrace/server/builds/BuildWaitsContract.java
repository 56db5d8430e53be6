package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.state.Build;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link BuildStore} promises of what a build waits for and has asked for. */
public interface BuildWaitsContract {
  /** A store with nothing in it. */
  BuildStore emptyStore();

  /** The same store after its process has gone and come again; itself where nothing outlives. */
  BuildStore reopened(BuildStore store);

  @Test
  default void timers_are_set_replaced_and_cleared_with_the_step() {
    BuildStore store = emptyStore();
    Build build = Samples.queued("b-1");
    store.commit(
        new BuildCommit(
            Optional.empty(),
            build,
            0,
            Set.of(),
            List.of(
                SampleEvents.timer("late", 30),
                SampleEvents.timer("gone", 10),
                SampleEvents.timer("moved", 1)),
            List.of(),
            List.of()));

    store.commit(
        new BuildCommit(
            Optional.of(build),
            build,
            1,
            Set.of("gone", "never-set"),
            List.of(SampleEvents.timer("moved", 20)),
            List.of(),
            List.of()));

    assertThat(reopened(store).load(build.id()).orElseThrow().timers())
        .containsExactly(SampleEvents.timer("moved", 20), SampleEvents.timer("late", 30));
  }

  @Test
  default void a_timer_cleared_and_set_in_one_step_is_set() {
    BuildStore store = emptyStore();
    Build build = Samples.queued("b-1");
    store.commit(
        new BuildCommit(
            Optional.empty(),
            build,
            0,
            Set.of(),
            List.of(SampleEvents.timer("t", 1)),
            List.of(),
            List.of()));

    store.commit(
        new BuildCommit(
            Optional.of(build),
            build,
            1,
            Set.of("t"),
            List.of(SampleEvents.timer("t", 2)),
            List.of(),
            List.of()));

    assertThat(store.load(build.id()).orElseThrow().timers())
        .containsExactly(SampleEvents.timer("t", 2));
  }

  @Test
  default void every_kind_of_event_can_wait_in_a_timer() {
    BuildStore store = emptyStore();
    Build build = Samples.queued("b-1");
    List<SetTimer> timers = new ArrayList<>();
    for (BuildEvent event : SampleEvents.everyKind()) {
      String key = "t" + (100 + timers.size());
      timers.add(new SetTimer(key, Samples.NOW.plusSeconds(timers.size()), event));
    }

    store.commit(
        new BuildCommit(Optional.empty(), build, 0, Set.of(), timers, List.of(), List.of()));

    StoredBuild loaded = reopened(store).load(build.id()).orElseThrow();
    assertThat(loaded.timers()).isEqualTo(timers);
    Set<Class<?>> kinds = new HashSet<>();
    loaded.timers().forEach(timer -> kinds.add(timer.event().getClass()));
    assertThat(kinds).isEqualTo(kindsOf(BuildEvent.class).collect(Collectors.toSet()));
  }

  private static Stream<Class<?>> kindsOf(Class<?> events) {
    return Arrays.stream(events.getPermittedSubclasses())
        .filter(kind -> !SampleEvents.WISHES.contains(kind))
        .flatMap(kind -> kind.isSealed() ? kindsOf(kind) : Stream.of(kind));
  }

  @Test
  default void effects_stay_until_they_are_settled_or_forgotten() {
    BuildStore store = emptyStore();
    Build build = Samples.queued("b-1");
    List<RecordedEffect> effects = SampleEffects.everyKind();
    store.commit(
        new BuildCommit(Optional.empty(), build, 0, Set.of(), List.of(), effects, List.of()));
    assertThat(store.load(build.id()).orElseThrow().effects()).isEqualTo(effects);

    store.commit(
        new BuildCommit(
            Optional.of(build),
            build,
            1,
            Set.of(),
            List.of(),
            List.of(SampleEvents.prepare(2, 0)),
            List.of(new EffectKey(1, 0))));
    store.forget(build.id(), List.of(new EffectKey(1, 2), new EffectKey(1, 7)));

    List<RecordedEffect> left = new ArrayList<>(effects);
    left.removeAll(List.of(effects.get(0), effects.get(2), effects.get(7)));
    left.add(SampleEvents.prepare(2, 0));
    assertThat(reopened(store).load(build.id()).orElseThrow().effects()).isEqualTo(left);
  }
}
