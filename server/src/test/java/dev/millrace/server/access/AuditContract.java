package dev.millrace.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.testkit.VirtualClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of the room promises about audits. */
public interface AuditContract {
  Instant START = VirtualClock.START;
  ProjectId PROJECT = new ProjectId("demo");
  UserId EVE = new UserId("eve");
  Actor EVES =
      new Actor(
          Optional.of(new Principal(EVE, false, Optional.of("s-1"), Optional.empty())),
          Optional.of("192.0.2.1"),
          Optional.of("r-1"));

  /** The same for the whole of a test. */
  AccessStore store();

  private static AuditEntry entry(Actor actor, int second, String kind, String id) {
    return AuditEntry.of(
        actor, START.plusSeconds(second), "changed", new AuditEntry.Thing(kind, id));
  }

  private void append(AuditEntry... entries) {
    store()
        .change(records -> {
          for (AuditEntry entry : entries) {
            records.audits().append(entry);
          }
          return true;
        });
  }

  private List<AuditRecord> list(
      AuditFilter filter, Optional<AuditRecord.Place> before, int limit) {
    return store().read(records -> records.audits().list(filter, before, limit));
  }

  private List<String> ids(AuditFilter filter) {
    return list(filter, Optional.empty(), 99).stream().map(each -> each.thing().id()).toList();
  }

  @Test
  default void an_audit_comes_back_as_it_was() {
    AuditEntry full =
        entry(EVES, 1, "pipeline", "p-1")
            .in(PROJECT)
            .from(new AuditText().put("name", "was"))
            .to(new AuditText().put("name", "is 🐎"));
    AuditEntry bare = entry(Actor.SYSTEM, 0, "user", "ada");
    append(full, bare);

    List<AuditRecord> kept = list(AuditFilter.ALL, Optional.empty(), 9);

    assertThat(kept)
        .containsExactly(
            AuditRecord.of(full, kept.getFirst().place().id()),
            AuditRecord.of(bare, kept.getLast().place().id()));
  }

  @Test
  default void audits_are_filtered_by_project_user_kind_and_time() {
    append(
        entry(EVES, 1, "pipeline", "1").in(PROJECT),
        entry(Actor.SYSTEM, 2, "pipeline", "2").in(PROJECT),
        entry(EVES, 3, "user", "3"),
        entry(EVES, 4, "pipeline", "4").in(new ProjectId("other")));
    Optional<ProjectId> in = Optional.of(PROJECT);
    Optional<UserId> eve = Optional.of(EVE);
    Optional<String> pipeline = Optional.of("pipeline");
    Optional<Instant> second = Optional.of(START.plusSeconds(2));
    Optional<Instant> fourth = Optional.of(START.plusSeconds(4));
    Optional<Instant> ever = Optional.empty();

    assertThat(ids(AuditFilter.ALL)).containsExactly("4", "3", "2", "1");
    assertThat(ids(AuditFilter.in(PROJECT))).containsExactly("2", "1");
    assertThat(ids(new AuditFilter(Optional.empty(), eve, Optional.empty(), ever, ever)))
        .containsExactly("4", "3", "1");
    assertThat(ids(new AuditFilter(Optional.empty(), Optional.empty(), pipeline, ever, ever)))
        .containsExactly("4", "2", "1");
    assertThat(ids(new AuditFilter(in, eve, pipeline, ever, ever))).containsExactly("1");
    assertThat(
            ids(
                new AuditFilter(
                    Optional.empty(), Optional.empty(), Optional.empty(), second, fourth)))
        .containsExactly("3", "2");
  }

  @Test
  default void pages_meet_without_a_gap_also_within_one_moment() {
    for (int each = 0; each < 7; each++) {
      append(entry(Actor.SYSTEM, each / 5, "user", "u" + each));
    }

    List<AuditRecord> all = list(AuditFilter.ALL, Optional.empty(), 99);
    List<AuditRecord> first = list(AuditFilter.ALL, Optional.empty(), 4);
    List<AuditRecord> rest = list(AuditFilter.ALL, Optional.of(first.getLast().place()), 99);

    assertThat(first).isEqualTo(all.subList(0, 4));
    assertThat(rest).isEqualTo(all.subList(4, 7));
  }

  @Test
  default void the_oldest_are_deleted_so_many_at_a_time() {
    for (int each = 0; each < 5; each++) {
      append(entry(Actor.SYSTEM, each, "user", "u" + each));
    }
    Optional<AuditRecord.Place> second = store().read(records -> records.audits().placeOfNewest(2));
    Optional<AuditRecord.Place> sixth = store().read(records -> records.audits().placeOfNewest(6));

    int some = store().change(records -> records.audits().deleteBefore(second.orElseThrow(), 2));
    int more = store().change(records -> records.audits().deleteBefore(second.orElseThrow(), 2));

    assertThat(sixth).isEmpty();
    assertThat(some).isEqualTo(2);
    assertThat(more).isEqualTo(1);
    assertThat(ids(AuditFilter.ALL)).containsExactly("u4", "u3");
  }
}
