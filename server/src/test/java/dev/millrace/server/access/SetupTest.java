package dev.millrace.server.access;

import static dev.millrace.server.access.AccessHouse.ADA;
import static dev.millrace.server.access.AccessHouse.PASSWORD;
import static dev.millrace.server.access.AccessHouse.STRANGER;
import static dev.millrace.server.access.AccessWording.BAD_USER_ID;
import static dev.millrace.server.access.AccessWording.PASSWORD_TOO_SHORT;
import static dev.millrace.server.access.AccessWording.WRONG_SETUP_CODE;
import static dev.millrace.server.access.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SetupTest {
  private final AccessHouse house = new AccessHouse();

  @Test
  void who_has_the_code_becomes_the_first_administrator() {
    Secret code = house.setup.begin().orElseThrow();

    User first = house.setup.claim(STRANGER, code, "ada", PASSWORD);

    assertThat(first.isActingAdministrator()).isTrue();
    assertThat(house.signedIn(ADA).principal().orElseThrow().mayAdminister()).isTrue();
    assertThat(house.setup.isOpen()).isFalse();
  }

  @Test
  void a_code_is_good_once() {
    Secret code = house.setup.begin().orElseThrow();
    house.setup.claim(STRANGER, code, "ada", PASSWORD);

    assertRefused(WRONG_SETUP_CODE, () -> house.setup.claim(STRANGER, code, "bob", PASSWORD));
    assertThat(house.setup.begin()).isEmpty();
  }

  @Test
  void the_next_start_makes_another() {
    Secret first = house.setup.begin().orElseThrow();
    Secret second = house.setup.begin().orElseThrow();

    assertRefused(WRONG_SETUP_CODE, () -> house.setup.claim(STRANGER, first, "ada", PASSWORD));
    house.setup.claim(STRANGER, second, "ada", PASSWORD);
  }

  @Test
  void a_bad_name_or_password_does_not_use_the_code_up() {
    Secret code = house.setup.begin().orElseThrow();

    assertRefused(BAD_USER_ID, () -> house.setup.claim(STRANGER, code, "a b", PASSWORD));
    assertRefused(
        PASSWORD_TOO_SHORT, () -> house.setup.claim(STRANGER, code, "ada", new Secret("x")));
    house.setup.claim(STRANGER, code, "ada", PASSWORD);
  }

  @Test
  void where_there_is_a_user_there_is_no_code() {
    Secret code = house.setup.begin().orElseThrow();
    house.create(ADA);

    assertRefused(WRONG_SETUP_CODE, () -> house.setup.claim(STRANGER, code, "bob", PASSWORD));
    assertThat(house.setup.begin()).isEmpty();
    assertThat(house.setup.isOpen()).isFalse();
  }

  @Test
  void another_code_is_wrong() {
    house.setup.begin();

    assertRefused(
        WRONG_SETUP_CODE, () -> house.setup.claim(STRANGER, house.secrets.next(), "ada", PASSWORD));
  }
}
