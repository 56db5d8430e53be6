package dev.millrace.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.server.access.memory.MemoryAccess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ToldAccessTest {
  private static final AuditEntry ENTRY =
      AuditEntry.of(
          Actor.SYSTEM, Instant.EPOCH, "created", AuditEntry.Thing.user(new UserId("ada")));

  private final AccessStore kept = new MemoryAccess();
  private final List<AuditEntry> told = new ArrayList<>();

  private static boolean append(AccessRecords records) {
    records.audits().append(ENTRY);
    return true;
  }

  private int audits() {
    return kept.read(records -> records.audits().list(AuditFilter.ALL, Optional.empty(), 9).size());
  }

  @Test
  void a_change_is_told_once_it_is_kept() {
    var seenWhenTold = new ArrayList<Integer>();
    var store = new ToldAccess(kept, _ -> seenWhenTold.add(audits()));

    var _ = store.change(ToldAccessTest::append);

    assertThat(seenWhenTold).containsExactly(1);
  }

  @Test
  void a_change_that_is_taken_back_is_not_told() {
    var store = new ToldAccess(kept, told::add);

    assertThatThrownBy(() ->
            store.change(records -> {
              var _ = append(records);
              throw new IllegalStateException("taken back");
            }))
        .hasMessage("taken back");

    assertThat(told).isEmpty();
    assertThat(audits()).isZero();
  }

  @Test
  void a_change_that_is_done_twice_is_told_once() {
    var store = new ToldAccess(new Twice(kept), told::add);

    var _ = store.change(ToldAccessTest::append);

    assertThat(told).containsExactly(ENTRY);
  }

  /** Does each work once more from its beginning, as a database may. */
  private record Twice(AccessStore store) implements AccessStore {
    @Override
    public <T> T change(Function<AccessRecords, T> work) {
      var _ = store.read(work);
      return store.change(work);
    }

    @Override
    public void changeSoon(String what, Consumer<AccessRecords> work) {
      store.changeSoon(what, work);
    }

    @Override
    public <T> T read(Function<AccessRecords, T> work) {
      return store.read(work);
    }
  }
}
