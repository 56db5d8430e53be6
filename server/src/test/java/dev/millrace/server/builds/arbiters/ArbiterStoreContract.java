package dev.millrace.server.builds.arbiters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.server.builds.BuildCommit;
import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.Samples;
import dev.millrace.server.builds.StaleVersion;
import dev.millrace.server.builds.arbiters.ArbiterCommit.WrittenMessage;
import dev.millrace.server.builds.arbiters.ArbiterCommit.WrittenTimer;
import dev.millrace.server.builds.arbiters.ArbiterKind.Entry;
import dev.millrace.server.builds.arbiters.ArbiterKind.EntryChanges;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ArbiterStore} promises, and keeping builds too, what of both together. */
public interface ArbiterStoreContract<S extends BuildStore & ArbiterStore> {
  ArbiterId QUEUE = new ArbiterId("queue", "a \"name\"");
  ArbiterId NUMBERS = new ArbiterId("numbers", "p");

  /** A store with nothing in it. */
  S emptyArbiters();

  /** The same store after its process has gone and come again; itself where nothing outlives. */
  S reopenedArbiters(S store);

  @Test
  default void what_was_committed_is_loaded_as_it_was() {
    S store = emptyArbiters();
    commit(
        store,
        new ArbiterCommit(
            QUEUE,
            0,
            "head",
            new EntryChanges(List.of(new Entry("a", "1"), new Entry("b", "2")), List.of()),
            Set.of(),
            List.of(timer("late", 9), timer("soon", 1)),
            List.of(message(1, 0, "one"), message(1, 1, "two"))));

    commit(
        store,
        new ArbiterCommit(
            QUEUE,
            1,
            "next",
            new EntryChanges(List.of(new Entry("b", "3"), new Entry("c", "4")), List.of("a")),
            Set.of("late", "never-set"),
            List.of(timer("soon", 2)),
            List.of(message(2, 0, "three"))));

    StoredArbiter loaded = reopenedArbiters(store).load(QUEUE).orElseThrow();
    assertThat(loaded.version()).isEqualTo(2);
    assertThat(loaded.head()).isEqualTo("next");
    assertThat(loaded.entries())
        .containsExactlyInAnyOrder(new Entry("b", "3"), new Entry("c", "4"));
    assertThat(loaded.timers()).containsExactly(timer("soon", 2));
    assertThat(loaded.messages())
        .containsExactly(message(1, 0, "one"), message(1, 1, "two"), message(2, 0, "three"));
  }

  @Test
  default void an_arbiter_nobody_committed_is_not_there() {
    assertThat(emptyArbiters().load(QUEUE)).isEmpty();
  }

  @Test
  default void a_step_decided_on_another_version_is_refused_and_changes_nothing() {
    S store = emptyArbiters();
    commit(store, plain(QUEUE, 0, "first"));

    assertThatThrownBy(() -> commit(store, plain(QUEUE, 0, "again")))
        .isInstanceOf(StaleVersion.class)
        .hasMessage("queue a \"name\" is no longer at version 0");
    assertThatThrownBy(() -> commit(store, plain(QUEUE, 2, "ahead")))
        .isInstanceOf(StaleVersion.class);

    assertThat(reopenedArbiters(store).load(QUEUE).orElseThrow().head()).isEqualTo("first");
  }

  @Test
  default void two_arbiters_and_a_build_are_stored_together() {
    S store = emptyArbiters();
    var build = Samples.queued("b-1");

    store.commit(
        new JointCommit(
            List.of(plain(QUEUE, 0, "queue"), plain(NUMBERS, 0, "numbers")),
            Optional.of(BuildCommit.ofNew(build))));

    S after = reopenedArbiters(store);
    assertThat(after.load(QUEUE)).isPresent();
    assertThat(after.load(NUMBERS)).isPresent();
    assertThat(after.load(build.id()).orElseThrow().build()).isEqualTo(build);
  }

  @Test
  default void of_what_is_to_be_stored_together_nothing_is_when_one_part_is_stale() {
    S store = emptyArbiters();
    commit(store, plain(NUMBERS, 0, "before"));
    var build = Samples.queued("b-1");
    var other = Samples.queued("b-2");
    store.commit(BuildCommit.ofNew(other));

    assertThatThrownBy(() ->
            store.commit(
                new JointCommit(
                    List.of(plain(QUEUE, 0, "queue"), plain(NUMBERS, 0, "numbers")),
                    Optional.of(BuildCommit.ofNew(build)))))
        .isInstanceOf(StaleVersion.class);
    assertThatThrownBy(() ->
            store.commit(
                new JointCommit(
                    List.of(plain(QUEUE, 0, "queue"), plain(NUMBERS, 1, "numbers")),
                    Optional.of(BuildCommit.ofNew(other)))))
        .isInstanceOf(StaleVersion.class);

    S after = reopenedArbiters(store);
    assertThat(after.load(QUEUE)).isEmpty();
    assertThat(after.load(NUMBERS).orElseThrow().head()).isEqualTo("before");
    assertThat(after.load(build.id())).isEmpty();
  }

  @Test
  default void an_arbiter_is_busy_while_it_has_timers_or_messages() {
    S store = emptyArbiters();
    var timed = new ArbiterId("queue", "timed");
    var telling = new ArbiterId("queue", "telling");
    commit(store, plain(QUEUE, 0, "idle"));
    commit(store, step(timed, List.of(timer("t", 1)), List.of()));
    commit(store, step(telling, List.of(), List.of(message(1, 0, "one"))));
    assertThat(store.busy("queue")).containsExactly("telling", "timed");
    assertThat(store.busy("mutex")).isEmpty();

    store.forget(telling, List.of(new EffectKey(1, 0)));

    S after = reopenedArbiters(store);
    assertThat(after.busy("queue")).containsExactly("timed");
    assertThat(after.load(telling).orElseThrow().messages()).isEmpty();
  }

  private static void commit(ArbiterStore store, ArbiterCommit commit) {
    store.commit(new JointCommit(List.of(commit), Optional.empty()));
  }

  private static ArbiterCommit plain(ArbiterId id, long version, String head) {
    return new ArbiterCommit(
        id, version, head, new EntryChanges(List.of(), List.of()), Set.of(), List.of(), List.of());
  }

  private static ArbiterCommit step(
      ArbiterId id, List<WrittenTimer> timers, List<WrittenMessage> messages) {
    return new ArbiterCommit(
        id, 0, "", new EntryChanges(List.of(), List.of()), Set.of(), timers, messages);
  }

  private static WrittenTimer timer(String key, int seconds) {
    return new WrittenTimer(key, Samples.NOW.plusSeconds(seconds), "event of " + key);
  }

  private static WrittenMessage message(long version, int position, String text) {
    return new WrittenMessage(new EffectKey(version, position), text);
  }
}
