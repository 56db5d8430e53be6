package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link BuildStore} promises. */
public interface BuildStoreContract {
  /** A store with nothing in it. */
  BuildStore emptyStore();

  /** The same store after its process has gone and come again; itself where nothing outlives. */
  BuildStore reopened(BuildStore store);

  @Test
  default void a_committed_build_is_loaded_as_it_was() {
    BuildStore store = emptyStore();
    Build build = Samples.queued("b-1");

    store.commit(BuildCommit.ofNew(build));

    StoredBuild loaded = reopened(store).load(build.id()).orElseThrow();
    assertThat(loaded).isEqualTo(new StoredBuild(build, 1, List.of(), List.of()));
  }

  @Test
  default void a_build_nobody_committed_is_not_there() {
    BuildStore store = emptyStore();

    Optional<StoredBuild> loaded = store.load(new BuildId("b-1"));

    assertThat(loaded).isEmpty();
  }

  @Test
  default void whatever_a_step_changes_is_loaded_as_it_was() {
    BuildStore store = emptyStore();
    Seeds.forEach(
        50,
        random -> {
          var walk = new BuildWalk(random);
          Build build = Samples.queued("b-" + random.nextLong());
          store.commit(BuildCommit.ofNew(build));
          for (int version = 1; version <= 20; version++) {
            Build next = walk.step(build);
            store.commit(step(build, next, version));
            build = next;
            StoredBuild loaded = store.load(build.id()).orElseThrow();
            assertThat(loaded.build()).isEqualTo(build);
            assertThat(loaded.version()).isEqualTo(version + 1);
          }
        });
  }

  @Test
  default void a_step_decided_on_an_old_version_is_refused_and_changes_nothing() {
    BuildStore store = emptyStore();
    Build first = Samples.queued("b-1");
    Build second = ended(first);
    store.commit(BuildCommit.ofNew(first));
    store.commit(step(first, second, 1));

    assertThatThrownBy(() ->
            store.commit(
                new BuildCommit(
                    Optional.of(first),
                    first,
                    1,
                    Set.of(),
                    List.of(SampleEvents.timer("t", 1)),
                    List.of(SampleEvents.prepare(2, 0)),
                    List.of())))
        .isInstanceOf(StaleVersion.class)
        .hasMessage("build b-1 is no longer at version 1");

    assertThat(reopened(store).load(first.id()))
        .hasValue(new StoredBuild(second, 2, List.of(), List.of()));
  }

  @Test
  default void a_build_begins_only_once() {
    BuildStore store = emptyStore();
    Build build = Samples.queued("b-1");
    store.commit(BuildCommit.ofNew(build));

    assertThatThrownBy(() -> store.commit(BuildCommit.ofNew(build)))
        .isInstanceOf(StaleVersion.class);
  }

  @Test
  default void a_step_of_a_build_that_never_began_is_refused() {
    BuildStore store = emptyStore();
    Build build = Samples.queued("b-1");

    assertThatThrownBy(() -> store.commit(step(build, ended(build), 3)))
        .isInstanceOf(StaleVersion.class);
  }

  @Test
  default void of_many_steps_at_the_same_version_exactly_one_wins_and_other_builds_go_on()
      throws Exception {
    BuildStore store = emptyStore();
    Build contended = Samples.queued("contended");
    store.commit(BuildCommit.ofNew(contended));
    List<CompletableFuture<Boolean>> racing = new ArrayList<>();
    List<CompletableFuture<Boolean>> others = new ArrayList<>();

    for (int n = 0; n < 50; n++) {
      Build other = Samples.queued("other-" + n);
      racing.add(inBackground(() -> store.commit(step(contended, ended(contended), 1))));
      others.add(inBackground(() -> store.commit(BuildCommit.ofNew(other))));
    }

    assertThat(wins(racing)).isEqualTo(1);
    assertThat(wins(others)).isEqualTo(50);
    BuildStore after = reopened(store);
    assertThat(after.load(contended.id()).orElseThrow().version()).isEqualTo(2);
    assertThat(after.list(BuildQuery.newest(100)).builds()).hasSize(51);
  }

  @Test
  default void a_build_is_unfinished_until_it_has_ended_and_nothing_is_left_to_do() {
    BuildStore store = emptyStore();
    Build older = Samples.queued("z-older", Samples.NOW);
    Build newer = Samples.queued("a-newer", Samples.NOW.plusSeconds(1));
    store.commit(BuildCommit.ofNew(newer));
    store.commit(BuildCommit.ofNew(older));
    assertThat(store.unfinished()).containsExactly(older.id(), newer.id());

    store.commit(step(newer, ended(newer), 1));
    assertThat(store.unfinished()).containsExactly(older.id());

    store.commit(
        new BuildCommit(
            Optional.of(older),
            ended(older),
            1,
            Set.of(),
            List.of(),
            List.of(SampleEvents.prepare(2, 0)),
            List.of()));
    assertThat(store.unfinished()).containsExactly(older.id());

    store.forget(older.id(), List.of(new EffectKey(2, 0)));
    assertThat(reopened(store).unfinished()).isEmpty();
  }

  @Test
  default void a_finished_build_that_is_retried_is_unfinished_again() {
    BuildStore store = emptyStore();
    Build build = Samples.queued("b-1");
    store.commit(BuildCommit.ofNew(build));
    store.commit(step(build, ended(build), 1));

    store.commit(step(ended(build), build, 2));

    assertThat(store.unfinished()).containsExactly(build.id());
  }

  private static BuildCommit step(Build before, Build after, long version) {
    return new BuildCommit(
        Optional.of(before), after, version, Set.of(), List.of(), List.of(), List.of());
  }

  static Build ended(Build build) {
    return new Build(
        build.id(),
        build.number(),
        build.pipeline(),
        build.attempt(),
        BuildStatus.SUCCEED,
        build.stages(),
        build.variables(),
        build.createdAt(),
        build.startedAt(),
        Optional.of(Samples.NOW.plusSeconds(60)),
        build.cancel(),
        build.start(),
        build.queueing(),
        build.triggerReview());
  }

  private static CompletableFuture<Boolean> inBackground(Runnable commit) {
    var won = new CompletableFuture<Boolean>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            commit.run();
            won.complete(true);
          } catch (StaleVersion lost) {
            won.complete(false);
          } catch (RuntimeException failure) {
            won.completeExceptionally(failure);
          }
        });
    return won;
  }

  private static long wins(List<CompletableFuture<Boolean>> racing)
      throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
    long wins = 0;
    for (CompletableFuture<Boolean> one : racing) {
      wins += one.get(30, TimeUnit.SECONDS) ? 1 : 0;
    }
    return wins;
  }
}
