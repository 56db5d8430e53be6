package dev.millrace.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Translations;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretTest {
  private final Secrets secrets = new Secrets(new SecureRandom());

  @Test
  void nothing_shows_a_secret_by_accident() {
    var secret = new Secret("hunter2");

    assertThat(secret).hasToString("***");
    assertThat(AccessHouse.shown(AccessHouse.ADA, secret).toString()).doesNotContain("hunter2");
  }

  @Test
  void a_secret_equals_another_with_the_same_text_only() {
    assertThat(new Secret("a")).isEqualTo(new Secret("a")).hasSameHashCodeAs(new Secret("a"));
    assertThat(new Secret("a")).isNotEqualTo(new Secret("b"));
  }

  @Test
  void no_two_are_made_alike() {
    assertThat(secrets.next()).isNotEqualTo(secrets.next());
    assertThat(secrets.next().reveal()).hasSize(Secrets.SECRET_LENGTH);
    assertThat(secrets.nextId()).hasSize(24).isNotEqualTo(secrets.nextId());
  }

  @Test
  void a_token_is_recognised_by_its_prefix_and_checksum() {
    String token = TokenText.next(secrets).reveal();

    assertThat(token).startsWith("mrt_").hasSize(53);
    assertThat(TokenText.isWellFormed(new Secret(token))).isTrue();
    char other = token.charAt(20) == 'x' ? 'y' : 'x';
    assertThat(
            TokenText.isWellFormed(
                new Secret(token.substring(0, 20) + other + token.substring(21))))
        .isFalse();
    assertThat(TokenText.isWellFormed(new Secret(token + "0"))).isFalse();
    assertThat(TokenText.isWellFormed(new Secret(""))).isFalse();
  }

  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(AccessWording.class)).isEmpty();
  }
}
