package dev.millrace.server.access;

import static dev.millrace.server.access.AccessHouse.ADA;
import static dev.millrace.server.access.AccessHouse.BOB;
import static dev.millrace.server.access.AccessWording.BAD_DISPLAY_NAME;
import static dev.millrace.server.access.AccessWording.BAD_EMAIL;
import static dev.millrace.server.access.AccessWording.BAD_USER_ID;
import static dev.millrace.server.access.AccessWording.LAST_SERVER_ADMINISTRATOR;
import static dev.millrace.server.access.AccessWording.NEEDS_ADMINISTRATOR;
import static dev.millrace.server.access.AccessWording.NEEDS_SESSION;
import static dev.millrace.server.access.AccessWording.NO_SUCH_USER;
import static dev.millrace.server.access.AccessWording.TOO_MANY_USERS;
import static dev.millrace.server.access.AccessWording.USER_CHANGED;
import static dev.millrace.server.access.AccessWording.USER_TAKEN;
import static dev.millrace.server.access.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsersTest {
  private final AccessHouse house = new AccessHouse();

  private User create(String name, User.Details details) {
    return house.users.create(Actor.SYSTEM, name, details, Optional.empty());
  }

  private static User.Details withEmail(String email) {
    return new User.Details("Ada", Optional.of(email), false, false);
  }

  @Test
  void a_user_is_found_and_audited() {
    User ada = house.create(ADA);

    assertThat(house.users.find(new UserId("Ada"))).contains(ada);
    AuditRecord audit = house.audit.list(AuditFilter.ALL, Optional.empty(), 9).getFirst();
    assertThat(audit.thing()).isEqualTo(new AuditEntry.Thing("user", "ada"));
    assertThat(audit.verb()).isEqualTo("created");
    assertThat(audit.after())
        .contains("{\"name\":\"ada\",\"administrator\":false,\"disabled\":false}");
  }

  @Test
  void names_differ_in_more_than_their_case() {
    house.create(ADA);

    assertRefused(USER_TAKEN, () -> create("ADA", User.Details.named("Ada")));
  }

  @Test
  void a_name_to_sign_in_with_has_1_to_64_plain_characters() {
    assertRefused(BAD_USER_ID, () -> create("", User.Details.named("x")));
    assertRefused(BAD_USER_ID, () -> create("a".repeat(65), User.Details.named("x")));
    assertRefused(BAD_USER_ID, () -> create("-a", User.Details.named("x")));
    assertRefused(BAD_USER_ID, () -> create("a b", User.Details.named("x")));
    create("a", User.Details.named("x"));
    create("a".repeat(64), User.Details.named("x"));
  }

  @Test
  void a_name_to_show_has_1_to_64_characters() {
    assertRefused(BAD_DISPLAY_NAME, () -> create("a", User.Details.named(" ")));
    assertRefused(BAD_DISPLAY_NAME, () -> create("a", User.Details.named("x".repeat(65))));
    create("a", User.Details.named("x"));
    create("b", User.Details.named("x".repeat(64)));
  }

  @Test
  void an_email_address_has_at_most_254_characters() {
    String longest = "a".repeat(252) + "@b";

    assertRefused(BAD_EMAIL, () -> create("a", withEmail("nowhere")));
    assertRefused(BAD_EMAIL, () -> create("a", withEmail("a" + longest)));
    create("a", withEmail(longest));
  }

  @Test
  void there_are_only_so_many() {
    for (int made = 0; made < house.limits.users(); made++) {
      create("u" + made, User.Details.named("x"));
    }

    assertRefused(TOO_MANY_USERS, () -> create("more", User.Details.named("x")));
  }

  @Test
  void a_change_is_refused_when_it_was_decided_on_an_old_version() {
    house.create(ADA);
    house.users.change(Actor.SYSTEM, ADA, 1, User.Details.named("Countess"));

    assertRefused(
        USER_CHANGED, () -> house.users.change(Actor.SYSTEM, ADA, 1, User.Details.named("Lady")));
    assertRefused(
        NO_SUCH_USER, () -> house.users.change(Actor.SYSTEM, BOB, 1, User.Details.named("Bob")));
    assertThat(house.users.find(ADA).orElseThrow().details().name()).isEqualTo("Countess");
  }

  @Test
  void only_administrators_of_the_server_make_and_change_users() {
    house.create(ADA);
    Actor ada = house.signedIn(ADA);

    assertRefused(
        NEEDS_ADMINISTRATOR,
        () -> house.users.create(ada, "eve", User.Details.named("Eve"), Optional.empty()));
    assertRefused(
        NEEDS_ADMINISTRATOR,
        () -> house.users.change(ada, ADA, 1, User.Details.named("Ada").administrator()));
  }

  @Test
  void users_change_their_own_name_and_nothing_else() {
    house.create(ADA);
    house.create(BOB);
    Actor ada = house.signedIn(ADA);

    User renamed = house.users.rename(ada, ADA, 1, "Countess", Optional.of("ada@example.org"));

    assertThat(renamed.details())
        .isEqualTo(new User.Details("Countess", Optional.of("ada@example.org"), false, false));
    assertRefused(NEEDS_SESSION, () -> house.users.rename(ada, BOB, 1, "Robert", Optional.empty()));
  }

  @Test
  void a_disabled_user_is_out_at_once_and_comes_back_with_the_tokens_only() {
    User ada = house.create(ADA);
    SignIn.SignedIn session = house.signIn(ADA);
    var terms =
        new Token.Terms(
            "t", Optional.empty(), Optional.empty(), house.clock.instant().plusSeconds(60));
    Secret token = house.tokens.create(house.actor(session), ADA, terms).secret();
    assertThat(house.doors.byToken(token)).isPresent();

    User disabled = house.users.change(Actor.SYSTEM, ADA, 1, ada.details().disabled());

    assertThat(house.doors.bySession(session.secret())).isEmpty();
    assertThat(house.doors.byToken(token)).isEmpty();
    house.users.change(Actor.SYSTEM, ADA, disabled.version(), ada.details());
    assertThat(house.doors.bySession(session.secret())).isEmpty();
    assertThat(house.doors.byToken(token)).isPresent();
  }

  @Test
  void the_last_administrator_of_the_server_stays() {
    User ada = house.createAdministrator(ADA);

    assertRefused(
        LAST_SERVER_ADMINISTRATOR,
        () -> house.users.change(Actor.SYSTEM, ADA, 1, ada.details().disabled()));
    assertRefused(
        LAST_SERVER_ADMINISTRATOR,
        () -> house.users.change(Actor.SYSTEM, ADA, 1, User.Details.named("Ada")));

    house.createAdministrator(BOB);
    house.users.change(Actor.SYSTEM, ADA, 1, User.Details.named("Ada"));
  }
}
