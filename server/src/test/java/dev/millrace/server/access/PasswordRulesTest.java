package dev.millrace.server.access;

import static dev.millrace.server.access.AccessWording.PASSWORD_COMMON;
import static dev.millrace.server.access.AccessWording.PASSWORD_HOLDS_NAME;
import static dev.millrace.server.access.AccessWording.PASSWORD_TOO_LONG;
import static dev.millrace.server.access.AccessWording.PASSWORD_TOO_SHORT;
import static dev.millrace.server.access.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class PasswordRulesTest {
  private static final UserId GRACE = new UserId("Grace");

  private static void check(UserId user, String password) {
    PasswordRules.check(user, new Secret(password));
  }

  @Test
  void a_password_has_12_to_256_characters() {
    assertRefused(PASSWORD_TOO_SHORT, () -> check(GRACE, "k7wet horse"));
    assertThatCode(() -> check(GRACE, "k7 wet horse")).doesNotThrowAnyException();
    assertThatCode(() -> check(GRACE, "x".repeat(256))).doesNotThrowAnyException();
    assertRefused(PASSWORD_TOO_LONG, () -> check(GRACE, "x".repeat(257)));
  }

  @Test
  void characters_are_counted_as_people_do() {
    assertThatCode(() -> check(GRACE, "🐎".repeat(12))).doesNotThrowAnyException();
    assertRefused(PASSWORD_TOO_SHORT, () -> check(GRACE, "🐎".repeat(11)));
  }

  @Test
  void a_refusal_says_what_is_wrong() {
    assertThat(Refusals.refusal(() -> check(GRACE, "short")).reason().english())
        .isEqualTo("the password has 5 characters; it needs at least 12");
  }

  @Test
  void the_commonest_passwords_are_refused_in_any_case() {
    assertRefused(PASSWORD_COMMON, () -> check(GRACE, "password1234"));
    assertRefused(PASSWORD_COMMON, () -> check(GRACE, "PassWord1234"));
    assertThatCode(() -> check(GRACE, "password1234 and more")).doesNotThrowAnyException();
  }

  @Test
  void a_password_does_not_hold_the_name_of_its_user() {
    assertRefused(PASSWORD_HOLDS_NAME, () -> check(GRACE, "i am gRACE hopper"));
    assertThatCode(() -> check(new UserId("bob"), "k7 bobsleighs")).doesNotThrowAnyException();
    assertRefused(PASSWORD_HOLDS_NAME, () -> check(new UserId("bob"), "bobBOBbobbob"));
  }
}
