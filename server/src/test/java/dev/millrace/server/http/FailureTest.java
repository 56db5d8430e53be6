package dev.millrace.server.http;

import static dev.millrace.server.http.SampleRoutes.THINGS;
import static dev.millrace.server.http.testing.People.ADA;
import static dev.millrace.server.http.testing.People.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest extends HttpTestBase {
  private static final int AT_ONCE = 1;
  private final ApiClient viewer = house.as(VIEWER);

  FailureTest() {
    super(
        new HttpSettings(
            "127.0.0.1", 0, Optional.empty(), Set.of(), 1_000, AT_ONCE, Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bug", "error"})
  void a_fault_of_ours_tells_nothing_of_our_insides(String how) {
    ApiAnswer answer = viewer.get("/api/v1/broken/" + how);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.code()).isEqualTo("internal");
    assertThat(answer.text()).doesNotContain("hunter2", "10.1.2.3", "Exception", "dev.millrace");
    assertThat(answer.detail()).contains(answer.header("X-Request-Id").orElseThrow());
    assertThat(answer.json().required("request").stringValue())
        .isEqualTo(answer.header("X-Request-Id").orElseThrow());
    assertThat(house.answered()).containsExactly("broken 500");
  }

  @Test
  void a_store_that_is_gone_may_be_asked_again() {
    ApiAnswer answer = viewer.get("/api/v1/broken/store");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).contains("1");
    assertThat(answer.reason()).isEqualTo("http.store-gone");
    assertThat(answer.text()).doesNotContain("hunter2");
  }

  @Test
  void a_room_says_what_its_exceptions_mean() {
    assertThat(viewer.get("/api/v1/broken/mine").status()).isEqualTo(409);
  }

  @Test
  void problems_are_told_in_the_language_of_the_reader() {
    ApiAnswer chinese =
        viewer.with("Accept-Language", "fr, zh-CN;q=0.9, en;q=0.1").get(THINGS + "?x=1");
    ApiAnswer strange = viewer.with("Accept-Language", ";;;q=x").get(THINGS + "?x=1");

    assertThat(chinese.detail()).startsWith("这里没有参数 x");
    assertThat(strange.detail()).startsWith("there is no parameter x");
    assertThat(chinese.reason()).isEqualTo(strange.reason());
  }

  @Test
  void more_requests_at_once_than_allowed_are_sent_away() throws Exception {
    var first = CompletableFuture.supplyAsync(() -> viewer.post("/api/v1/hold"));
    sample.entered.await();

    ApiAnswer busy = viewer.get("/api/v1/me");
    sample.leave.countDown();

    assertThat(busy.status()).isEqualTo(503);
    assertThat(busy.reason()).isEqualTo("http.too-busy");
    assertThat(busy.header("Retry-After")).contains("1");
    assertThat(first.get().status()).isEqualTo(200);
  }

  @Test
  void a_server_that_stops_answers_what_it_has_begun() throws Exception {
    var running = CompletableFuture.supplyAsync(() -> house.as(ADA).post("/api/v1/hold"));
    sample.entered.await();

    var stopping = CompletableFuture.runAsync(house.server()::close);
    refusedNow();
    sample.leave.countDown();

    assertThat(running.get().status()).isEqualTo(200);
    stopping.get();
  }

  /** Waits until nobody is let in any more. */
  private void refusedNow() {
    boolean isIn = true;
    while (isIn) {
      try {
        isIn = viewer.get("/api/v1/me").reason().equals("http.too-busy");
      } catch (AssertionError _) {
        isIn = false;
      }
    }
  }

  @Test
  void an_answer_that_breaks_off_is_not_taken_for_whole() {
    assertThatThrownBy(() -> viewer.get("/api/v1/half"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("got no answer");
    assertThat(viewer.get("/api/v1/text").text()).isEqualTo("line\n");
  }
}
