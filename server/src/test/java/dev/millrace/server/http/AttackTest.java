package dev.millrace.server.http;

import static dev.millrace.server.http.testing.People.OUTSIDER;
import static dev.millrace.server.http.testing.People.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.RawCaller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no honest client sends, as bytes over a socket. */
class AttackTest extends HttpTestBase {
  AttackTest() {
    super(
        new HttpSettings(
            "127.0.0.1", 0, Optional.empty(), Set.of(), 1_000, 100, Duration.ofSeconds(1)));
  }

  private ApiAnswer exchange(String request) {
    try (var raw = new RawCaller(house.server().port())) {
      raw.send(request);
      return raw.answer();
    }
  }

  private static String closing(String firstLine, String... headers) {
    return firstLine
        + "\r\nHost: x\r\nConnection: close\r\n"
        + String.join("", List.of(headers).stream().map(header -> header + "\r\n").toList())
        + "\r\n";
  }

  /** Ways to write a path that some servers and proxies take for another than others do. */
  private static final List<UnaryOperator<String>> CONFUSIONS =
      List.of(
          path -> "/" + path,
          path -> path.replaceFirst("/v1/", "//v1/"),
          path -> path.replaceFirst("/v1/", "/./v1/"),
          path -> path.replaceFirst("/v1/", "/open/../v1/"),
          path -> path.replaceFirst("/v1/", "/%2e/v1/"),
          path -> path.replaceFirst("/v1/", "/x/%2e%2e/v1/"),
          path -> path.replaceFirst("/v1/", "/x/..;/v1/"),
          path -> path.replaceFirst("/v1/", "%2Fv1/"),
          path -> path.replaceFirst("/v1/", "%2fv1/"),
          path -> path.replaceFirst("/v1/", "%5Cv1/"),
          path -> path.replaceFirst("/v1/", "\\\\v1/"),
          path -> path.replaceFirst("/v1/", "/v1;a=b/"),
          path -> path.replaceFirst("/v1/", "/V1/"),
          path -> path.replaceFirst("/v1/", "/%C0%AFv1/"),
          path -> path.replaceFirst("/v1/", "/v1%00/"),
          path -> path.replaceFirst("/v1/", "/v%u0031/"),
          path -> path.replaceFirst("/v1/", "/v1%/"),
          path -> path.replaceFirst("/v1/", "/v1\u0000/"),
          path -> path + "/",
          path -> path + "/.",
          path -> path + "/..",
          path -> path + "%20",
          path -> path + "%0d%0aX-Evil:%20yes",
          path -> path + "#fragment",
          path -> path.substring(1));

  @Test
  void no_way_to_write_a_path_leads_past_the_door() {
    List<String> wrong = new ArrayList<>();
    for (Route route : sample.routes()) {
      String path =
          route
              .path()
              .replace("{project}", "alpha")
              .replace("{thing}", "a")
              .replace("{how}", "bug");
      for (UnaryOperator<String> confusion : CONFUSIONS) {
        String line = route.method() + " " + confusion.apply(path) + " HTTP/1.1";
        String body = route.method().isSafe() ? "X: y" : "Content-Length: 0";
        for (String header : List.of(body, token())) {
          ApiAnswer answer = exchange(closing(line, body, header));
          boolean isProblem =
              answer.header("Content-Type").filter("application/problem+json"::equals).isPresent();
          if (answer.status() < 400 || answer.status() >= 500 || !isProblem) {
            wrong.add(line + " -> " + answer.status() + " " + answer.text());
          }
          if (answer.header("X-Evil").isPresent()) {
            wrong.add(line + " wrote a header");
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(sample.calls).hasValue(0);
  }

  /** Of somebody who has nothing to do in the project. */
  private String token() {
    return "Authorization: Bearer " + people.token(OUTSIDER).reveal();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alpha;x=y",
        "alpha%00",
        "%E4%BD%A0",
        "ALPHA",
        "alpha%20",
        "..",
        "%2e%2e",
        "a%2Fb",
        "%",
        "*"
      })
  void no_other_name_leads_to_a_project(String name) {
    String viewer = "Authorization: Bearer " + people.token(VIEWER).reveal();

    ApiAnswer answer =
        exchange(closing("GET /api/v1/projects/" + name + "/things HTTP/1.1", viewer));

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.code()).isIn("invalid", "not-found");
    assertThat(sample.calls).hasValue(0);
  }

  @Test
  void a_whole_address_is_as_good_as_its_path() {
    assertThat(exchange(closing("GET http://x/api/v1/open HTTP/1.1")).status()).isEqualTo(200);
    assertThat(exchange(closing("GET http://x/api/v1/me HTTP/1.1")).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/open HTTP/1.1\r\n\r\n",
        "GET /api/v1/open HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /api/v1/open HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n",
        "GET /api/v1/open HTTP/1.1\r\nHost: x\r\nA : b\r\n\r\n",
        "GET /api/v1/open HTTP/1.1\r\nHost: x\r\nA: b\u0000c\r\n\r\n",
        "GET /api/v1/open HTTP/9.9\r\nHost: x\r\n\r\n",
        "\u0016\u0003\u0001 what is this\r\n\r\n",
        "POST /api/v1/open HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST /api/v1/open HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /api/v1/open HTTP/1.1\r\nHost: x\r\nContent-Length: 1a\r\n\r\n",
        "POST /api/v1/open HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /api/v1/open HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        "POST /api/v1/open HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: cow\r\n\r\n",
        "POST /api/v1/open HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
      })
  void what_is_no_proper_http_is_refused(String request) {
    ApiAnswer answer = exchange(request);

    assertThat(answer.status()).as(request).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid");
    assertThat(answer.json().required("status").intValue()).isEqualTo(400);
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.text()).doesNotContain("jetty", "Exception");
    assertThat(sample.calls).hasValue(0);
  }

  @Test
  void http_without_headers_is_not_spoken() {
    try (var raw = new RawCaller(house.server().port())) {
      raw.send("GET /api/v1/open\r\n\r\n");

      assertThat(raw.rest()).doesNotContain("address");
      assertThat(sample.calls).hasValue(0);
    }
  }

  @Test
  void a_head_may_be_as_long_as_the_limit_and_no_longer() {
    String fits = "A: " + "x".repeat(HttpSettings.MAX_HEADERS - 200);
    String longer = "A: " + "x".repeat(HttpSettings.MAX_HEADERS);
    String many = "A: b\r\n".repeat(HttpSettings.MAX_HEADERS / 6 + 1).strip();
    String path = "/" + "x".repeat(HttpSettings.MAX_HEADERS);

    assertThat(exchange(closing("GET /api/v1/open HTTP/1.1", fits)).status()).isEqualTo(200);
    for (String request :
        List.of(
            closing("GET /api/v1/open HTTP/1.1", longer),
            closing("GET /api/v1/open HTTP/1.1", many),
            closing("GET " + path + " HTTP/1.1"))) {
      ApiAnswer answer = exchange(request);
      assertThat(answer.status()).isEqualTo(431);
      assertThat(answer.detail()).contains("16384 bytes");
    }
  }

  @Test
  void a_second_request_hidden_in_a_body_is_not_answered() {
    ApiAnswer answer =
        exchange(
            closing(
                    "POST /api/v1/open HTTP/1.1",
                    "Content-Length: 47",
                    "Content-Type: application/json")
                + "GET /api/v1/open HTTP/1.1\r\nHost: x\r\nsmuggle: y\r\n\r\n");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).doesNotContain("HTTP/1.1 200");
    assertThat(sample.calls).hasValue(0);
  }

  @Test
  void a_head_that_comes_byte_by_byte_is_not_waited_for() {
    try (var raw = new RawCaller(house.server().port())) {
      raw.dribble("GET /api/v1/open HTTP/1.1\r\nHost: x\r\nA: bcdefgh", Duration.ofMillis(100));

      assertThat(raw.rest()).doesNotContain("200 OK");
      assertThat(sample.calls).hasValue(0);
    }
  }

  @Test
  void connections_that_keep_silent_hinder_nobody_and_are_closed() {
    List<RawCaller> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        var raw = new RawCaller(house.server().port());
        raw.send("GET /");
        silent.add(raw);
      }

      assertThat(house.as(VIEWER).get("/api/v1/me").status()).isEqualTo(200);
      assertThat(silent.getLast().rest()).doesNotContain("200 OK");
    } finally {
      silent.forEach(RawCaller::close);
    }
  }
}
