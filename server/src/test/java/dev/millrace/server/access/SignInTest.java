package dev.millrace.server.access;

import static dev.millrace.server.access.AccessHouse.ADA;
import static dev.millrace.server.access.AccessHouse.BOB;
import static dev.millrace.server.access.AccessHouse.PASSWORD;
import static dev.millrace.server.access.AccessHouse.STRANGER;
import static dev.millrace.server.access.AccessWording.WAIT;
import static dev.millrace.server.access.AccessWording.WRONG_PASSWORD;
import static dev.millrace.server.access.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {
  private static final Secret WRONG = new Secret("five wet horses");
  private static final UserId NOBODY = new UserId("nobody");

  private final AccessHouse house = new AccessHouse();

  @BeforeEach
  void ada_is_there() {
    house.create(ADA);
  }

  private static Actor from(String address) {
    return new Actor(Optional.empty(), Optional.of(address), Optional.empty());
  }

  @Test
  void the_right_password_begins_a_session() {
    SignIn.SignedIn signedIn = house.signIn(new UserId("ADA"));

    Principal principal = house.doors.bySession(signedIn.secret()).orElseThrow();
    assertThat(principal.user()).isEqualTo(ADA);
    assertThat(principal.session()).contains(signedIn.session().id());
    assertThat(house.sessions.of(ADA)).containsExactly(signedIn.session());
  }

  @Test
  void a_wrong_password_an_unknown_user_and_a_disabled_one_are_told_the_same() {
    User bob = house.create(BOB);
    house.users.change(Actor.SYSTEM, BOB, 1, bob.details().disabled());
    var mute = new UserId("mute");
    house.users.create(Actor.SYSTEM, "mute", User.Details.named("Mute"), Optional.empty());

    assertRefused(WRONG_PASSWORD, () -> house.signIn(ADA, WRONG, from("192.0.2.1")));
    assertRefused(WRONG_PASSWORD, () -> house.signIn(NOBODY, PASSWORD, from("192.0.2.2")));
    assertRefused(WRONG_PASSWORD, () -> house.signIn(BOB, PASSWORD, from("192.0.2.3")));
    assertRefused(WRONG_PASSWORD, () -> house.signIn(mute, PASSWORD, from("192.0.2.4")));
  }

  @Test
  void who_fails_too_often_waits_whether_they_exist_or_not() {
    for (UserId user : new UserId[] {ADA, NOBODY}) {
      for (int time = 0; time < 5; time++) {
        Actor elsewhere = from("198.51.100." + time);
        assertRefused(WRONG_PASSWORD, () -> house.signIn(user, WRONG, elsewhere));
      }
      AccessRefused refused =
          Refusals.refusal(() -> house.signIn(user, PASSWORD, from("198.51.100.9")));
      assertThat(refused.reason().english())
          .isEqualTo("there were too many failures; try again in 1 s");
    }
  }

  @Test
  void after_the_wait_the_right_password_is_taken_and_all_is_forgiven() {
    failFiveTimes(ADA);
    house.clock.advance(Duration.ofSeconds(1));

    house.signIn(ADA, PASSWORD, from("203.0.113.1"));

    assertThat(house.store.<Optional<Failures>>read(kept -> kept.users().failuresOf(ADA)))
        .isEmpty();
  }

  private void failFiveTimes(UserId user) {
    for (int time = 0; time < 5; time++) {
      Actor elsewhere = from("198.51.100." + time);
      assertRefused(WRONG_PASSWORD, () -> house.signIn(user, WRONG, elsewhere));
    }
  }

  @Test
  void failures_of_users_outlive_the_process() {
    failFiveTimes(ADA);

    var restarted = new AccessHouse(house.store);

    assertRefused(WAIT, () -> restarted.signIn(ADA, PASSWORD, from("203.0.113.1")));
  }

  @Test
  void who_tries_many_users_from_one_address_waits_too() {
    for (int time = 0; time < Throttle.Rule.OF_ADDRESS.free(); time++) {
      var user = new UserId("guess-" + time);
      assertRefused(WRONG_PASSWORD, () -> house.signIn(user, WRONG, STRANGER));
    }

    assertRefused(WAIT, () -> house.signIn(ADA, PASSWORD, STRANGER));
    house.signIn(ADA, PASSWORD, from("203.0.113.1"));
  }

  @Test
  void people_behind_one_address_who_mistype_now_and_then_keep_nobody_from_signing_in() {
    for (int person = 0; person < 20; person++) {
      var user = new UserId("person-" + person);
      for (int time = 0; time < 4; time++) {
        assertRefused(WRONG_PASSWORD, () -> house.signIn(user, WRONG, STRANGER));
      }
    }

    house.signIn(ADA, PASSWORD, STRANGER);
  }

  @Test
  void a_refusal_is_audited_without_what_was_shown() {
    assertRefused(WRONG_PASSWORD, () -> house.signIn(ADA, WRONG, STRANGER));

    AuditRecord newest = house.audit.list(AuditFilter.ALL, Optional.empty(), 1).getFirst();
    assertThat(newest.verb()).isEqualTo("refused");
    assertThat(newest.address()).contains("192.0.2.1");
    assertThat(newest.after()).contains("{\"failures\":1}");
  }

  @Test
  void the_session_somebody_comes_with_ends_and_never_becomes_theirs() {
    house.create(BOB);
    SignIn.SignedIn planted = house.signIn(BOB);
    var shown = new SignIn.Shown(ADA, PASSWORD, Optional.of(planted.secret()), Optional.empty());

    SignIn.SignedIn begun = house.signIn().signIn(shown, STRANGER);

    assertThat(begun.secret()).isNotEqualTo(planted.secret());
    assertThat(house.doors.bySession(planted.secret())).isEmpty();
  }

  @Test
  void one_session_too_many_ends_the_oldest() {
    SignIn.SignedIn oldest = house.signIn(ADA);
    house.clock.advance(Duration.ofSeconds(1));
    house.signIn(ADA);
    house.signIn(ADA);
    assertThat(house.doors.bySession(oldest.secret())).isPresent();

    house.signIn(ADA);

    assertThat(house.doors.bySession(oldest.secret())).isEmpty();
    assertThat(house.sessions.of(ADA)).hasSize(house.limits.sessions());
  }

  @Test
  void a_password_hashed_at_another_cost_is_hashed_anew() {
    String before = hashOfAda();
    var dearer = new PasswordHashing(new HashCost(128, 1, 1), house.random);

    house
        .signIn(SessionSettings.STANDARD, dearer)
        .signIn(AccessHouse.shown(ADA, PASSWORD), STRANGER);

    assertThat(hashOfAda()).isNotEqualTo(before).contains("m=128");
    house.signIn(ADA);
  }

  private String hashOfAda() {
    Function<AccessRecords, String> hash = kept -> kept.users().passwordOf(ADA).orElseThrow();
    return house.store.read(hash);
  }

  @Test
  void a_secret_is_kept_by_its_fingerprint_only() {
    SignIn.SignedIn signedIn = house.signIn(ADA);

    Optional<Session> found =
        house.store.read(kept -> kept.sessions().byFingerprint(signedIn.secret().fingerprint()));
    assertThat(found).contains(signedIn.session());
    assertThat(signedIn.toString()).doesNotContain(signedIn.secret().reveal());
    assertThat(house.audit.list(AuditFilter.ALL, Optional.empty(), 200).toString())
        .doesNotContain(signedIn.secret().reveal())
        .doesNotContain(PASSWORD.reveal());
  }
}
