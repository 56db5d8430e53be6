package dev.millrace.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Seeds;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonLineTest {
  @Test
  void fields_come_in_the_order_given() {
    var line =
        new JsonLine().with("a", "x").with("b", 7).with("c", true).with("d", Optional.of("y"));

    assertThat(line.toString()).isEqualTo("{\"a\":\"x\",\"b\":7,\"c\":true,\"d\":\"y\"}\n");
  }

  @Test
  void whatever_a_text_holds_reads_back_and_stays_on_one_line() {
    String alphabet = "\"\\\n\r\t\b\0\033\u007f/aé好\uD83D\uDE00\u2028";
    var mapper = JsonMapper.builder().build();

    Seeds.forEach(
        1_000,
        random -> {
          var text = new StringBuilder();
          for (int i = random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(
                alphabet.codePointAt(
                    alphabet.offsetByCodePoints(
                        0, random.nextInt(alphabet.codePointCount(0, alphabet.length())))));
          }

          String line = new JsonLine().with("text", text.toString()).toString();

          assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
          assertThat(mapper.readTree(line).get("text").asString()).isEqualTo(text.toString());
        });
  }
}
