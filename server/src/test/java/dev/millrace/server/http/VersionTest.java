package dev.millrace.server.http;

import static dev.millrace.server.http.SampleRoutes.NEW_THING;
import static dev.millrace.server.http.SampleRoutes.THINGS;
import static dev.millrace.server.http.testing.People.DEVELOPER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest extends HttpTestBase {
  private static final String CUP = THINGS + "/cup";
  private final ApiClient developer = house.as(DEVELOPER);

  @Test
  void a_change_says_which_version_it_is_about() {
    ApiAnswer silent = developer.put(CUP, NEW_THING);
    ApiAnswer said = developer.with("If-Match", "\"3\"").put(CUP, NEW_THING);
    ApiAnswer weak = developer.with("If-Match", "W/\"3\"").put(CUP, NEW_THING);

    assertThat(silent.status()).isEqualTo(428);
    assertThat(silent.code()).isEqualTo("version-needed");
    assertThat(said.status()).isEqualTo(200);
    assertThat(said.header("ETag")).contains("\"4\"");
    assertThat(weak.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "*", "\"x\"", "\"-1\"", "\"1\", \"2\"", "\"9999999999999999999\""})
  void what_is_no_version_is_refused(String version) {
    ApiAnswer answer = developer.with("If-Match", version).put(CUP, NEW_THING);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.reason()).isEqualTo("http.bad-if-match");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", "W/\"3\"", "\"1\", \"3\"", "*"})
  void what_the_client_has_is_not_sent_again(String known) {
    ApiAnswer answer = developer.with("If-None-Match", known).get(CUP);

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.text()).isEmpty();
    assertThat(answer.header("ETag")).contains("\"3\"");
  }

  @Test
  void what_the_client_has_not_is_sent() {
    assertThat(developer.with("If-None-Match", "\"2\"").get(CUP).status()).isEqualTo(200);
    assertThat(
            developer
                .with("If-None-Match", "\"4\"")
                .with("If-Match", "\"3\"")
                .put(CUP, NEW_THING)
                .status())
        .isEqualTo(200);
  }
}
