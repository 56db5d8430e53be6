package dev.millrace.server.logs.http;

import static dev.millrace.server.builds.http.testing.RunsHouse.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.Build;
import dev.millrace.server.builds.http.testing.HandWorker;
import dev.millrace.server.logs.http.EventClient.Event;
import dev.millrace.testkit.Seeds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFollowTest extends LogHouseTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final String LAST = "Last-Event-ID";

  private EventClient follow(Build build, String... headers) {
    return EventClient.open(house, log(build, 1, "/follow"), headers);
  }

  @Test
  void lines_are_told_as_they_come_and_the_end_when_the_task_has_ended() throws IOException {
    Build build = running();
    HandWorker worker = house.worker(build);
    try (EventClient client = follow(build)) {
      assertThat(client.response().statusCode()).isEqualTo(200);
      assertThat(client.response().headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");

      worker.say("one");
      Event first = client.next().orElseThrow();
      worker.say("zwei → 二", "three");
      List<String> next = client.texts(2);
      worker.succeed();
      List<Event> rest = client.rest();

      assertThat(first.id()).isEqualTo("1.0.0");
      assertThat(first.name()).isEqualTo("line");
      assertThat(first.data())
          .isEqualTo(
              "{\"number\":0,\"time\":\"2026-01-01T00:00:00.123Z\",\"kind\":\"OUTPUT\","
                  + "\"text\":\"one\"}");
      assertThat(next).containsExactly("zwei → 二", "three");
      assertThat(rest)
          .containsExactly(new Event("1.0.2", "end", "{\"attempt\":1,\"retry\":0,\"lines\":3}"));
    }
  }

  @Test
  void of_a_task_that_is_over_everything_is_told_at_once() throws IOException {
    Build build = running();
    HandWorker worker = house.worker(build);
    worker.say("one", "two");
    worker.fail("no");

    try (EventClient client = follow(build)) {
      assertThat(client.rest()).extracting(Event::name).containsExactly("line", "line", "end");
    }
    try (EventClient client = EventClient.open(house, log(build, 1, "/follow?from=1"))) {
      assertThat(client.rest()).extracting(Event::id).containsExactly("1.0.1", "1.0.1");
    }
  }

  @Test
  void who_comes_back_loses_no_line_and_gets_none_twice() {
    Build build = running();
    HandWorker worker = house.worker(build);
    int count = 200;
    worker.say(texts(0, count));
    worker.succeed();

    Seeds.forEach(
        20,
        random -> {
          List<String> seen = new ArrayList<>();
          String last = "";
          boolean ended = false;
          while (!ended) {
            try (EventClient client = last.isEmpty() ? follow(build) : follow(build, LAST, last)) {
              int patience = random.nextInt(1, 60);
              for (int read = 0; read < patience && !ended; read++) {
                Event event = client.next().orElseThrow();
                ended = event.name().equals("end");
                if (!ended) {
                  seen.add(event.text());
                  last = event.id();
                }
              }
            } catch (IOException failure) {
              throw new java.io.UncheckedIOException(failure);
            }
          }
          assertThat(seen).isEqualTo(texts(0, count));
        });
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(line -> "line " + line).toList();
  }

  @Test
  void who_comes_back_while_lines_are_written_misses_none() throws IOException {
    Build build = running();
    HandWorker worker = house.worker(build);
    String last;
    try (EventClient client = follow(build)) {
      worker.say(texts(0, 10));
      assertThat(client.texts(9)).isEqualTo(texts(0, 9));
      last = client.next().orElseThrow().id();
    }
    worker.say(texts(10, 20));

    try (EventClient client = follow(build, LAST, last)) {
      assertThat(client.texts(10)).isEqualTo(texts(10, 20));
      worker.say("line 20");
      assertThat(client.texts(1)).containsExactly("line 20");
    }
  }

  @Test
  void who_comes_back_after_the_task_ran_again_goes_on_with_the_log_they_read() throws IOException {
    Build build = running();
    HandWorker worker = house.worker(build);
    worker.say("one", "two");
    worker.fail("no");
    house.post("rob", path(build, "/retry"), "{\"scope\": \"failed\"}");
    house.worker(build).say("again", "and again");

    try (EventClient client = follow(build, LAST, "1.0.0")) {
      assertThat(client.texts(1)).containsExactly("two");
      assertThat(client.rest()).extracting(Event::name).containsExactly("end");
    }
    try (EventClient client = follow(build)) {
      assertThat(client.texts(2)).containsExactly("again", "and again");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "1.0", "0.0.1", "a.b.c", "1.0.99999999999999999999", "1.0.-1"})
  void where_somebody_was_must_be_the_id_of_an_event(String id) {
    Build build = running();

    var reply =
        house.send(house.request("vic", "GET", log(build, 1, "/follow"), "").header(LAST, id));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("/reason")).isEqualTo("log-api.bad-event-id");
  }

  @Test
  void a_silent_log_says_that_the_connection_is_alive() throws IOException {
    follow(new LogFollow.Pace(SHORT, SHORT), 10);
    try (EventClient client = follow(running())) {
      int comments = 0;
      while (comments < 5) {
        Optional<String> line = client.line();
        assertThat(line.orElseThrow()).isIn(":", "");
        comments += line.get().equals(":") ? 1 : 0;
      }
    }
  }

  @Test
  void who_may_no_longer_see_the_build_is_told_nothing_more() throws IOException {
    follow(new LogFollow.Pace(SHORT, SHORT), 10);
    Build build = running();
    HandWorker worker = house.worker(build);
    try (EventClient client = follow(build)) {
      worker.say("before");
      assertThat(client.texts(1)).containsExactly("before");

      house.dismiss("vic");

      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void who_follows_is_sent_away_when_the_server_stops() throws IOException {
    Build build = running();
    HandWorker worker = house.worker(build);
    try (EventClient client = follow(build)) {
      worker.say("before");
      assertThat(client.texts(1)).containsExactly("before");

      follows.close();

      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void only_so_many_logs_are_followed_at_once() throws IOException {
    follow(PATIENT, 1);
    Build build = running();
    try (EventClient first = follow(build);
        EventClient second = follow(build)) {
      assertThat(first.response().statusCode()).isEqualTo(200);
      assertThat(second.response().statusCode()).isEqualTo(503);
      assertThat(second.response().headers().firstValue("Retry-After")).hasValue("1");
      assertThat(second.line().orElseThrow()).contains("log-api.too-many-follow");
      assertThat(follows.count()).isEqualTo(1);
    }
  }

  @Test
  void what_a_worker_says_behind_a_forced_end_is_told_too() throws IOException {
    Build build = running();
    HandWorker worker = house.worker(build);
    try (EventClient client = follow(build)) {
      worker.say("one");
      assertThat(client.texts(1)).containsExactly("one");

      house.post("rob", path(build, "/cancel"), "{\"forced\": true}");
      worker.say("last words");

      assertThat(client.texts(1)).containsExactly("last words");
    }
  }

  @Test
  void behind_a_forced_end_a_quiet_log_is_complete() throws IOException {
    follow(new LogFollow.Pace(Duration.ofHours(1), SHORT), 10);
    Build build = running();
    house.worker(build).say("one");
    try (EventClient client = follow(build)) {
      assertThat(client.texts(1)).containsExactly("one");

      house.post("rob", path(build, "/cancel"), "{\"forced\": true}");

      assertThat(client.rest()).extracting(Event::name).containsExactly("end");
    }
  }
}
