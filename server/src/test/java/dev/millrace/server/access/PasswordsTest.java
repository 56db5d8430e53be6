package dev.millrace.server.access;

import static dev.millrace.server.access.AccessHouse.ADA;
import static dev.millrace.server.access.AccessHouse.BOB;
import static dev.millrace.server.access.AccessHouse.PASSWORD;
import static dev.millrace.server.access.AccessHouse.STRANGER;
import static dev.millrace.server.access.AccessWording.NEEDS_ADMINISTRATOR;
import static dev.millrace.server.access.AccessWording.NEEDS_SESSION;
import static dev.millrace.server.access.AccessWording.NO_SUCH_USER;
import static dev.millrace.server.access.AccessWording.PASSWORD_TOO_SHORT;
import static dev.millrace.server.access.AccessWording.WAIT;
import static dev.millrace.server.access.AccessWording.WRONG_PASSWORD;
import static dev.millrace.server.access.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final Secret NEXT = new Secret("seven dry camels");

  private final AccessHouse house = new AccessHouse();

  @BeforeEach
  void both_are_there() {
    house.create(ADA);
    house.createAdministrator(BOB);
  }

  @Test
  void a_changed_password_ends_all_other_sessions() {
    SignIn.SignedIn other = house.signIn(ADA);
    SignIn.SignedIn asking = house.signIn(ADA);

    house.passwords.change(house.actor(asking), ADA, PASSWORD, NEXT);

    assertThat(house.doors.bySession(asking.secret())).isPresent();
    assertThat(house.doors.bySession(other.secret())).isEmpty();
    assertRefused(WRONG_PASSWORD, () -> house.signIn(ADA, PASSWORD, STRANGER));
    house.signIn(ADA, NEXT, STRANGER);
  }

  @Test
  void the_present_password_is_asked_and_can_not_be_guessed_here() {
    Actor ada = house.signedIn(ADA);

    for (int time = 0; time < 5; time++) {
      assertRefused(WRONG_PASSWORD, () -> house.passwords.change(ada, ADA, NEXT, NEXT));
    }

    assertRefused(WAIT, () -> house.passwords.change(ada, ADA, PASSWORD, NEXT));
  }

  @Test
  void a_bad_next_password_changes_nothing() {
    Actor ada = house.signedIn(ADA);

    assertRefused(
        PASSWORD_TOO_SHORT, () -> house.passwords.change(ada, ADA, PASSWORD, new Secret("x")));

    house.signIn(ADA);
  }

  @Test
  void nobody_changes_the_password_of_another() {
    Actor bob = house.signedIn(BOB);

    assertRefused(NEEDS_SESSION, () -> house.passwords.change(bob, ADA, PASSWORD, NEXT));
    assertRefused(NEEDS_SESSION, () -> house.passwords.change(STRANGER, ADA, PASSWORD, NEXT));
  }

  @Test
  void an_administrator_gives_a_user_another_password_and_signs_them_out() {
    SignIn.SignedIn adas = house.signIn(ADA);
    Actor bob = house.signedIn(BOB);
    Actor ada = house.actor(adas);

    assertRefused(NEEDS_ADMINISTRATOR, () -> house.passwords.reset(ada, BOB, NEXT));
    assertRefused(NEEDS_ADMINISTRATOR, () -> house.passwords.reset(STRANGER, BOB, NEXT));
    assertRefused(NO_SUCH_USER, () -> house.passwords.reset(bob, new UserId("eve"), NEXT));
    house.passwords.reset(bob, ADA, NEXT);

    assertThat(house.doors.bySession(adas.secret())).isEmpty();
    house.signIn(ADA, NEXT, STRANGER);
  }

  @Test
  void no_token_gives_a_password_not_even_an_administrators() {
    Actor bob = house.signedIn(BOB);
    var terms =
        new Token.Terms(
            "t", Optional.empty(), Optional.empty(), house.clock.instant().plusSeconds(60));
    Secret token = house.tokens.create(bob, BOB, terms).secret();
    Actor byToken = STRANGER.as(house.doors.byToken(token).orElseThrow());

    assertRefused(NEEDS_SESSION, () -> house.passwords.reset(byToken, BOB, NEXT));
    assertRefused(NEEDS_SESSION, () -> house.passwords.reset(byToken, ADA, NEXT));
  }
}
