package dev.millrace.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {
  private static final Secret PASSWORD = new Secret("four wet horses");

  private final SecureRandom random = new SecureRandom();
  private final PasswordHashing hashing = new PasswordHashing(AccessHouse.CHEAP, random);

  @Test
  void a_hash_matches_its_password_only() {
    String hash = hashing.hash(PASSWORD);

    assertThat(hashing.matches(PASSWORD, hash)).isTrue();
    assertThat(hashing.matches(new Secret("four wet horsez"), hash)).isFalse();
    assertThat(hash).doesNotContain("horses").isNotEqualTo(hashing.hash(PASSWORD));
  }

  @Test
  void the_usual_cost_is_that_of_owasp_and_told_in_the_hash() {
    String hash = new PasswordHashing(HashCost.STANDARD, random).hash(PASSWORD);

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(hashing.matches(PASSWORD, hash)).isTrue();
  }

  @Test
  void the_same_password_typed_on_another_machine_matches() {
    String hash = hashing.hash(new Secret("caf\u00e9 caf\u00e9 caf\u00e9"));

    assertThat(hashing.matches(new Secret("cafe\u0301 cafe\u0301 cafe\u0301"), hash)).isTrue();
  }

  @Test
  void a_hash_of_another_cost_is_outgrown() {
    String hash = hashing.hash(PASSWORD);

    assertThat(hashing.isOutgrown(hash)).isFalse();
    assertThat(new PasswordHashing(new HashCost(64, 2, 1), random).isOutgrown(hash)).isTrue();
    assertThat(new PasswordHashing(new HashCost(128, 1, 1), random).isOutgrown(hash)).isTrue();
  }

  @Test
  void who_finds_no_turn_is_told_to_come_later() {
    var full = new PasswordHashing(AccessHouse.CHEAP, random, 0, Duration.ofMillis(1));

    Refusals.assertRefused(AccessWording.BUSY, () -> full.hash(PASSWORD));
  }
}
