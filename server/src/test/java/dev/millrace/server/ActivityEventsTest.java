package dev.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.http.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ActivityEventsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String ONE_JOB =
      "stages:\n  - jobs:\n      only:\n        steps:\n          - run: make\n";

  @TempDir Path folder;
  private ServedHouse house;

  @BeforeEach
  void open() {
    house = new ServedHouse(folder, Map.of(), ScriptedWorkers::new);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void what_people_do_in_a_project_is_told_to_whoever_watches_it() throws Exception {
    String builds = house.released(ONE_JOB);
    String pipeline = builds.substring(0, builds.length() - "/builds".length());
    String id = pipeline.substring(pipeline.lastIndexOf('/') + 1);
    try (Stream<String> lines = watch("/api/v1/projects/alpha/events?kind=activity")) {
      Iterator<String> told = lines.iterator();
      var _ = next(told);

      String build = house.start(builds, "{}");
      var _ = house.server.builds().awaitEnd(new BuildId(build), LONG);
      ok(
          house.send(
              "PUT",
              "/api/v1/projects/alpha/builds/" + build + "/remark",
              "{\"remark\": \"good\"}"));
      ok(house.send("POST", pipeline + "/disable", "", "If-Match", revision(pipeline)));
      ok(house.send("PATCH", pipeline, "{\"name\": \"other\"}", "If-Match", revision(pipeline)));
      ok(house.send("DELETE", pipeline, "", "If-Match", revision(pipeline)));
      ok(
          house.send(
              "PUT",
              "/api/v1/projects/alpha",
              "{\"name\": \"Beta\", \"description\": \"\"}",
              "If-Match",
              "\"1\""));

      List<JsonNode> changes = new ArrayList<>();
      while (changes.size() < 5) {
        changes.add(next(told));
      }
      assertThat(changes)
          .extracting(change ->
              change.required("activity").required("thing").stringValue()
                  + " "
                  + change.required("activity").required("action").stringValue())
          .containsExactly(
              "build remark requested",
              "pipeline disabled",
              "pipeline renamed",
              "pipeline deleted",
              "project changed");
      assertThat(changes.getFirst().required("pipeline").stringValue()).isEqualTo(id);
      assertThat(changes.getFirst().required("build").stringValue()).isEqualTo(build);
      assertThat(changes.get(1).required("pipeline").stringValue()).isEqualTo(id);
      assertThat(changes.toString()).doesNotContain("good", "other", "Beta");
    }
  }

  @Test
  void members_that_come_and_go_are_told() throws Exception {
    var _ = house.released(ONE_JOB);
    ok(
        house.send(
            "POST",
            "/api/v1/users",
            "{\"id\": \"bob\", \"name\": \"Bob\", \"password\": \"five dry donkeys\"}"));
    try (Stream<String> lines = watch("/api/v1/events?kind=activity&project=alpha")) {
      Iterator<String> told = lines.iterator();
      var _ = next(told);

      ok(house.send("PUT", "/api/v1/projects/alpha/members/bob", "{\"role\": \"VIEWER\"}"));
      ok(house.send("DELETE", "/api/v1/projects/alpha/members/bob", ""));

      assertThat(List.of(next(told), next(told)))
          .extracting(change -> change.required("activity").toString())
          .containsExactly(
              "{\"thing\":\"membership\",\"id\":\"bob\",\"action\":\"created\"}",
              "{\"thing\":\"membership\",\"id\":\"bob\",\"action\":\"deleted\"}");
    }
  }

  private Stream<String> watch(String path) throws IOException, InterruptedException {
    HttpResponse<Stream<String>> response =
        house.http.send(
            house.request("GET", path, "").build(), HttpResponse.BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private static JsonNode next(Iterator<String> lines) {
    String line = lines.next();
    while (!line.startsWith("data: ")) {
      line = lines.next();
    }
    return Json.described().readTree(line.substring("data: ".length()));
  }

  private String revision(String pipeline) {
    JsonNode shown = ServedHouse.json(house.send("GET", pipeline, ""));
    return "\"" + shown.required("revision").longValue() + "\"";
  }

  private static void ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }
}
