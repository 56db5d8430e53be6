package dev.millrace.server.access.http;

import static dev.millrace.server.access.http.AccessApi.each;
import static dev.millrace.server.access.http.AccessApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.http.testing.ApiClient;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.People;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuditRoutesTest {
  private static final String AUDIT = "/api/v1/audit";

  private final People people = new People();
  private final ApiHouse house = AccessApi.open(people);
  private final ApiClient ada = house.signedIn(People.ADA);

  @AfterEach
  void close() {
    house.close();
  }

  private JsonNode items(String query) {
    return ada.get(AUDIT + query).json().required("items");
  }

  @Test
  void a_change_by_request_tells_who_by_what_from_where_and_what() {
    var changed =
        house
            .signedIn(People.ADMINISTRATOR)
            .put("/api/v1/projects/alpha/members/viewer", json("{'role':'RUNNER'}"));

    JsonNode newest = items("?limit=1").get(0);
    assertThat(newest.required("user").stringValue()).isEqualTo("administrator");
    assertThat(newest.required("via").stringValue()).startsWith("session:");
    assertThat(newest.required("address").stringValue()).isEqualTo("127.0.0.1");
    assertThat(changed.headers().values().toString())
        .contains(newest.required("request").stringValue());
    assertThat(newest.required("verb").stringValue()).isEqualTo("changed");
    assertThat(newest.required("kind").stringValue()).isEqualTo("membership");
    assertThat(newest.required("id").stringValue()).isEqualTo("viewer");
    assertThat(newest.required("project").stringValue()).isEqualTo("alpha");
    assertThat(newest.required("before").required("role").stringValue()).isEqualTo("VIEWER");
    assertThat(newest.required("after").required("role").stringValue()).isEqualTo("RUNNER");
  }

  @Test
  void filters_leave_only_what_was_asked_for() {
    assertThat(each(items("?kind=user"), "kind")).containsOnly("user").hasSize(7);
    assertThat(each(items("?project=beta&kind=membership"), "id")).containsOnly("outsider");
    assertThat(each(items("?project=beta"), "project")).containsOnly("beta");
    assertThat(each(items("?user=OUTSIDER&kind=project"), "id")).isEmpty();
    assertThat(each(items("?user=outsider&kind=project"), "id")).containsExactly("beta");
    Instant now = people.clock.instant();
    assertThat(items("?until=" + now).isEmpty()).isTrue();
    assertThat(items("?since=" + now.plusSeconds(1)).isEmpty()).isTrue();
    assertThat(items("?since=" + now + "&until=" + now.plusSeconds(1)).isEmpty()).isFalse();
  }

  @Test
  void a_filter_that_can_not_be_is_told() {
    assertThat(ada.get(AUDIT + "?user=no%20name").reason()).isEqualTo("access.bad-user-id");
    assertThat(ada.get(AUDIT + "?since=yesterday").reason()).isEqualTo("http.bad-moment");
    assertThat(ada.get(AUDIT + "?color=red").reason()).isEqualTo("http.unknown-query");
    assertThat(ada.get(AUDIT + "?cursor=e30").reason()).isEqualTo("http.bad-cursor");
  }

  @Test
  void pages_show_each_once_the_newest_first_while_more_is_changed() {
    people.clock.advance(Duration.ofSeconds(1));
    house.signedIn(People.VIEWER).delete("/api/v1/session");
    var all = items("?limit=100");

    var seen = new ArrayList<JsonNode>();
    String query = "?limit=4";
    while (true) {
      JsonNode page = ada.get(AUDIT + query).json();
      page.required("items").forEach(seen::add);
      if (!page.has("next")) {
        break;
      }
      query = "?limit=4&cursor=" + page.required("next").stringValue();
      people.clock.advance(Duration.ofSeconds(1));
      house.signedIn(People.RUNNER).post("/api/v1/me/sessions/end-others");
    }

    var expected = new ArrayList<JsonNode>();
    all.forEach(expected::add);
    assertThat(seen).isEqualTo(expected);
    assertThat(seen.getFirst().required("kind").stringValue()).isEqualTo("session");
  }

  @Test
  void a_project_shows_its_own_changes_to_its_administrators() {
    var page = house.as(People.OUTSIDER).get("/api/v1/projects/beta/audit").json();

    assertThat(each(page.required("items"), "project")).containsOnly("beta");
    assertThat(house.as(People.OUTSIDER).get("/api/v1/projects/beta/audit?project=alpha").reason())
        .isEqualTo("http.unknown-query");
  }
}
