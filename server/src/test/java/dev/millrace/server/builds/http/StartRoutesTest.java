package dev.millrace.server.builds.http;

import static dev.millrace.server.builds.http.testing.RunsHouse.DEMO;
import static dev.millrace.server.builds.http.testing.RunsHouse.actor;
import static dev.millrace.server.builds.http.testing.RunsHouse.path;
import static dev.millrace.server.builds.http.testing.RunsHouse.starting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.access.UserId;
import dev.millrace.server.builds.http.testing.Reply;
import dev.millrace.server.builds.http.testing.RunsHouse;
import dev.millrace.server.pipelines.Definition;
import dev.millrace.server.pipelines.PipelineStoreContract;
import dev.millrace.server.pipelines.VersionNumber;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartRoutesTest extends HouseTest {
  private static final String ASKING =
      "variables:\n  target: {value: test, allow-modify-at-startup: true}\n";
  private static final String KEY = "Idempotency-Key";

  @Test
  void a_started_build_is_told_with_its_address() {
    PipelineId pipeline = house.ofSteps(ASKING, "run: make");

    Reply started =
        house.post(
            "rob",
            starting(pipeline),
            "{\"version\": \"1\", \"parameters\": {\"target\": \"live\"}, \"remark\": \"now\"}");

    assertThat(started.status()).as(started.text()).isEqualTo(201);
    assertThat(started.headers().firstValue("Location")).hasValue(BUILDS + "/b-1");
    assertThat(started.at("/status")).isEqualTo("RUNNING");
    assertThat(started.at("/trigger")).isEqualTo("API");
    assertThat(started.at("/version")).isEqualTo("1");
    assertThat(started.at("/remark")).isEqualTo("now");
    assertThat(house.build("b-1").variables().get("target")).hasToString("live");
  }

  @Test
  void who_starts_from_the_page_started_by_hand() {
    PipelineId pipeline = house.ofSteps("", "run: make");

    Reply started = house.postFromPage("rob", starting(pipeline), "{}");

    assertThat(started.at("/trigger")).isEqualTo("MANUAL");
    assertThat(started.at("/startedBy")).isEqualTo("rob");
  }

  @Test
  void a_start_that_comes_again_is_the_same_build_even_if_its_answer_was_lost() {
    PipelineId pipeline = house.ofSteps(ASKING, "run: make");
    Reply first = house.post("rob", starting(pipeline), "{}", KEY, "k-1");

    Reply again = house.post("rob", starting(pipeline), "{}", KEY, "k-1");
    house.restart();
    Reply afterwards = house.post("rob", starting(pipeline), "{}", KEY, "k-1");
    Reply ofAnother = house.post("rita", starting(pipeline), "{}", KEY, "k-1");

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.at("/id")).isEqualTo(first.at("/id"));
    assertThat(afterwards.at("/id")).isEqualTo(first.at("/id"));
    assertThat(ofAnother.at("/id")).isNotEqualTo(first.at("/id"));
    assertThat(house.get("vic", BUILDS).json().path("items").size()).isEqualTo(2);
  }

  @Test
  void a_key_that_comes_with_other_values_is_refused_whoever_remembers_it() {
    PipelineId pipeline = house.ofSteps(ASKING, "run: make");
    Reply first = house.post("rob", starting(pipeline), "{}", KEY, "k-1");
    String other = "{\"parameters\": {\"target\": \"live\"}}";

    Reply known = house.post("rob", starting(pipeline), other, KEY, "k-1");
    house.restart();
    Reply forgotten = house.post("rob", starting(pipeline), other, KEY, "k-1");

    assertThat(known.status()).isEqualTo(422);
    assertThat(forgotten.status()).isEqualTo(422);
    assertThat(forgotten.at("/build")).isEqualTo(first.at("/id"));
  }

  @Test
  void what_the_pipeline_does_not_take_is_refused_with_every_reason() {
    PipelineId pipeline = house.ofSteps(ASKING, "run: make");

    Reply refused =
        house.post("rob", starting(pipeline), "{\"parameters\": {\"a\": \"1\", \"b\": \"2\"}}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors").size()).isEqualTo(2);
    assertThat(refused.at("/errors/0/message")).isEqualTo(refused.at("/detail"));
  }

  @Test
  void what_a_queue_does_not_take_now_is_a_conflict() {
    PipelineId pipeline = house.ofSteps("concurrency:\n  group: g\n  queue-length: 0\n", "run: a");
    house.start(pipeline);

    Reply refused = house.post("rob", starting(pipeline), "{}");

    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.at("/reason")).isEqualTo("queue.no-place-to-wait");
  }

  @Test
  void a_version_is_the_newest_the_draft_or_a_number() {
    PipelineId pipeline = house.ofSteps("", "run: make");
    house.versions.saveDraft(
        PipelineStoreContract.acting(new UserId("deb")),
        pipeline,
        Definition.of("version: v3.0\nsteps: [{run: draft}]\n"),
        Optional.of(new VersionNumber(1)),
        0);

    Reply draft = house.post("deb", starting(pipeline), "{\"version\": \"draft\"}");

    assertThat(draft.at("/pipeline")).isEqualTo(pipeline + ":debug");
    assertThat(house.get("vic", starting(pipeline) + "?number=1").at("/items/0/id")).isEmpty();
    assertThat(house.get("vic", starting(new PipelineId(pipeline + ":debug"))).at("/items/0/id"))
        .isEqualTo(draft.at("/id"));
    assertThat(house.post("rob", starting(pipeline), "{\"version\": \"draft\"}").status())
        .isEqualTo(403);
    assertThat(house.post("rob", starting(pipeline), "{\"version\": \"newest\"}").status())
        .isEqualTo(201);
    for (String wrong : new String[] {"0", "-1", "9999999999", "latest", "", "1.0"}) {
      assertThat(house.post("rob", starting(pipeline), "{\"version\": \"" + wrong + "\"}").status())
          .as(wrong)
          .isEqualTo(400);
    }
    assertThat(house.post("rob", starting(pipeline), "{\"version\": \"7\"}").status())
        .isEqualTo(404);
  }

  @Test
  void what_can_not_be_started_now_is_a_conflict() {
    PipelineId disabled = house.ofSteps("", "run: make");
    Build build = house.start(disabled);
    long seen = house.pipelines.find(RunsHouse.DEMO, disabled).orElseThrow().revision();
    house.pipelines.enable(PipelineStoreContract.acting(new UserId("deb")), disabled, seen, false);
    PipelineId noTrigger = house.ofSteps("on:\n  push: [main]\n  manual: disabled\n", "run: make");

    assertThat(house.post("rob", path(build, "/restart"), "{}").status()).isEqualTo(409);
    assertThat(house.post("rob", starting(noTrigger), "{}").status()).isEqualTo(409);
    house.projects.setEnabled(actor("root"), DEMO, 1, false);
    assertThat(house.post("rob", path(build, "/restart"), "{}").status()).isEqualTo(409);
  }

  @Test
  void a_pipeline_that_is_not_there_or_never_released_is_not_found() {
    PipelineId draft = house.draft("steps: [{run: make}]\n");

    assertThat(house.post("rob", starting(new PipelineId("none")), "{}").status()).isEqualTo(404);
    assertThat(house.post("rob", starting(draft), "{}").status()).isEqualTo(404);
    assertThat(
            house
                .post("sue", "/api/v1/projects/other/pipelines/" + draft + "/builds", "{}")
                .status())
        .isEqualTo(404);
  }

  @Test
  void a_restart_is_a_new_build_and_the_same_one_when_it_comes_again() {
    PipelineId pipeline = house.ofSteps(ASKING, "run: make");
    house.post("rob", starting(pipeline), "{\"parameters\": {\"target\": \"live\"}}");

    Reply second = house.post("rita", BUILDS + "/b-1/restart", "{\"remark\": \"again\"}", KEY, "r");
    house.restart();
    Reply again = house.post("rita", BUILDS + "/b-1/restart", "{\"remark\": \"again\"}", KEY, "r");

    assertThat(second.status()).as(second.text()).isEqualTo(201);
    assertThat(second.at("/number")).isEqualTo("2");
    assertThat(second.at("/startedBy")).isEqualTo("rita");
    assertThat(second.at("/remark")).isEqualTo("again");
    assertThat(second.headers().firstValue("Location")).hasValue(BUILDS + "/" + second.at("/id"));
    assertThat(again.at("/id")).isEqualTo(second.at("/id"));
    assertThat(house.build(second.at("/id")).variables().get("target")).hasToString("live");
  }
}
