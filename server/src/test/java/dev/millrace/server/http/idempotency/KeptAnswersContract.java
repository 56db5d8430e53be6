package dev.millrace.server.http.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.access.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store of kept answers promises. */
public interface KeptAnswersContract {
  Instant NOON = Instant.parse("2026-01-31T12:00:00.123456789Z");
  KeptAnswers.Key KEY = new KeptAnswers.Key(new UserId("ada"), "k-1");

  KeptAnswers answers();

  static KeptAnswers.Kept kept(String fingerprint, Instant at) {
    return new KeptAnswers.Kept(
        fingerprint,
        201,
        Map.of("Location", "/api/v1/things/1", "ETag", "\"1\""),
        "{\"name\":\"日\"}",
        at);
  }

  @Test
  default void an_answer_comes_back_as_it_was_kept() {
    KeptAnswers answers = answers();

    answers.keep(KEY, kept("f", NOON));

    assertThat(answers.find(KEY)).contains(kept("f", NOON));
  }

  @Test
  default void keys_of_different_users_are_different() {
    KeptAnswers answers = answers();

    answers.keep(KEY, kept("f", NOON));

    assertThat(answers.find(new KeptAnswers.Key(new UserId("bob"), "k-1"))).isEmpty();
    assertThat(answers.find(new KeptAnswers.Key(new UserId("ada"), "k-2"))).isEmpty();
  }

  @Test
  default void the_first_answer_stays_as_long_as_answers_live() {
    KeptAnswers answers = answers();

    answers.keep(KEY, kept("first", NOON));
    answers.keep(KEY, kept("second", NOON.plus(KeptAnswers.LIFE).minusNanos(1)));

    assertThat(answers.find(KEY)).contains(kept("first", NOON));
  }

  @Test
  default void an_answer_replaces_one_that_is_too_old() {
    KeptAnswers answers = answers();
    Instant later = NOON.plus(KeptAnswers.LIFE);

    answers.keep(KEY, kept("first", NOON));
    answers.keep(KEY, kept("second", later));

    assertThat(answers.find(KEY)).contains(kept("second", later));
  }

  @Test
  default void answers_from_before_a_moment_are_forgotten() {
    KeptAnswers answers = answers();
    var other = new KeptAnswers.Key(new UserId("ada"), "k-2");
    answers.keep(KEY, kept("old", NOON));
    answers.keep(other, kept("new", NOON.plus(Duration.ofNanos(1))));

    int forgotten = answers.deleteBefore(NOON.plusNanos(1));

    assertThat(forgotten).isEqualTo(1);
    assertThat(answers.find(KEY)).isEmpty();
    assertThat(answers.find(other)).isPresent();
  }
}
