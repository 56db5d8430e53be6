package dev.millrace.server.http;

import static dev.millrace.server.http.SampleRoutes.NEW_THING;
import static dev.millrace.server.http.SampleRoutes.THINGS;
import static dev.millrace.server.http.testing.People.RUNNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiClient;
import dev.millrace.server.http.testing.RawCaller;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestBodyTest extends HttpTestBase {
  private static final int MOST = 1_000;
  private final ApiClient runner = house.as(RUNNER);

  RequestBodyTest() {
    super(
        new HttpSettings(
            "127.0.0.1", 0, Optional.empty(), Set.of(), MOST, 100, Duration.ofSeconds(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"name\": |the body is no proper JSON, line 1, column",
        "[]|",
        "null|the request has no body",
        "{} {}|",
        "{\"nam\": \"x\"}|there is no field nam here; there are color, count, madeAt, name, note,",
        "{\"name\": \"x\"}|the field color is missing",
        "{\"name\": null, \"color\": \"RED\", \"count\": 1, \"parts\": []}|the field name is missing",
        "{\"name\":\"x\",\"color\":\"RED\",\"count\":1,\"parts\":[{}]}|the field parts[0].name is",
        "{\"name\":\"x\",\"color\":\"RED\",\"count\":1,\"parts\":[null]}|the field parts[0] is missing",
        "{\"color\": \"GREEN\"}|the field color can't be \"GREEN\"; it must be one of RED, DARK_BLUE",
        "{\"color\": 1}|the field color can't be",
        "{\"count\": \"1\"}|the field count can't be",
        "{\"count\": 1.5}|the field count can't be",
        "{\"count\": null}|the field count can't be",
        "{\"count\": 99999999999}|",
        "{\"name\": {}}|the field name can't be",
        "{\"name\": 1}|the field name can't be",
        "{\"parts\": {}}|the field parts can't be",
        "{\"parts\": [{\"name\": []}]}|the field parts[0].name can't be",
        "{\"madeAt\": \"noon\"}|the field madeAt can't be \"noon\"; it must be a moment",
        "{\"name\": \"x\", \"name\": \"y\"}|the body is no proper JSON, line 1, column",
      })
  void a_wrong_body_is_told_what_is_expected(String body, String detail) {
    ApiAnswer answer = runner.post(THINGS, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.detail()).startsWith(Optional.ofNullable(detail).orElse(""));
    assertThat(answer.detail()).doesNotContain("dev.millrace", "java.", "tools.jackson");
    assertThat(sample.calls).hasValue(0);
  }

  @Test
  void the_place_of_broken_json_is_told() {
    ApiAnswer answer = runner.post(THINGS, "{\n  \"name\": \"x\",\n  oops\n}");

    assertThat(answer.detail()).startsWith("the body is no proper JSON, line 3, column ");
  }

  @Test
  void optional_fields_may_be_absent_or_null() {
    String more = NEW_THING.replace("\"name\": \"cup\"", "\"name\": \"cup\", \"note\": null");

    ApiAnswer answer = runner.post(THINGS, more);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text()).isEqualTo("{\"name\":\"cup\",\"project\":\"alpha\"}");
    assertThat(answer.header("Location")).contains(THINGS + "/cup");
  }

  @Test
  void a_body_is_missing_where_one_is_needed() {
    ApiAnswer answer = runner.post(THINGS);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.reason()).isEqualTo("http.body-missing");
  }

  @Test
  void a_body_is_refused_where_none_is_taken() {
    ApiAnswer answer = runner.post("/api/v1/open", "{}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.reason()).isEqualTo("http.body-unexpected");
  }

  @ParameterizedTest
  @CsvSource({"text/plain", "application/x-www-form-urlencoded", "application/json; charset=gbk"})
  void another_media_type_is_refused(String type) {
    ApiAnswer answer = runner.with("Content-Type", type).post(THINGS, NEW_THING);

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.detail()).contains(type);
  }

  @Test
  void json_says_its_charset_or_not() {
    ApiClient said = runner.with("Content-Type", "application/json; charset=UTF-8");

    assertThat(said.post(THINGS, NEW_THING).status()).isEqualTo(201);
    assertThat(runner.call("POST", THINGS, BodyPublishers.ofString(NEW_THING)).status())
        .isEqualTo(415);
  }

  @Test
  void bytes_that_are_no_utf8_are_refused() {
    byte[] bytes = "{\"name\": \"?\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    bytes[10] = (byte) 0xff;

    ApiAnswer answer =
        runner
            .with("Content-Type", "application/json")
            .call("POST", THINGS, BodyPublishers.ofByteArray(bytes));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).contains("bytes that are no UTF-8");
  }

  @Test
  void json_that_lies_too_deep_is_refused() {
    ApiAnswer answer =
        runner.post(THINGS, "{\"parts\": " + "[".repeat(100) + "]".repeat(100) + "}");

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void a_body_may_be_as_long_as_the_limit_and_no_longer() {
    String most = NEW_THING + " ".repeat(MOST - NEW_THING.length());

    ApiAnswer fits = runner.post(THINGS, most);
    ApiAnswer longer = runner.post(THINGS, most + " ");
    ApiAnswer chunked =
        runner
            .with("Content-Type", "application/json")
            .call(
                "POST",
                THINGS,
                BodyPublishers.ofInputStream(() ->
                    new ByteArrayInputStream(
                        (most + " ").getBytes(java.nio.charset.StandardCharsets.UTF_8))));

    assertThat(fits.status()).isEqualTo(201);
    assertThat(longer.status()).isEqualTo(413);
    assertThat(longer.detail()).contains("1000 bytes");
    assertThat(chunked.status()).isEqualTo(413);
  }

  @Test
  void a_body_that_does_not_come_is_not_waited_for() {
    try (var raw = new RawCaller(house.server().port())) {
      raw.send(head("Content-Length: 50") + "{");

      ApiAnswer answer = raw.answer();

      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.detail()).isEqualTo("the body did not come within 1 s");
    }
  }

  @Test
  void a_body_that_comes_byte_by_byte_is_not_waited_for() {
    try (var raw = new RawCaller(house.server().port())) {
      raw.send(head("Content-Length: 900"));

      raw.dribble("          ", Duration.ofMillis(150));

      assertThat(raw.answer().status()).isEqualTo(408);
    }
  }

  @Test
  void a_body_that_ends_early_is_refused() {
    try (var raw = new RawCaller(house.server().port())) {
      raw.send(head("Content-Length: 50") + "{");
      raw.end();

      ApiAnswer answer = raw.answer();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.reason()).isEqualTo("http.body-cut-off");
      assertThat(sample.calls).hasValue(0);
    }
  }

  private String head(String length) {
    return "POST "
        + THINGS
        + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
        + people.token(RUNNER).reveal()
        + "\r\nContent-Type: application/json\r\n"
        + length
        + "\r\n\r\n";
  }
}
