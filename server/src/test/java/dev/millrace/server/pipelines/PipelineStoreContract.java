package dev.millrace.server.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.AuditRecord;
import dev.millrace.server.access.Principal;
import dev.millrace.server.access.UserId;
import dev.millrace.server.pipelines.PipelineStore.Committed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every store of pipelines promises. */
public interface PipelineStoreContract extends PipelineListsContract {
  ProjectId ACME = new ProjectId("acme");
  UserId ANN = new UserId("ann");
  UserId BOB = new UserId("bob");
  Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");

  /** What the audit has by now, in its order. */
  List<AuditRecord> audits(PipelineStore store);

  /** A user with all that is known of a request of theirs. */
  static Actor acting(UserId user) {
    var who =
        new Principal(
            user, false, Optional.empty(), Optional.of("t-1"), Optional.empty(), Optional.empty());
    return new Actor(Optional.of(who), Optional.of("192.0.2.1"), Optional.of("r-1"));
  }

  private static AuditEntry created(PipelineEntry entry) {
    return ChangeAudit.of(entry).by(acting(ANN), "created");
  }

  static PipelineEntry entry(String id, String name, String... labels) {
    return new PipelineEntry(
        new PipelineId(id),
        ACME,
        name,
        "of " + name,
        List.of(labels),
        true,
        ANN,
        NOW,
        ANN,
        NOW,
        1,
        1,
        Optional.empty(),
        Optional.of(new PipelineEntry.Draft(new VersionNumber(1), Optional.empty(), 1)),
        Optional.empty());
  }

  static PipelineCommit commit(PipelineEntry entry, int... versions) {
    var written = new ArrayList<PipelineCommit.Written>();
    for (int version : versions) {
      written.add(
          new PipelineCommit.Written(
              new Version(
                  new VersionNumber(version),
                  version == 1 ? Optional.empty() : Optional.of(new ReleaseName(version, 2, 3, 4)),
                  version == 1 ? Optional.empty() : Optional.of(new VersionNumber(version - 1)),
                  DefinitionFormat.YAML,
                  "it's \"" + version + "\"",
                  BOB,
                  NOW.plusSeconds(version)),
              Definition.of("text " + version + " 流水线")));
    }
    return new PipelineCommit(entry, written, List.of(), 3, created(entry));
  }

  private static List<Committed> atOnce(List<Supplier<Committed>> some) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return some.stream().map(one -> CompletableFuture.supplyAsync(one, threads)).toList().stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }

  @Test
  default void of_many_who_want_a_name_at_once_one_gets_it() {
    PipelineStore store = emptyStore();
    var wishes = new ArrayList<Supplier<Committed>>();
    for (int n = 0; n < 30; n++) {
      PipelineCommit wish = commit(entry("p-" + n, "wanted"), 1);
      wishes.add(() -> store.commit(wish));
    }

    List<Committed> answers = atOnce(wishes);

    PipelineId got = store.findByName(ACME, "wanted").orElseThrow().id();
    assertThat(answers).containsOnlyOnce(new Committed.Done());
    assertThat(answers).filteredOn(new Committed.NameTaken(got)::equals).hasSize(29);
    assertThat(audits(store)).hasSize(1);
  }

  @Test
  default void of_many_at_once_no_more_than_the_limit_get_into_a_project() {
    PipelineStore store = emptyStore();
    var wishes = new ArrayList<Supplier<Committed>>();
    for (int n = 0; n < 30; n++) {
      PipelineCommit plain = commit(entry("p-" + n, "name " + n), 1);
      var wish =
          new PipelineCommit(plain.next(), plain.written(), plain.removed(), 7, plain.audit());
      wishes.add(() -> store.commit(wish));
    }

    List<Committed> answers = atOnce(wishes);

    assertThat(answers).filteredOn(new Committed.Done()::equals).hasSize(7);
    assertThat(answers).filteredOn(new Committed.ProjectFull()::equals).hasSize(23);
  }

  @Test
  default void of_many_who_make_the_same_pipeline_at_once_one_makes_it() {
    PipelineStore store = emptyStore();
    PipelineCommit wish = commit(entry("p-1", "one"), 1);

    List<Committed> answers = atOnce(Collections.nCopies(30, () -> store.commit(wish)));

    assertThat(answers).containsOnlyOnce(new Committed.Done());
    assertThat(answers).filteredOn(new Committed.Stale()::equals).hasSize(29);
  }

  @Test
  default void what_was_committed_is_found() {
    PipelineStore store = emptyStore();
    PipelineEntry entry = entry("p-1", "one", "x", "y");
    PipelineCommit commit = commit(entry, 1, 2);

    assertThat(store.commit(commit)).isEqualTo(new Committed.Done());

    assertThat(store.find(entry.id())).contains(entry);
    assertThat(store.findByName(ACME, "one")).contains(entry);
    assertThat(store.findByName(ACME, "One")).isEmpty();
    assertThat(store.findByName(new ProjectId("other"), "one")).isEmpty();
    for (PipelineCommit.Written written : commit.written()) {
      VersionNumber number = written.version().number();
      assertThat(store.version(entry.id(), number)).contains(written.version());
      assertThat(store.definition(entry.id(), number)).contains(written.definition());
    }
    assertThat(audits(store)).hasSize(1);
    AuditRecord audit = audits(store).getFirst();
    assertThat(audit).isEqualTo(AuditRecord.of(commit.audit(), audit.place().id()));
    assertThat(audit.via()).contains("token:t-1");
    assertThat(audit.address()).contains("192.0.2.1");
    assertThat(audit.request()).contains("r-1");
    assertThat(audit.after()).contains("{\"name\":\"one\"}");
  }

  @Test
  default void every_field_survives() {
    PipelineStore store = emptyStore();
    var entry =
        new PipelineEntry(
            new PipelineId("p-1"),
            ACME,
            "n",
            "",
            List.of(),
            false,
            ANN,
            NOW,
            BOB,
            NOW.plusNanos(1),
            1,
            7,
            Optional.of(
                new PipelineEntry.Release(new VersionNumber(6), new ReleaseName(4, 3, 2, 1))),
            Optional.of(
                new PipelineEntry.Draft(
                    new VersionNumber(7), Optional.of(new VersionNumber(6)), 9)),
            Optional.of(NOW.plusNanos(2)));
    var settings =
        new PipelineSettings(
            "what for",
            new Concurrency(
                RunLock.GROUP_LOCK,
                Optional.of("g"),
                true,
                Optional.of(1),
                Optional.of(2),
                Optional.of(3)),
            PipelineSettings.CancelPolicy.EXECUTE_PERMISSION,
            true,
            true,
            4);
    var version =
        new Version(
            new VersionNumber(7),
            Optional.empty(),
            Optional.empty(),
            DefinitionFormat.JSON,
            "",
            ANN,
            NOW);
    var definition = new Definition(DefinitionFormat.JSON, "{}", settings);

    store.commit(
        new PipelineCommit(
            entry,
            List.of(new PipelineCommit.Written(version, definition)),
            List.of(),
            1,
            created(entry)));

    assertThat(store.find(entry.id())).contains(entry);
    assertThat(store.version(entry.id(), version.number())).contains(version);
    assertThat(store.definition(entry.id(), version.number())).contains(definition);
  }

  @Test
  default void of_two_commits_on_one_revision_the_second_is_stale() {
    PipelineStore store = emptyStore();
    PipelineEntry entry = entry("p-1", "one");
    store.commit(commit(entry, 1));
    PipelineEntry next = EntryEdit.of(entry, acting(BOB), NOW).enabled(false).done();
    store.commit(commit(next));

    assertThat(store.commit(commit(EntryEdit.of(entry, acting(ANN), NOW).name("x").done(), 5)))
        .isEqualTo(new Committed.Stale());
    assertThat(store.commit(commit(entry, 6))).isEqualTo(new Committed.Stale());

    assertThat(store.find(entry.id())).contains(next);
    assertThat(store.definition(entry.id(), new VersionNumber(5))).isEmpty();
    assertThat(audits(store)).hasSize(2);
  }

  @Test
  default void a_name_is_free_when_nobody_has_it_or_who_had_it_is_deleted() {
    PipelineStore store = emptyStore();
    PipelineEntry first = entry("p-1", "same");
    store.commit(commit(first, 1));

    assertThat(store.commit(commit(entry("p-2", "same"), 1)))
        .isEqualTo(new Committed.NameTaken(first.id()));
    assertThat(store.find(new PipelineId("p-2"))).isEmpty();

    PipelineEntry deleted =
        EntryEdit.of(first, acting(ANN), NOW).deletedAt(Optional.of(NOW.plusSeconds(1))).done();
    store.commit(commit(deleted));
    assertThat(store.commit(commit(entry("p-2", "same"), 1))).isEqualTo(new Committed.Done());

    PipelineEntry restored =
        EntryEdit.of(deleted, acting(ANN), NOW).deletedAt(Optional.empty()).done();
    assertThat(store.commit(commit(restored)))
        .isEqualTo(new Committed.NameTaken(new PipelineId("p-2")));
    assertThat(store.findByName(ACME, "same").map(PipelineEntry::id))
        .contains(new PipelineId("p-2"));
  }

  @Test
  default void a_project_takes_as_many_as_it_may_have_and_deleted_ones_do_not_count() {
    PipelineStore store = emptyStore();
    store.commit(commit(entry("p-1", "1"), 1));
    store.commit(commit(entry("p-2", "2"), 1));

    assertThat(store.commit(commit(entry("p-3", "3"), 1))).isEqualTo(new Committed.Done());
    assertThat(store.commit(commit(entry("p-4", "4"), 1))).isEqualTo(new Committed.ProjectFull());

    PipelineEntry deleted =
        EntryEdit.of(entry("p-1", "1"), acting(ANN), NOW).deletedAt(Optional.of(NOW)).done();
    store.commit(commit(deleted));
    assertThat(store.commit(commit(entry("p-4", "4"), 1))).isEqualTo(new Committed.Done());
    assertThat(
            store.commit(
                commit(EntryEdit.of(deleted, acting(ANN), NOW).deletedAt(Optional.empty()).done())))
        .isEqualTo(new Committed.ProjectFull());
  }

  @Test
  default void versions_come_newest_first_and_page_by_page() {
    PipelineStore store = emptyStore();
    PipelineEntry entry = entry("p-1", "one");
    store.commit(commit(entry, 1, 2, 3, 4));

    assertThat(store.versions(entry.id(), Optional.empty(), 2))
        .extracting(version -> version.number().value())
        .containsExactly(4, 3);
    assertThat(store.versions(entry.id(), Optional.of(new VersionNumber(3)), 9))
        .extracting(version -> version.number().value())
        .containsExactly(2, 1);
    assertThat(store.released(entry.id()))
        .extracting(VersionNumber::value)
        .containsExactly(2, 3, 4);
  }

  @Test
  default void a_commit_changes_and_removes_versions() {
    PipelineStore store = emptyStore();
    PipelineEntry entry = entry("p-1", "one");
    store.commit(commit(entry, 1, 2, 3));
    PipelineCommit change = commit(EntryEdit.of(entry, acting(ANN), NOW).done(), 3);
    var written =
        new PipelineCommit.Written(change.written().getFirst().version(), Definition.of("other"));

    store.commit(
        new PipelineCommit(
            change.next(),
            List.of(written),
            List.of(new VersionNumber(2), new VersionNumber(8)),
            1,
            change.audit()));

    assertThat(store.released(entry.id())).containsExactly(new VersionNumber(3));
    assertThat(store.definition(entry.id(), new VersionNumber(2))).isEmpty();
    assertThat(store.definition(entry.id(), new VersionNumber(3))).contains(Definition.of("other"));
  }
}
