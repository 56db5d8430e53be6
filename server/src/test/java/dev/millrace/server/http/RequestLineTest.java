package dev.millrace.server.http;

import static dev.millrace.server.http.SampleRoutes.THINGS;
import static dev.millrace.server.http.testing.People.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.http.testing.ApiAnswer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLineTest extends HttpTestBase {
  @Test
  void an_unknown_path_is_not_found() {
    ApiAnswer answer = house.as(VIEWER).get("/api/v1/nothing?x=1");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.detail())
        .isEqualTo("there is nothing at /api/v1/nothing; the API is described at /api/docs");
    assertThat(answer.header("X-Request-Id")).isPresent();
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void another_method_is_told_which_there_are() {
    ApiAnswer answer = house.stranger().call("PATCH", THINGS, BodyPublishers.noBody());
    ApiAnswer options = house.stranger().call("OPTIONS", "/api/v1/me", BodyPublishers.noBody());

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("GET, HEAD, POST");
    assertThat(answer.code()).isEqualTo("wrong-method");
    assertThat(options.status()).isEqualTo(405);
    assertThat(options.header("Allow")).contains("GET, HEAD");
  }

  @Test
  void head_answers_as_get_without_a_body_and_asks_who_it_is() {
    ApiAnswer thing = house.as(VIEWER).call("HEAD", THINGS + "/cup", BodyPublishers.noBody());
    ApiAnswer text = house.as(VIEWER).call("HEAD", "/api/v1/text", BodyPublishers.noBody());
    ApiAnswer stranger = house.stranger().call("HEAD", THINGS, BodyPublishers.noBody());

    assertThat(thing.status()).isEqualTo(200);
    assertThat(thing.text()).isEmpty();
    assertThat(thing.header("ETag")).contains("\"3\"");
    assertThat(text.status()).isEqualTo(200);
    assertThat(stranger.status()).isEqualTo(401);
    assertThat(sample.calls).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lmit=3|there is no parameter lmit here",
        "limit=0|limit must be a number from 1 to 100, not \"0\"",
        "limit=101|limit must be a number from 1 to 100, not \"101\"",
        "limit=ten|limit must be a number from 1 to 100, not \"ten\"",
        "limit=|limit must be a number from 1 to 100, not \"\"",
        "limit=1&limit=2|the parameter limit is given twice",
        "color=green|color can't be \"green\"; it must be one of red, dark-blue",
        "colors=red,green|colors can't be \"green\"",
        "whole=maybe|whole can't be \"maybe\"",
        "since=yesterday|since must be a moment such as 2026-01-31T12:00:00Z, not \"yesterday\"",
      })
  void a_query_that_is_wrong_is_told_what_is_expected(String query, String detail) {
    ApiAnswer answer = house.as(VIEWER).get(THINGS + "?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).startsWith(detail);
  }

  @Test
  void a_long_value_is_refused_and_told_shortened() {
    ApiAnswer cursor = house.as(VIEWER).get(THINGS + "?cursor=" + "x".repeat(1_001));
    ApiAnswer moment = house.as(VIEWER).get(THINGS + "?since=" + "x".repeat(1_000));

    assertThat(cursor.detail()).isEqualTo("cursor may have at most 1000 characters");
    assertThat(moment.status()).isEqualTo(400);
    assertThat(moment.detail()).hasSizeLessThan(200);
  }

  @Test
  void a_query_that_is_right_is_read() {
    ApiAnswer answer =
        house
            .as(VIEWER)
            .get(
                THINGS
                    + "?limit=100&color=dark-blue&colors=red,dark-blue&whole=true"
                    + "&since=2026-01-31T12:00:00Z&cursor=abc");

    assertThat(answer.json().at("/items/0/name").stringValue())
        .isEqualTo("100 Optional[DARK_BLUE] [RED, DARK_BLUE] true Optional[2026-01-31T12:00:00Z]");
    assertThat(answer.json().at("/next").stringValue()).isEqualTo("abc");
  }
}
