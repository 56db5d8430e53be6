package dev.millrace.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Seeds;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {
  @Test
  void a_secret_is_replaced_wherever_it_stands() {
    var masker = Masker.of(List.of("hunter22"));

    assertThat(masker.mask("hunter22 and hunter22!")).isEqualTo("****** and ******!");
    assertThat(masker.mask("hunter2")).isEqualTo("hunter2");
  }

  @Test
  void overlapping_secrets_leave_no_rest() {
    var masker = Masker.of(List.of("abcdef", "defghi", "abc"));

    assertThat(masker.mask("<abcdefghi>")).isEqualTo("<******>");
  }

  @Test
  void each_line_of_a_secret_is_one() {
    var masker = Masker.of(List.of("first line\r\n  {\nsecond line\n"));

    assertThat(masker.mask("x first line y")).isEqualTo("x ****** y");
    assertThat(masker.mask("  second line")).isEqualTo("  ******");
    assertThat(masker.mask("  {")).isEqualTo("  {");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc", "abcd", "abcde"})
  void base64_is_recognised_at_every_alignment(String before) {
    var secret = "correct horse?battery>staple";
    var masker = Masker.of(List.of(secret));
    var text = (before + secret + "\nafter").getBytes(UTF_8);

    for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      var masked = masker.mask(encoder.encodeToString(text));

      assertThat(masked).contains(Masker.STARS);
      // Only characters that carry bits of a neighbour are left beside the stars.
      assertThat(masked.replace(Masker.STARS, "").length()).isLessThan(24);
    }
  }

  @Test
  void base64_in_columns_is_recognised() {
    var secret = "0123456789abcdefghijklmnopqrstuvwxyz".repeat(5);
    var masker = Masker.of(List.of(secret));

    var lines = Base64.getMimeEncoder().encodeToString((secret + "\n").getBytes(UTF_8));

    assertThat(lines.lines().map(masker::mask).limit(3)).containsOnly(Masker.STARS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p%40ss+w%2Frd%C3%BC", "p%40ss%20w%2frd%c3%bc", "p%40ss%20w%2Frd%C3%BC"})
  void url_encoded_forms_are_recognised(String encoded) {
    assertThat(Masker.of(List.of("p@ss w/rdü")).mask("u=" + encoded + "&v"))
        .isEqualTo("u=******&v");
  }

  @Test
  void a_secret_inside_a_json_text_is_recognised() {
    assertThat(Masker.of(List.of("a\"b\\c\nd1")).mask("{\"k\":\"a\\\"b\\\\c\\nd1\"}"))
        .isEqualTo("{\"k\":\"******\"}");
  }

  @Test
  void values_under_three_characters_are_not_hidden_and_it_is_known() {
    assertThat(Masker.of(List.of("1", "42", " \n ")).isEmpty()).isTrue();
    assertThat(Masker.isTooShort("42")).isTrue();
    assertThat(Masker.isTooShort("420")).isFalse();
  }

  @Test
  void no_random_secret_survives_in_random_text() {
    Seeds.forEach(
        300,
        random -> {
          var secrets = random.ints(3, 3, 9).mapToObj(length -> letters(random, length)).toList();
          var text = new StringBuilder();
          for (int i = 0; i < 20; i++) {
            text.append(letters(random, random.nextInt(5))).append(Seeds.oneOf(random, secrets));
          }

          var masked = Masker.of(secrets).mask(text.toString());

          assertThat(masked).doesNotContain(secrets);
        });
  }

  /** Of three letters only, so that secrets overlap often. */
  private static String letters(java.util.SplittableRandom random, int length) {
    var text = new StringBuilder();
    random.ints(length, 'a', 'd').forEach(text::appendCodePoint);
    return text.toString();
  }
}
