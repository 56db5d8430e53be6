package dev.millrace.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every store of the room promises about users, sessions, tokens and members. */
public interface AccessStoreContract {
  Instant NOW = VirtualClock.START;
  UserId ADA = new UserId("Ada");
  UserId BOB = new UserId("bob");
  ProjectId DEMO = new ProjectId("demo");

  /** The same for the whole of a test. */
  AccessStore store();

  /** Waits for what was to be changed soon. */
  void settle();

  private void change(Consumer<AccessRecords> work) {
    store()
        .change(records -> {
          work.accept(records);
          return true;
        });
  }

  private static User user(UserId id, User.Details details) {
    return new User(id, details, NOW, NOW.plusNanos(1), 1);
  }

  private static Session session(String id, UserId user, Instant began) {
    return new Session(
        id,
        user,
        Optional.of("::1"),
        Optional.empty(),
        began,
        began.plusSeconds(100),
        Duration.ofSeconds(10),
        began);
  }

  private static Membership member(String project, UserId user, Role role) {
    return new Membership(new ProjectId(project), user, role, NOW, Optional.empty());
  }

  @Test
  default void a_user_comes_back_as_it_was_ignoring_case() {
    var full = new User.Details("Ada 🐎", Optional.of("ada@example.org"), true, true);
    var ada = user(ADA, full);

    boolean first = store().change(records -> records.users().insert(ada));
    boolean second =
        store()
            .change(records ->
                records.users().insert(user(new UserId("ADA"), User.Details.named("Other"))));

    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(store().<Optional<User>>read(kept -> kept.users().find(new UserId("ada"))))
        .contains(ada);
    assertThat(store().<Long>read(kept -> kept.users().count())).isEqualTo(1);
  }

  @Test
  default void a_user_is_updated_from_the_version_before_only() {
    User ada = user(ADA, User.Details.named("Ada"));
    User next = ada.changedTo(User.Details.named("Countess"), NOW.plusSeconds(1));
    change(records -> records.users().insert(ada));

    boolean first = store().change(records -> records.users().update(next));
    boolean again = store().change(records -> records.users().update(next));

    assertThat(first).isTrue();
    assertThat(again).isFalse();
    assertThat(store().<Optional<User>>read(kept -> kept.users().find(ADA))).contains(next);
  }

  @Test
  default void users_come_in_pages_by_their_keys() {
    var cat = new UserId("Cat");
    for (UserId id : List.of(BOB, cat, ADA)) {
      change(records -> records.users().insert(user(id, User.Details.named("x"))));
    }

    List<User> first = store().read(kept -> kept.users().list(Optional.empty(), 2));
    List<User> rest = store().read(kept -> kept.users().list(Optional.of(BOB), 2));

    assertThat(first).extracting(User::id).containsExactly(ADA, BOB);
    assertThat(rest).extracting(User::id).containsExactly(cat);
  }

  @Test
  default void administrators_count_while_they_are_enabled() {
    User.Details administrator = User.Details.named("x").administrator();
    change(records -> {
      records.users().insert(user(ADA, administrator));
      records.users().insert(user(BOB, administrator.disabled()));
      records.users().insert(user(new UserId("cat"), User.Details.named("x")));
    });

    assertThat(store().<Long>read(kept -> kept.users().countActingAdministrators())).isEqualTo(1);
  }

  @Test
  default void passwords_failures_and_the_setup_code_are_kept() {
    change(records -> {
      records.users().insert(user(ADA, User.Details.named("x")));
      records.users().setPassword(ADA, "one");
      records.users().setPassword(new UserId("ADA"), "two");
      records.users().setFailures(ADA, new Failures(3, NOW));
      records.users().setFailures(ADA, new Failures(4, NOW.minusSeconds(1)));
      records.users().setSetupCode("first");
      records.users().setSetupCode("second");
    });
    store()
        .read(kept -> {
          assertThat(kept.users().passwordOf(ADA)).contains("two");
          assertThat(kept.users().passwordOf(BOB)).isEmpty();
          assertThat(kept.users().failuresOf(ADA)).contains(new Failures(3, NOW));
          assertThat(kept.users().setupCode()).contains("second");
          return true;
        });

    store()
        .change(records -> {
          records.users().clearFailures(ADA);
          assertThat(records.users().deleteSetupCode()).isTrue();
          assertThat(records.users().deleteSetupCode()).isFalse();
          return true;
        });

    store()
        .read(kept -> {
          assertThat(kept.users().failuresOf(ADA)).isEmpty();
          assertThat(kept.users().setupCode()).isEmpty();
          return true;
        });
  }

  @Test
  default void a_session_is_found_by_fingerprint_and_id() {
    Session older = session("s1", ADA, NOW);
    Session newer = session("s0", ADA, NOW.plusNanos(5));
    change(records -> {
      records.sessions().insert(newer, "f0");
      records.sessions().insert(older, "f1");
      records.sessions().insert(session("s2", BOB, NOW), "f2");
    });

    store()
        .read(kept -> {
          assertThat(kept.sessions().byFingerprint("f1")).contains(older);
          assertThat(kept.sessions().byFingerprint("f9")).isEmpty();
          assertThat(kept.sessions().find("s0")).contains(newer);
          assertThat(kept.sessions().of(ADA)).containsExactly(older, newer);
          return true;
        });
  }

  @Test
  default void a_session_is_touched_forwards_deleted_and_swept() {
    change(records -> {
      records.sessions().insert(session("s1", ADA, NOW), "f1");
      records.sessions().insert(session("s2", ADA, NOW), "f2");
      records.sessions().insert(session("s3", ADA, NOW), "f3");
      records.sessions().touch("s1", NOW.plusSeconds(9));
      records.sessions().touch("s1", NOW.plusSeconds(8));
      records.sessions().touch("gone", NOW);
    });

    boolean deleted = store().change(records -> records.sessions().delete("s3"));
    boolean again = store().change(records -> records.sessions().delete("s3"));
    int idle = store().change(records -> records.sessions().deleteEnded(NOW.plusSeconds(10)));

    assertThat(deleted).isTrue();
    assertThat(again).isFalse();
    assertThat(idle).isEqualTo(1);
    List<Session> left = store().read(kept -> kept.sessions().of(ADA));
    assertThat(left).extracting(Session::lastSeenAt).containsExactly(NOW.plusSeconds(9));
    change(records -> records.sessions().touch("s1", NOW.plusSeconds(99)));
    assertThat(store().<Integer>change(kept -> kept.sessions().deleteEnded(NOW.plusSeconds(99))))
        .isZero();
    assertThat(store().<Integer>change(kept -> kept.sessions().deleteEnded(NOW.plusSeconds(100))))
        .isEqualTo(1);
  }

  @Test
  default void a_token_comes_back_as_it_was() {
    Set<Permission> scopes = Set.of(Permission.VIEW_BUILD, Permission.EDIT_PIPELINE);
    var limited =
        new Token.Terms("t", Optional.of(scopes), Optional.of(Set.of(DEMO)), NOW.plusSeconds(9));
    var all = new Token.Terms("u", Optional.empty(), Optional.empty(), NOW.plusSeconds(9));
    var one = new Token("t1", ADA, limited, NOW, Optional.empty());
    var two = new Token("t0", ADA, all, NOW.plusNanos(1), Optional.empty());
    change(records -> {
      records.tokens().insert(two, "f0");
      records.tokens().insert(one, "f1");
      records.tokens().touch("t0", NOW.plusSeconds(3));
      records.tokens().touch("t0", NOW.plusSeconds(2));
    });

    store()
        .read(kept -> {
          assertThat(kept.tokens().byFingerprint("f1")).contains(one);
          assertThat(kept.tokens().byFingerprint("f2")).isEmpty();
          assertThat(kept.tokens().of(ADA)).extracting(Token::id).containsExactly("t1", "t0");
          assertThat(kept.tokens().find("t0").flatMap(Token::lastUsedAt))
              .contains(NOW.plusSeconds(3));
          return true;
        });
    boolean deleted = store().change(records -> records.tokens().delete("t1"));
    boolean again = store().change(records -> records.tokens().delete("t1"));
    assertThat(deleted).isTrue();
    assertThat(again).isFalse();
  }

  @Test
  default void members_are_listed_by_project_and_by_user() {
    var ends =
        new Membership(
            DEMO, BOB, Role.ADMINISTRATOR, NOW.plusNanos(3), Optional.of(NOW.plusSeconds(1)));
    var lasts = member("demo", ADA, Role.ADMINISTRATOR);
    var elsewhere = member("also", ADA, Role.VIEWER);
    change(records -> {
      records.members().put(member("demo", BOB, Role.VIEWER));
      records.members().put(ends);
      records.members().put(lasts);
      records.members().put(elsewhere);
    });

    store()
        .read(kept -> {
          assertThat(kept.members().find(DEMO, new UserId("BOB"))).contains(ends);
          assertThat(kept.members().in(DEMO, Optional.empty(), 1)).containsExactly(lasts);
          assertThat(kept.members().in(DEMO, Optional.of(ADA), 9)).containsExactly(ends);
          assertThat(kept.members().of(ADA)).containsExactly(elsewhere, lasts);
          assertThat(kept.members().countIn(DEMO)).isEqualTo(2);
          assertThat(kept.members().countLastingAdministrators(DEMO)).isEqualTo(1);
          return true;
        });
    boolean deleted = store().change(records -> records.members().delete(DEMO, BOB));
    boolean again = store().change(records -> records.members().delete(DEMO, BOB));
    assertThat(deleted).isTrue();
    assertThat(again).isFalse();
  }

  @Test
  default void a_change_that_fails_leaves_neither_the_thing_nor_its_audit() {
    var boom = new IllegalStateException("boom");

    assertThatThrownBy(() ->
            change(records -> {
              records.queueFor("anything");
              records.users().insert(user(ADA, User.Details.named("x")));
              records.members().put(member("demo", ADA, Role.VIEWER));
              records
                  .audits()
                  .append(AuditEntry.of(Actor.SYSTEM, NOW, "created", AuditEntry.Thing.user(ADA)));
              throw boom;
            }))
        .isSameAs(boom);

    store()
        .read(kept -> {
          assertThat(kept.users().find(ADA)).isEmpty();
          assertThat(kept.members().of(ADA)).isEmpty();
          assertThat(kept.audits().list(AuditFilter.ALL, Optional.empty(), 9)).isEmpty();
          return true;
        });
  }

  @Test
  default void what_is_to_be_changed_soon_is_changed() {
    store()
        .changeSoon(
            "a user", records -> records.users().insert(user(ADA, User.Details.named("x"))));
    settle();

    assertThat(store().<Long>read(kept -> kept.users().count())).isEqualTo(1);
  }

  @Test
  default void changes_of_many_threads_that_queue_for_a_name_see_each_other() throws Exception {
    int count = 20;
    var threads =
        java.util.stream.IntStream.range(0, count)
            .mapToObj(_ -> Thread.startVirtualThread(this::addOneMore))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(store().<Long>read(kept -> kept.users().count())).isEqualTo(count);
  }

  private void addOneMore() {
    change(records -> {
      records.queueFor("users");
      var id = new UserId("u" + records.users().count());
      records.users().insert(user(id, User.Details.named("x")));
    });
  }
}
