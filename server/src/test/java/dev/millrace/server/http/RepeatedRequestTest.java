package dev.millrace.server.http;

import static dev.millrace.server.http.SampleRoutes.NEW_THING;
import static dev.millrace.server.http.SampleRoutes.THINGS;
import static dev.millrace.server.http.testing.People.DEVELOPER;
import static dev.millrace.server.http.testing.People.MAINTAINER;
import static dev.millrace.server.http.testing.People.RUNNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.http.idempotency.KeptAnswers;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiClient;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedRequestTest extends HttpTestBase {
  private final ApiClient once = house.as(RUNNER).with("Idempotency-Key", "k-1");

  @Test
  void a_request_that_comes_again_gets_the_same_answer_and_does_nothing() {
    ApiAnswer first = once.post(THINGS, NEW_THING);
    ApiAnswer second = once.post(THINGS, NEW_THING);

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    assertThat(sample.calls).hasValue(1);
  }

  @Test
  void an_answer_without_a_body_comes_again_too() {
    ApiClient maintainer = house.as(MAINTAINER).with("Idempotency-Key", "k-1");

    assertThat(maintainer.delete(THINGS + "/cup").status()).isEqualTo(204);
    assertThat(maintainer.delete(THINGS + "/cup").status()).isEqualTo(204);
    assertThat(sample.calls).hasValue(1);
  }

  @Test
  void without_a_key_a_request_is_done_each_time() {
    house.as(RUNNER).post(THINGS, NEW_THING);
    house.as(RUNNER).post(THINGS, NEW_THING);

    assertThat(sample.calls).hasValue(2);
  }

  @Test
  void a_key_belongs_to_one_request() {
    once.post(THINGS, NEW_THING);

    ApiAnswer other = once.post(THINGS, NEW_THING + " ");
    ApiAnswer elsewhere = once.post("/api/v1/open");

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.reason()).isEqualTo("http.key-of-another");
    assertThat(elsewhere.status()).isEqualTo(422);
    assertThat(sample.calls).hasValue(1);
  }

  @Test
  void keys_of_other_users_are_others() {
    once.post(THINGS, NEW_THING);

    ApiAnswer another =
        house
            .as(DEVELOPER)
            .with("Idempotency-Key", "k-1")
            .post(THINGS, NEW_THING.replace("cup", "mug"));

    assertThat(another.status()).isEqualTo(201);
    assertThat(another.text()).contains("mug");
  }

  @Test
  void a_request_that_was_refused_may_come_again() {
    String refused = NEW_THING.replace("cup", "no");

    assertThat(once.post(THINGS, refused).status()).isEqualTo(409);
    assertThat(once.post(THINGS, refused).status()).isEqualTo(409);
    assertThat(once.post(THINGS, NEW_THING).status()).isEqualTo(201);
    assertThat(sample.calls).hasValue(3);
  }

  @Test
  void a_key_is_forgotten_after_a_day() {
    once.post(THINGS, NEW_THING);
    people.clock.advance(KeptAnswers.LIFE);

    ApiAnswer again = once.post(THINGS, NEW_THING.replace("cup", "mug"));
    ApiAnswer repeated = once.post(THINGS, NEW_THING.replace("cup", "mug"));
    people.clock.advance(KeptAnswers.LIFE.plusNanos(1));

    assertThat(again.text()).contains("mug");
    assertThat(repeated.text()).isEqualTo(again.text());
    assertThat(sample.calls).hasValue(2);
    assertThat(house.server().sweep()).isEqualTo(1);
  }

  @Test
  void the_same_request_at_the_same_time_is_told_to_wait() throws Exception {
    var first = CompletableFuture.supplyAsync(() -> once.post("/api/v1/hold"));
    sample.entered.await();

    ApiAnswer second = once.post("/api/v1/hold");
    sample.leave.countDown();

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.reason()).isEqualTo("http.key-at-work");
    assertThat(second.header("Retry-After")).contains("1");
    assertThat(first.get().status()).isEqualTo(200);
    assertThat(sample.calls).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words"})
  void what_is_no_key_is_refused(String key) {
    ApiAnswer answer = house.as(RUNNER).with("Idempotency-Key", key).post(THINGS, NEW_THING);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.reason()).isEqualTo("http.bad-key");
  }

  @Test
  void a_key_may_have_128_characters() {
    ApiClient runner = house.as(RUNNER);

    ApiAnswer longest = runner.with("Idempotency-Key", "k".repeat(128)).post(THINGS, NEW_THING);
    ApiAnswer longer = runner.with("Idempotency-Key", "k".repeat(129)).post(THINGS, NEW_THING);

    assertThat(longest.status()).isEqualTo(201);
    assertThat(longer.status()).isEqualTo(400);
  }

  @Test
  void what_answers_a_secret_is_not_kept() {
    ApiAnswer answer = once.post("/api/v1/secrets");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.reason()).isEqualTo("http.key-not-here");
    assertThat(house.as(RUNNER).post("/api/v1/secrets").status()).isEqualTo(201);
  }

  @Test
  void an_answer_that_is_too_long_is_not_kept() {
    String note = "\"note\": \"" + "x".repeat(KeptAnswers.MAX_BODY) + "\", \"count\"";
    String body = NEW_THING.replace("\"count\"", note);

    assertThat(once.post(THINGS, body).status()).isEqualTo(201);
    assertThat(once.post(THINGS, body).status()).isEqualTo(201);
    assertThat(sample.calls).hasValue(2);
  }
}
