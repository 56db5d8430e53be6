package dev.millrace.server.builds.http;

import static dev.millrace.server.builds.http.testing.RunsHouse.path;
import static dev.millrace.server.builds.http.testing.RunsHouse.starting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.builds.http.testing.Reply;
import dev.millrace.testkit.Translations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildRoutesTest extends HouseTest {
  private static List<String> ids(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    var ids = new ArrayList<String>();
    reply.json().path("items").forEach(item -> ids.add(item.path("id").asString()));
    return ids;
  }

  /** Started by rob, then by rita with a remark, a minute apart; the first is cancelled. */
  private PipelineId twoBuilds() {
    PipelineId pipeline = house.ofSteps("", "run: make");
    Build first = house.start(pipeline);
    house.clock.advance(Duration.ofMinutes(1));
    house.post("rita", starting(pipeline), "{\"remark\": \"Nightly build\"}");
    house.post("rob", path(first, "/cancel"), "{\"forced\": true}");
    return pipeline;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | b-2,b-1",
        "?status=canceled | b-1",
        "?status=running,canceled | b-2,b-1",
        "?status=queue-timeout | ''",
        "?startedBy=rita | b-2",
        "?trigger=api | b-2,b-1",
        "?trigger=manual | ''",
        "?remark=nightly | b-2",
        "?from=2026-01-01T00:01:00Z | b-2",
        "?until=2026-01-01T00:01:00Z | b-1",
        "?pipeline=PIPELINE&number=1 | b-1",
        "?pipeline=p-other | ''",
        "?limit=1 | b-2"
      })
  void builds_are_listed_as_they_are_asked_for(String query, String expected) {
    PipelineId pipeline = twoBuilds();

    Reply reply = house.get("vic", BUILDS + query.replace("PIPELINE", pipeline.value()));

    assertThat(String.join(",", ids(reply))).isEqualTo(expected);
  }

  @Test
  void a_list_goes_on_where_the_page_before_ended() {
    PipelineId pipeline = twoBuilds();
    Reply first = house.get("vic", starting(pipeline) + "?limit=1");

    Reply second = house.get("vic", starting(pipeline) + "?limit=1&cursor=" + first.at("/next"));

    assertThat(ids(first)).containsExactly("b-2");
    assertThat(ids(second)).containsExactly("b-1");
    assertThat(second.at("/items/0/status")).isEqualTo("CANCELED");
    assertThat(second.at("/items/0/startedBy")).isEqualTo("rob");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?number=1",
        "?status=green",
        "?trigger=cron",
        "?from=today",
        "?limit=0",
        "?limit=1001",
        "?cursor=x",
        "?cursor=WyIxIiwiMiJd",
        "?colour=red",
        "?pipeline=p&number=0"
      })
  void what_can_not_be_asked_for_is_refused(String query) {
    Reply reply = house.get("vic", BUILDS + query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.at("/code")).isEqualTo("invalid");
  }

  @Test
  void builds_of_a_pipeline_are_listed_where_there_is_one() {
    PipelineId pipeline = twoBuilds();

    assertThat(ids(house.get("vic", starting(pipeline) + "?number=2"))).containsExactly("b-2");
    assertThat(house.get("vic", starting(new PipelineId("none"))).status()).isEqualTo(404);
    assertThat(
            house.get("sue", "/api/v1/projects/other/pipelines/" + pipeline + "/builds").status())
        .isEqualTo(404);
    assertThat(ids(house.get("sue", "/api/v1/projects/other/builds"))).isEmpty();
  }

  @Test
  void a_build_is_shown_with_its_parts_and_what_was_wrong_with_them() {
    Build build = house.start(house.ofSteps("", "run: make", "run: check"));
    house.worker(build).fail("make: no rule");
    house.post("rob", path(build, "/retry"), "{\"scope\": \"failed\"}");

    Reply reply = house.get("vic", path(build, ""));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/build/id")).isEqualTo("b-1");
    assertThat(reply.at("/build/attempt")).isEqualTo("2");
    assertThat(reply.at("/stages/0/jobs/0/id")).isEqualTo("only");
    assertThat(reply.at("/stages/0/jobs/0/tasks/1/id")).isEqualTo("only:2");
    assertThat(reply.at("/stages/0/jobs/0/tasks/1/status")).isEqualTo("QUEUE");
    assertThat(reply.text()).contains("\"earlier\":[{\"place\":").contains("make: no rule");
  }

  @Test
  void a_failed_build_says_its_faults() {
    Build build = house.start(house.ofSteps("", "run: make"));
    house.worker(build).fail("make: no rule");

    Reply reply = house.get("vic", path(build, ""));

    assertThat(reply.at("/build/status")).isEqualTo("FAILED");
    assertThat(reply.text()).contains("\"kind\":\"TASK\",\"text\":\"job only, task 1\"");
    assertThat(reply.at("/stages/0/jobs/0/tasks/0/failure/message")).contains("make: no rule");
    assertThat(reply.at("/stages/0/jobs/0/tasks/0/failure/exitCode")).isEqualTo("3");
  }

  @Test
  void variables_and_parameters_are_shown_but_for_secrets() {
    PipelineId pipeline =
        house.ofSteps(
            """
            variables:
              plain: {value: hello, allow-modify-at-startup: true}
              token: {value: x, sensitive: true, allow-modify-at-startup: true}
            """,
            "run: make");
    house.post(
        "rob", starting(pipeline), "{\"parameters\": {\"plain\": \"hi\", \"token\": \"s3cret\"}}");

    Reply variables = house.get("vic", BUILDS + "/b-1/variables");
    Reply parameters = house.get("vic", BUILDS + "/b-1/parameters");

    assertThat(variables.text())
        .contains("{\"name\":\"plain\",\"value\":\"hi\",\"readOnly\":false}")
        .contains("{\"name\":\"token\",\"readOnly\":false}")
        .doesNotContain("s3cret");
    assertThat(parameters.text())
        .contains("\"plain\"")
        .contains("\"token\"")
        .doesNotContain("s3cret");
  }

  @Test
  void a_build_says_why_it_waits_in_the_language_of_whoever_asks() {
    PipelineId pipeline = house.ofSteps("concurrency:\n  group: g\n  queue-length: 5\n", "run: a");
    Build first = house.start(pipeline);
    Build second = house.start(pipeline);

    Reply english = house.get("vic", path(second, "/why"));
    Reply chinese =
        house.send(
            house
                .request("vic", "GET", path(second, "/why"), "")
                .header("Accept-Language", "zh-CN"));

    assertThat(english.at("/queue/position")).isEqualTo("1");
    assertThat(english.at("/queue/holders/0")).isEqualTo(first.id().value());
    assertThat(english.at("/reason")).isEqualTo("waits until build b-1 has ended");
    assertThat(english.at("/waits/0/place/kind")).isEqualTo("BUILD");
    assertThat(english.at("/waits/0/waker")).isEqualTo("QUEUE");
    assertThat(chinese.at("/reason")).isNotEmpty().doesNotContain("waits");
    assertThat(house.get("vic", path(first, "/why")).at("/waits/0/waker")).isEqualTo("WORKER");
  }

  @Test
  void a_remark_is_put_on_a_build() {
    Build build = house.start(house.ofSteps("", "run: make"));

    Reply put = house.put("rob", path(build, "/remark"), "{\"remark\": \"good\"}");

    assertThat(put.at("/remark")).isEqualTo("good");
    assertThat(house.put("vic", path(build, "/remark"), "{\"remark\": \"x\"}").status())
        .isEqualTo(403);
    assertThat(house.put("rob", path(build, "/remark"), "{}").status()).isEqualTo(400);
    String tooLong = "{\"remark\": \"" + "x".repeat(4_097) + "\"}";
    assertThat(house.put("rob", path(build, "/remark"), tooLong).status()).isEqualTo(422);
  }

  @Test
  void a_build_is_found_by_its_id_alone_by_those_who_may_see_it() {
    PipelineId pipeline = house.ofSteps("", "run: make");
    Build build = house.start(pipeline);

    Reply found = house.get("vic", "/api/v1/builds/" + build.id());

    assertThat(found.at("/project")).isEqualTo("demo");
    assertThat(found.at("/pipeline")).isEqualTo(pipeline.value());
    assertThat(house.get("vic", found.at("/url")).status()).isEqualTo(200);
    assertThat(house.get("sue", "/api/v1/builds/" + build.id()).status()).isEqualTo(404);
    assertThat(house.get("root", "/api/v1/builds/none").status()).isEqualTo(404);
    assertThat(house.get("", "/api/v1/builds/" + build.id()).status()).isEqualTo(401);
  }

  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(BuildApiWording.class)).isEmpty();
  }
}
