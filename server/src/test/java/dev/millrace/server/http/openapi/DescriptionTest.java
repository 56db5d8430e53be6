package dev.millrace.server.http.openapi;

import static dev.millrace.server.http.testing.People.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.server.access.Permission;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Query;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.People;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DescriptionTest {
  private static final String CUPS = "/paths/~1api~1v1~1projects~1{project}~1cups";

  private enum Color {
    RED,
    DARK_BLUE
  }

  private record Ear(String name) {}

  private record Cup(
      String name,
      Color color,
      int count,
      boolean whole,
      Optional<Instant> madeAt,
      Optional<Ear> first,
      List<Ear> ears,
      Map<String, String> labels,
      Map<String, Object> more) {}

  private record Box(String wrong) {}

  private static final Cup CUP =
      new Cup(
          "a",
          Color.RED,
          1,
          true,
          Optional.of(Instant.EPOCH),
          Optional.of(new Ear("e")),
          List.of(new Ear("f")),
          Map.of("k", "v"),
          Map.of("n", 1, "o", Map.of("p", "q")));

  private final ApiHouse house = ApiHouse.open(new People(), routes());

  private static List<Route> routes() {
    return List.of(
        Route.get("list-cups", "/api/v1/projects/{project}/cups")
            .summary("Show a cup")
            .needs(Needs.in(Permission.VIEW_PIPELINE))
            .query(
                Query.limit(10, 100),
                Query.choice("color", "of a color", Color.class),
                Query.choices("colors", "of colors", Color.class),
                Query.flag("whole", "whole ones"),
                Query.moment("since", "since when"))
            .answers(Cup.class)
            .by(_ -> Answer.ok(CUP)),
        Route.post("make-cup", "/api/v1/projects/{project}/cups")
            .summary("Make a cup")
            .needs(Needs.in(Permission.EDIT_PIPELINE))
            .answers(201, Cup.class)
            .takes(Cup.class)
            .by((_, cup) -> Answer.created("/x", cup)),
        Route.get("lie", "/api/v1/lie")
            .summary("Answer something else")
            .needs(new Needs.Nothing())
            .answers(Cup.class)
            .by(_ -> Answer.ok(new Box("x"))),
        Route.get("lie-of-status", "/api/v1/lie/status")
            .summary("Answer with another status")
            .needs(new Needs.Nothing())
            .answers(Cup.class)
            .by(_ -> Answer.accepted(CUP)));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private JsonNode document() {
    return house.stranger().get("/api/openapi.json").json();
  }

  @Test
  void a_route_is_described_with_all_it_says() {
    JsonNode list = document().at(CUPS + "/get");

    assertThat(list.at("/operationId").stringValue()).isEqualTo("list-cups");
    assertThat(list.at("/tags/0").stringValue()).isEqualTo("cups");
    assertThat(list.at("/x-permission").stringValue()).isEqualTo("view-pipeline");
    assertThat(list.at("/security").toString()).isEqualTo("[{\"session\":[]},{\"token\":[]}]");
    assertThat(list.at("/parameters").valueStream().map(each -> each.at("/name").stringValue()))
        .containsExactly("project", "limit", "color", "colors", "whole", "since");
    assertThat(list.at("/parameters/1/schema/maximum").intValue()).isEqualTo(100);
    assertThat(list.at("/parameters/2/schema/enum").toString())
        .isEqualTo("[\"red\",\"dark-blue\"]");
    assertThat(list.at("/parameters/3/schema/items/enum").toString())
        .isEqualTo("[\"red\",\"dark-blue\"]");
    assertThat(list.at("/responses").propertyNames()).containsExactly("200", "default");
  }

  @Test
  void a_record_is_described_as_it_is_read_and_written() {
    JsonNode document = document();
    JsonNode cup = document.at("/components/schemas/Cup");

    assertThat(
            document
                .at(CUPS + "/post/requestBody/content/application~1json/schema/$ref")
                .stringValue())
        .isEqualTo("#/components/schemas/Cup");
    assertThat(cup.at("/required").valueStream().map(JsonNode::stringValue))
        .containsExactlyInAnyOrder("name", "color", "count", "whole", "ears", "labels", "more");
    assertThat(cup.at("/properties/color/$ref").stringValue())
        .isEqualTo("#/components/schemas/Color");
    assertThat(document.at("/components/schemas/Color/enum").toString())
        .isEqualTo("[\"RED\",\"DARK_BLUE\"]");
    assertThat(cup.at("/properties/madeAt/format").stringValue()).isEqualTo("date-time");
    assertThat(cup.at("/additionalProperties").booleanValue()).isFalse();
  }

  @Test
  void answers_are_as_described() {
    ApiAnswer answer = house.as(VIEWER).get("/api/v1/projects/alpha/cups");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(house.as(People.DEVELOPER).post("/api/v1/projects/alpha/cups", answer.text()))
        .extracting(ApiAnswer::status)
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/lie", "/api/v1/lie/status"})
  void an_answer_that_is_not_as_described_fails_its_test(String path) {
    assertThatThrownBy(() -> house.stranger().get(path))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("described");
  }

  @Test
  void the_page_needs_nothing_from_elsewhere_and_runs_nothing_inline() {
    ApiAnswer page = house.stranger().get("/api/docs");
    String all = page.text() + house.stranger().get("/api/docs/page.css").text();
    ApiAnswer script = house.stranger().get("/api/docs/page.js");

    assertThat(page.header("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(script.header("Content-Type")).contains("text/javascript; charset=utf-8");
    assertThat(all + script.text()).doesNotContain("http://", "https://", "innerHTML", "eval(");
    assertThat(page.text()).doesNotContain("<style", " style=", " onclick=");
    List<String> sources =
        Pattern.compile("(?:src|href)=\"([^\"]+)\"")
            .matcher(page.text())
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(sources).hasSize(3);
    for (String source : sources) {
      assertThat(house.stranger().get(source).status()).as(source).isEqualTo(200);
    }
  }
}
