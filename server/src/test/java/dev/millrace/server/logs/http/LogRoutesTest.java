package dev.millrace.server.logs.http;

import static dev.millrace.server.builds.http.testing.RunsHouse.path;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.Build;
import dev.millrace.protocol.LogBatch;
import dev.millrace.server.builds.http.testing.Reply;
import dev.millrace.testkit.Translations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRoutesTest extends LogHouseTest {
  /** The first task has said three lines and is over, the second one and runs. */
  private Build talking() {
    Build build = running();
    var worker = house.worker(build);
    worker.say("one", "two", "drei → 三");
    worker.succeed();
    worker.say("check");
    return build;
  }

  @Test
  void the_logs_of_a_build_are_listed() {
    Build build = talking();

    Reply all = house.get("vic", path(build, "/logs"));

    assertThat(all.status()).as(all.text()).isEqualTo(200);
    assertThat(all.at("/items/0/job")).isEqualTo("only");
    assertThat(all.at("/items/0/task")).isEqualTo("only:1");
    assertThat(all.at("/items/0/lines")).isEqualTo("3");
    assertThat(all.at("/items/0/isOver")).isEqualTo("true");
    assertThat(all.at("/items/1/bytes")).isEqualTo("21");
    assertThat(all.at("/items/1/isOver")).isEqualTo("false");
    assertThat(all.at("/next")).isEmpty();
    assertThat(house.get("vic", path(build, "/logs?job=other")).at("/items/0/job")).isEmpty();
  }

  @Test
  void a_list_of_logs_goes_on_where_the_page_before_ended() {
    Build build = talking();

    Reply first = house.get("vic", path(build, "/logs?job=only&limit=1"));
    Reply second = house.get("vic", path(build, "/logs?limit=1&cursor=" + first.at("/next")));

    assertThat(first.at("/items/0/task")).isEqualTo("only:1");
    assertThat(second.at("/items/0/task")).isEqualTo("only:2");
    assertThat(second.at("/next")).isEmpty();
    assertThat(house.get("vic", path(build, "/logs?cursor=x")).status()).isEqualTo(400);
  }

  @Test
  void lines_are_read_from_where_and_as_many_as_one_likes() {
    Build build = talking();

    Reply some = house.get("vic", log(build, 1, "?from=1&lines=1"));
    Reply all = house.get("vic", log(build, 1, ""));
    Reply behind = house.get("vic", log(build, 1, "?from=9000000000000000000"));

    assertThat(some.text())
        .contains(
            "\"lines\":[{\"number\":1,\"time\":\"2026-01-01T00:00:00.123Z\",\"kind\":\"OUTPUT\","
                + "\"text\":\"two\"}]");
    assertThat(some.at("/total")).isEqualTo("3");
    assertThat(all.at("/lines/2/text")).isEqualTo("drei → 三");
    assertThat(all.at("/isOver")).isEqualTo("true");
    assertThat(behind.json().path("lines").size()).isZero();
  }

  @Test
  void a_task_that_has_said_nothing_has_an_empty_log() {
    Build build = running();

    Reply read = house.get("vic", log(build, 1, ""));

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.at("/total")).isEqualTo("0");
    assertThat(read.at("/isOver")).isEqualTo("false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/logs/only/only:9",
        "/logs/other/only:1",
        "/logs/only/check",
        "/logs/only/only:1?attempt=2",
        "/logs/only/only:1?attempt=1&retry=1",
        "/logs/only/only:9/text",
        "/logs/only/only:9/follow"
      })
  void what_never_was_is_not_found(String path) {
    Build build = talking();

    assertThat(house.get("vic", path(build, path)).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?retry=0", "?lines=0", "?lines=10001", "?from=-1", "?attempt=0", "?tail=1"})
  void what_can_not_be_asked_for_is_refused(String query) {
    Build build = talking();

    assertThat(house.get("vic", log(build, 1, query)).status()).isEqualTo(400);
  }

  @Test
  void each_attempt_has_its_log_and_the_last_is_meant_if_nobody_says() {
    Build build = running();
    var first = house.worker(build);
    first.say("in vain");
    first.fail("no");
    house.post("rob", path(build, "/retry"), "{\"scope\": \"failed\"}");
    house.worker(build).say("again");

    assertThat(house.get("vic", log(build, 1, "")).at("/lines/0/text")).isEqualTo("again");
    Reply before = house.get("vic", log(build, 1, "?attempt=1"));
    assertThat(before.at("/lines/0/text")).isEqualTo("in vain");
    assertThat(before.at("/isOver")).isEqualTo("true");
    assertThat(house.get("vic", log(build, 1, "?attempt=2&retry=0")).at("/attempt")).isEqualTo("2");
  }

  @Test
  void a_log_is_downloaded_as_text_under_a_harmless_name() {
    Build build = talking();
    String pieces = "1767225600123c very \n1767225600123o long\n";
    house.logs.append(build.id(), new LogBatch("only:2", 1, 0, 1, 2, pieces.getBytes(UTF_8)));

    Reply first = house.get("vic", log(build, 1, "/text"));
    Reply second = house.get("vic", log(build, 2, "/text"));

    assertThat(first.text()).isEqualTo("one\ntwo\ndrei → 三\n");
    assertThat(first.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"p_1-1-only_1-1.log\"");
    assertThat(first.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain")
        .containsIgnoringCase("utf-8");
    assertThat(first.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(second.text()).isEqualTo("check\nvery long\n");
  }

  @Test
  void a_long_log_is_downloaded_whole() {
    Build build = running();
    var worker = house.worker(build);
    var expected = new StringBuilder();
    for (int batch = 0; batch < 25; batch++) {
      var texts = new java.util.ArrayList<String>();
      for (int line = 0; line < 1_000; line++) {
        texts.add("line " + (batch * 1_000 + line));
      }
      worker.say(texts);
      texts.forEach(text -> expected.append(text).append('\n'));
    }

    assertThat(house.get("vic", log(build, 1, "/text")).text()).isEqualTo(expected.toString());
  }

  @Test
  void logs_that_can_not_be_read_now_can_be_asked_for_again() {
    Build build = talking();
    house.logs.close();

    Reply refused = house.get("vic", log(build, 1, ""));

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(refused.at("/reason")).isEqualTo("log-api.not-now");
  }

  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(LogApiWording.class)).isEmpty();
  }
}
