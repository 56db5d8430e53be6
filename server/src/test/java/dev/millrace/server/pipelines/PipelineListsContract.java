package dev.millrace.server.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.access.UserId;
import dev.millrace.server.pipelines.PipelineQuery.Sort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of pipelines promises of its lists. */
public interface PipelineListsContract {
  PipelineStore emptyStore();

  @Test
  default void a_list_is_ordered_and_paged_in_both_directions() {
    PipelineStore store = emptyStore();
    for (int i = 0; i < 7; i++) {
      PipelineEntry entry =
          PipelineStoreContract.entry("p-" + i, (i % 2 == 0 ? "Name" : "name") + (9 - i));
      store.commit(
          unlimited(
              PipelineStoreContract.commit(
                  at(
                      entry,
                      PipelineStoreContract.NOW.plusSeconds(i / 2),
                      PipelineStoreContract.NOW.minusNanos(i)),
                  1)));
    }

    for (Sort sort : Sort.values()) {
      List<String> up = idsOf(store, sort, false);
      assertThat(up).hasSize(7).doesNotHaveDuplicates();
      assertThat(idsOf(store, sort, true)).isEqualTo(up.reversed());
    }
    assertThat(idsOf(store, Sort.NAME, false))
        .containsExactly("p-6", "p-5", "p-4", "p-3", "p-2", "p-1", "p-0");
    assertThat(idsOf(store, Sort.CREATED, false))
        .containsExactly("p-0", "p-1", "p-2", "p-3", "p-4", "p-5", "p-6");
    assertThat(idsOf(store, Sort.CHANGED, false))
        .containsExactly("p-6", "p-5", "p-4", "p-3", "p-2", "p-1", "p-0");
  }

  private static List<String> idsOf(PipelineStore store, Sort sort, boolean descending) {
    var ids = new ArrayList<String>();
    Optional<UserId> anybody = Optional.empty();
    var query =
        new PipelineQuery(
            PipelineStoreContract.ACME,
            "",
            Optional.empty(),
            anybody,
            false,
            sort,
            descending,
            Optional.empty(),
            3);
    for (PipelinePage page = store.list(query); ; page = store.list(query.after(page.next()))) {
      page.ids().forEach(id -> ids.add(id.value()));
      if (page.next().isEmpty()) {
        return ids;
      }
    }
  }

  private static PipelineEntry at(PipelineEntry entry, Instant created, Instant changed) {
    return new PipelineEntry(
        entry.id(),
        entry.project(),
        entry.name(),
        entry.description(),
        entry.labels(),
        entry.enabled(),
        entry.creator(),
        created,
        entry.changedBy(),
        changed,
        entry.revision(),
        entry.lastVersion(),
        entry.newest(),
        entry.draft(),
        entry.deletedAt());
  }

  private static PipelineCommit unlimited(PipelineCommit commit) {
    return new PipelineCommit(
        commit.next(), commit.written(), commit.removed(), 100, commit.audit());
  }

  @Test
  default void a_list_is_narrowed_by_name_label_and_creator() {
    PipelineStore store = emptyStore();
    store.commit(
        PipelineStoreContract.commit(
            PipelineStoreContract.entry("p-1", "Deploy 100%_\\ÄÖ", "x"), 1));
    store.commit(
        PipelineStoreContract.commit(PipelineStoreContract.entry("p-2", "deploy", "x", "y"), 1));
    store.commit(PipelineStoreContract.commit(PipelineStoreContract.entry("p-3", "build", "y"), 1));

    assertThat(found(store, "DEPLOY", null, null)).containsExactly("p-2", "p-1");
    assertThat(found(store, "100%_\\äö", null, null)).containsExactly("p-1");
    assertThat(found(store, "%", null, null)).containsExactly("p-1");
    assertThat(found(store, "l_y", null, null)).isEmpty();
    assertThat(found(store, "", "y", null)).containsExactly("p-3", "p-2");
    assertThat(found(store, "dep", "y", PipelineStoreContract.ANN)).containsExactly("p-2");
    assertThat(found(store, "", null, PipelineStoreContract.BOB)).isEmpty();
  }

  private static PipelineQuery deleted() {
    Optional<UserId> anybody = Optional.empty();
    return new PipelineQuery(
        PipelineStoreContract.ACME,
        "",
        Optional.empty(),
        anybody,
        true,
        Sort.NAME,
        false,
        Optional.empty(),
        9);
  }

  private static List<String> found(
      PipelineStore store, String part, @Nullable String label, @Nullable UserId creator) {
    return store
        .list(
            new PipelineQuery(
                PipelineStoreContract.ACME,
                part,
                Optional.ofNullable(label),
                Optional.ofNullable(creator),
                false,
                Sort.NAME,
                false,
                Optional.empty(),
                9))
        .ids()
        .stream()
        .map(PipelineId::value)
        .toList();
  }

  @Test
  default void labels_follow_the_entry() {
    PipelineStore store = emptyStore();
    PipelineEntry entry = PipelineStoreContract.entry("p-1", "one", "x");
    store.commit(PipelineStoreContract.commit(entry, 1));

    store.commit(
        PipelineStoreContract.commit(
            EntryEdit.of(
                    entry,
                    PipelineStoreContract.acting(PipelineStoreContract.ANN),
                    PipelineStoreContract.NOW)
                .showing(new Shown("", List.of("z", "a")))
                .done()));

    assertThat(found(store, "", "x", null)).isEmpty();
    assertThat(found(store, "", "z", null)).containsExactly("p-1");
    assertThat(store.find(entry.id()).orElseThrow().labels()).containsExactly("z", "a");
  }

  @Test
  default void deleted_ones_are_listed_on_wish_and_purged_when_old() {
    PipelineStore store = emptyStore();
    PipelineEntry kept = PipelineStoreContract.entry("p-1", "one");
    PipelineEntry gone = PipelineStoreContract.entry("p-2", "two", "x");
    store.commit(PipelineStoreContract.commit(kept, 1));
    store.commit(PipelineStoreContract.commit(gone, 1));
    store.commit(
        PipelineStoreContract.commit(
            EntryEdit.of(
                    gone,
                    PipelineStoreContract.acting(PipelineStoreContract.ANN),
                    PipelineStoreContract.NOW)
                .deletedAt(Optional.of(PipelineStoreContract.NOW))
                .done()));

    assertThat(store.list(PipelineQuery.of(PipelineStoreContract.ACME, 9)).ids())
        .containsExactly(kept.id());
    assertThat(store.list(deleted()).ids()).containsExactly(gone.id());
    assertThat(store.deletedBefore(PipelineStoreContract.NOW, 9)).isEmpty();
    assertThat(store.deletedBefore(PipelineStoreContract.NOW.plusNanos(1), 9))
        .extracting(PipelineEntry::id)
        .containsExactly(gone.id());

    store.purge(gone.id());
    store.purge(kept.id());

    assertThat(store.find(gone.id())).isEmpty();
    assertThat(store.definition(gone.id(), new VersionNumber(1))).isEmpty();
    assertThat(store.find(kept.id())).contains(kept);
  }
}
