package dev.millrace.engine.mutex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.mutex.MutexEvent.Asked;
import dev.millrace.engine.mutex.MutexEvent.Released;
import dev.millrace.engine.mutex.MutexGroup.Hold;
import dev.millrace.engine.mutex.MutexGroup.Waiter;
import dev.millrace.engine.mutex.MutexMessage.Grant;
import dev.millrace.engine.mutex.MutexMessage.Refuse;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.MutexId;
import dev.millrace.testkit.VirtualClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MutexLifecycleTest {
  private static final MutexId ID = new MutexId("demo", "lock");
  private static final Instant NOW = VirtualClock.START;
  private static final MutexClaim A = claim("a", 1);
  private static final MutexClaim B = claim("b", 1);
  private static final MutexClaim C = claim("c", 1);

  private MutexGroup group = MutexGroup.free(ID);
  private MutexTransition last = new MutexTransition(group, List.of());

  private static MutexClaim claim(String build, long request) {
    return new MutexClaim(new BuildId(build), new JobId("job"), 1, request);
  }

  private void on(MutexEvent event) {
    last = MutexLifecycle.on(group, event, NOW);
    group = last.next();
  }

  private void asks(MutexClaim... claims) {
    for (MutexClaim claim : claims) {
      on(new Asked(claim, Optional.of(50)));
    }
  }

  private void nothingChanged(MutexGroup before) {
    assertThat(group).isSameAs(before);
  }

  @Test
  void who_asks_first_gets_it() {
    asks(A);

    assertThat(group.holder()).contains(new Hold(A, NOW));
    assertThat(last.messages()).containsExactly(new Grant(A));
  }

  @Test
  void others_wait_in_the_order_in_which_they_asked() {
    asks(A, B, C);

    assertThat(group.waiters()).contains(new Waiter(2, C, NOW));
    assertThat(last.messages()).isEmpty();
    assertThat(group.waiters()).extracting(Waiter::claim).containsExactly(B, C);
    assertThat(group.aheadOf(C.build(), C.job())).hasValue(1);
    assertThat(group.aheadOf(A.build(), A.job())).isEqualTo(OptionalInt.empty());
  }

  @Test
  void the_first_in_line_gets_it_when_it_is_given_back() {
    asks(A, B, C);

    on(new Released(A));

    assertThat(group.holder()).contains(new Hold(B, NOW));
    assertThat(last.messages()).containsExactly(new Grant(B));
    assertThat(group.waiters()).extracting(Waiter::claim).containsExactly(C);
  }

  @Test
  void nothing_is_left_when_the_last_gives_it_back() {
    asks(A);

    on(new Released(A));

    assertThat(group).isEqualTo(MutexGroup.free(ID));
  }

  @Test
  void who_leaves_the_line_lets_those_behind_move_up() {
    asks(A, B, C);

    on(new Released(B));
    on(new Released(A));

    assertThat(last.messages()).containsExactly(new Grant(C));
  }

  @Test
  void who_does_not_wait_is_refused_and_told_who_holds_it() {
    asks(A);
    var before = group;

    on(new Asked(B, Optional.empty()));

    nothingChanged(before);
    assertThat(last.messages()).hasSize(1);
    assertThat(((Refuse) last.messages().getFirst()).reason().english())
        .isEqualTo(
            "the mutex lock is held by job job of build a, and this job does not wait for it");
  }

  @Test
  void the_queue_is_never_longer_than_who_asks_allows() {
    asks(A);
    on(new Asked(B, Optional.of(1)));
    assertThat(last.messages()).isEmpty();
    var before = group;

    on(new Asked(C, Optional.of(1)));

    nothingChanged(before);
    assertThat(((Refuse) last.messages().getFirst()).reason().english())
        .isEqualTo("the queue of the mutex lock is full (at most 1); job job of build a holds it");
    on(new Asked(C, Optional.of(2)));
    assertThat(group.waiting()).isEqualTo(2);
  }

  @Test
  void a_queue_of_no_length_is_always_full() {
    on(new Asked(A, Optional.of(0)));
    assertThat(last.messages()).containsExactly(new Grant(A));

    on(new Asked(B, Optional.of(0)));

    assertThat(last.messages()).singleElement().isInstanceOf(Refuse.class);
  }

  @Test
  void the_holder_is_not_told_twice_when_it_asks_again_for_what_it_is_told_is_kept() {
    asks(A);
    var before = group;

    asks(A);

    nothingChanged(before);
    assertThat(last.messages()).isEmpty();
  }

  @Test
  void who_waits_keeps_its_place_when_it_asks_again() {
    asks(A, B, C);
    var before = group;

    on(new Asked(B, Optional.empty()));

    nothingChanged(before);
    assertThat(last.messages()).isEmpty();
  }

  @Test
  void nobody_else_can_give_it_back() {
    asks(A, B);
    var before = group;

    on(new Released(C));
    nothingChanged(before);
    on(new Released(claim("a", 2)));

    nothingChanged(before);
  }

  @Test
  void a_later_request_of_the_holder_stands_behind_those_who_wait() {
    asks(A, B);

    asks(claim("a", 2));

    assertThat(group.holder().map(Hold::claim)).contains(B);
    assertThat(group.waiters()).extracting(Waiter::claim).containsExactly(claim("a", 2));
  }

  @Test
  void a_later_request_of_who_waits_replaces_the_one_before() {
    asks(A, B, C);

    asks(claim("b", 2));

    assertThat(group.waiters()).extracting(Waiter::claim).containsExactly(C, claim("b", 2));
  }

  @Test
  void a_request_that_arrives_after_a_later_one_of_its_job_changes_nothing() {
    asks(claim("a", 2), claim("b", 2));
    var before = group;

    asks(A, B);

    nothingChanged(before);
    assertThat(last.messages()).isEmpty();
  }

  @Test
  void jobs_of_one_build_exclude_each_other_too() {
    asks(A);

    asks(new MutexClaim(A.build(), new JobId("other"), 1, 1));

    assertThat(group.waiting()).isEqualTo(1);
  }

  @Test
  void a_stored_group_is_the_one_that_was_stored() {
    asks(A, B, C);
    on(new Released(B));

    assertThat(MutexGroup.of(ID, group.holder(), group.waiters())).isEqualTo(group);
    assertThatThrownBy(() -> MutexGroup.of(ID, Optional.empty(), group.waiters()))
        .isInstanceOf(IllegalArgumentException.class);
    var twice = List.of(new Waiter(1, B, NOW), new Waiter(2, B, NOW));
    assertThatThrownBy(() -> MutexGroup.of(ID, group.holder(), twice))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
