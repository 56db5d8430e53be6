package dev.millrace.server.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.server.http.problem.Refused;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  record Thing(String name, Optional<Integer> count, Optional<List<Part>> parts) {}

  record Part(String id) {}

  private static String problem(String json) {
    return catchThrowableOfType(Refused.class, () -> Json.read(json.getBytes(UTF_8), Thing.class))
        .problem()
        .detail()
        .english();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]", "\"text\"", "1", "{\"name\":\"a\"} {}"})
  void what_is_not_one_object_is_told_without_a_word_of_ours(String json) {
    assertThat(problem(json)).isEqualTo("the body must be one JSON object and nothing else");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name":"a","nam":1}           | there is no field nam here; there are count, name, parts
          {}                             | the field name is missing
          {"name":null}                  | the field name is missing
          {"name":"a","parts":[{}]}      | the field parts[0].id is missing
          {"name":"a","count":"1"}       | the field count can't be this; it must be a whole number
          {"name":"a","name":"b"}        | the body is no proper JSON, line 1
          {"name":                       | the body is no proper JSON, line 1
          """)
  void what_is_wrong_is_told_with_its_place(String json, String told) {
    assertThat(problem(json)).startsWith(told);
  }

  @Test
  void what_may_be_absent_is_empty() {
    assertThat(Json.read("{\"name\":\"日\"}".getBytes(UTF_8), Thing.class))
        .isEqualTo(new Thing("日", Optional.empty(), Optional.empty()));
  }

  @Test
  void bytes_that_are_no_utf_8_are_refused() {
    byte[] latin = {'"', (byte) 0xe4, '"'};
    assertThat(catchThrowableOfType(Refused.class, () -> Json.read(latin, Thing.class)))
        .hasMessageContaining("bytes that are no UTF-8");
  }
}
