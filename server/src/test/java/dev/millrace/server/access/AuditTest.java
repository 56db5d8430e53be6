package dev.millrace.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.server.access.memory.MemoryAccess;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTest {
  private final VirtualClock clock = new VirtualClock();
  private final MemoryAccess store = new MemoryAccess();

  private void append(int count) {
    store.change(records -> {
      for (int each = 0; each < count; each++) {
        records.audits().append(entry("user"));
      }
      return true;
    });
  }

  private AuditEntry entry(String id) {
    return AuditEntry.of(
        Actor.SYSTEM, clock.instant(), "created", new AuditEntry.Thing("user", id));
  }

  private int left() {
    return store.audit().list(AuditFilter.ALL, Optional.empty(), Integer.MAX_VALUE).size();
  }

  @Test
  void what_is_older_than_its_time_is_forgotten() {
    append(Audit.SWEPT_AT_ONCE + 1);
    clock.advance(Audit.Retention.STANDARD.age());
    append(1);
    var audit = new Audit(store, Audit.Retention.STANDARD, clock);
    assertThat(audit.sweep()).isZero();
    clock.advance(Duration.ofNanos(1));

    assertThat(audit.sweep()).isEqualTo(Audit.SWEPT_AT_ONCE + 1);
    assertThat(left()).isEqualTo(1);
  }

  @Test
  void what_is_more_than_its_count_is_forgotten_the_oldest_first() {
    append(2);
    clock.advance(Duration.ofSeconds(1));
    append(3);
    var audit = new Audit(store, new Audit.Retention(Duration.ofDays(9), 3), clock);

    assertThat(audit.sweep()).isEqualTo(2);
    assertThat(audit.sweep()).isZero();
    assertThat(left()).isEqualTo(3);
  }

  @Test
  void audits_are_kept_for_a_day_at_least() {
    assertThat(new Audit.Retention(Duration.ofDays(1), 1).count()).isEqualTo(1);
    assertThatThrownBy(() -> new Audit.Retention(Duration.ofDays(1).minusNanos(1), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Audit.Retention(Duration.ofDays(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_text_that_is_too_long_is_left_out_and_its_length_told() {
    String most = new AuditText().put("t", "x".repeat(AuditEntry.MAX_TEXT - 8)).written();
    assertThat(most).hasSize(AuditEntry.MAX_TEXT);
    var fits = new AuditText().put("t", "x".repeat(AuditEntry.MAX_TEXT - 8));
    var not = new AuditText().put("t", "x".repeat(AuditEntry.MAX_TEXT - 7));

    assertThat(entry("a").to(fits).after()).contains(most);
    assertThat(entry("a").to(not).after()).contains("{\"omitted_characters\":16385}");
  }

  @Test
  void a_verb_and_a_thing_are_short() {
    assertThat(new AuditEntry.Thing("k".repeat(40), "i".repeat(255)).kind()).hasSize(40);
    assertThatThrownBy(() -> new AuditEntry.Thing("k".repeat(41), "i"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AuditEntry.Thing("k", "i".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class);
    var thing = new AuditEntry.Thing("k", "i");
    assertThat(AuditEntry.of(Actor.SYSTEM, clock.instant(), "v".repeat(40), thing).verb())
        .hasSize(40);
    assertThatThrownBy(() -> AuditEntry.of(Actor.SYSTEM, clock.instant(), "v".repeat(41), thing))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void where_a_request_came_from_is_cut() {
    var actor =
        new Actor(Optional.empty(), Optional.of("a".repeat(65)), Optional.of("r".repeat(65)));

    assertThat(actor.address().orElseThrow()).hasSize(Actor.MAX_ADDRESS);
    assertThat(actor.request().orElseThrow()).hasSize(Actor.MAX_REQUEST);
  }
}
