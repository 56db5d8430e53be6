package dev.millrace.server.http;

import static dev.millrace.server.http.testing.People.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.RawCaller;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest extends HttpTestBase {
  private static final String PROXY = "127.0.0.1";

  HeadersTest() {
    super(
        new HttpSettings(
            "127.0.0.1", 0, Optional.empty(), Set.of(PROXY), 1_000, 10, Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/me", "/api/v1/open", "/nothing", "/api/v1/broken/bug"})
  void every_answer_has_the_headers_that_make_it_safe(String path) {
    ApiAnswer answer = house.as(VIEWER).get(path);

    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("X-Frame-Options")).contains("DENY");
    assertThat(answer.header("Referrer-Policy")).contains("same-origin");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).contains("same-origin");
    assertThat(answer.header("Content-Security-Policy").orElseThrow())
        .contains("default-src 'self'", "frame-ancestors 'none'");
    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.header("X-Request-Id").orElseThrow()).matches("[0-9a-f]{16}");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void requests_are_told_apart_by_their_ids() {
    String one = house.stranger().get("/api/v1/open").header("X-Request-Id").orElseThrow();
    String other = house.stranger().get("/api/v1/open").header("X-Request-Id").orElseThrow();

    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void a_trusted_proxy_says_from_where_a_request_comes() {
    assertThat(address("192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(address("198.51.100.1, 192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(address("192.0.2.7, " + PROXY)).isEqualTo("192.0.2.7");
    assertThat(address("2001:db8::1")).isEqualTo("2001:db8::1");
    assertThat(address("<script>")).isEqualTo(PROXY);
    assertThat(address(" , ")).isEqualTo(PROXY);
  }

  @Test
  void of_several_headers_the_last_counts() {
    try (var raw = new RawCaller(house.server().port())) {
      raw.send(
          String.join(
              "\r\n",
              "GET /api/v1/open HTTP/1.1",
              "Host: x",
              "Connection: close",
              "X-Forwarded-For: 198.51.100.1",
              "X-Forwarded-For: 192.0.2.7",
              "",
              ""));

      assertThat(raw.answer().text()).contains("192.0.2.7");
    }
  }

  private String address(String forwardedFor) {
    return house
        .stranger()
        .with("X-Forwarded-For", forwardedFor)
        .get("/api/v1/open")
        .json()
        .required("address")
        .stringValue();
  }

  @Test
  void who_is_no_trusted_proxy_is_not_believed() {
    try (var other = ApiHouse.open(people, sample.routes(), List.of())) {
      ApiAnswer answer = other.stranger().with("X-Forwarded-For", "192.0.2.7").get("/api/v1/open");

      assertThat(answer.json().required("address").stringValue()).isEqualTo("127.0.0.1");
    }
  }
}
