package dev.millrace.server.access.http;

import static dev.millrace.server.access.http.AccessApi.each;
import static dev.millrace.server.access.http.AccessApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.access.AccessLimits;
import dev.millrace.server.access.Role;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiClient;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.People;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemberRoutesTest {
  private static final String MEMBERS = "/api/v1/projects/alpha/members";
  private static final String OUTSIDER = MEMBERS + "/outsider";
  private static final String RUNNER = json("{'role':'RUNNER'}");

  private final People people = new People(new AccessLimits(50, 50, 50, 6, 50));
  private final ApiHouse house = AccessApi.open(people);
  private final ApiClient administrator = house.signedIn(People.ADMINISTRATOR);

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void members_are_listed_by_name_in_pages() {
    var first = house.as(People.VIEWER).get(MEMBERS + "?limit=3").json();
    var second =
        house
            .as(People.VIEWER)
            .get(MEMBERS + "?limit=3&cursor=" + first.required("next").stringValue())
            .json();

    assertThat(each(first.required("items"), "user"))
        .containsExactly("administrator", "developer", "maintainer");
    assertThat(each(second.required("items"), "role")).containsExactly("RUNNER", "VIEWER");
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void a_user_becomes_a_member_until_a_moment_and_is_heeded_at_once() {
    Instant tomorrow = people.clock.instant().plus(Duration.ofDays(1));

    ApiAnswer put =
        administrator.put(
            MEMBERS + "/Outsider", json("{'role':'RUNNER','until':'" + tomorrow + "'}"));

    assertThat(put.status()).isEqualTo(200);
    assertThat(put.json().required("user").stringValue()).isEqualTo("outsider");
    assertThat(put.json().required("until").stringValue()).isEqualTo(tomorrow.toString());
    assertThat(house.as(People.OUTSIDER).get(MEMBERS).status()).isEqualTo(200);
    people.clock.advance(Duration.ofDays(1));
    assertThat(house.as(People.OUTSIDER).get(MEMBERS).status()).isEqualTo(404);
  }

  @Test
  void who_can_not_become_a_member_is_told_why() {
    assertThat(administrator.put(MEMBERS + "/nobody", RUNNER).reason())
        .isEqualTo("access.no-such-user");
    assertThat(administrator.put(MEMBERS + "/no%20name", RUNNER).status()).isEqualTo(404);
    assertThat(administrator.put(OUTSIDER, json("{'role':'KING'}")).status()).isEqualTo(400);
    ApiAnswer past =
        administrator.put(
            OUTSIDER, json("{'role':'RUNNER','until':'" + people.clock.instant() + "'}"));
    assertThat(past.reason()).isEqualTo("access.expiry-passed");
    assertThat(past.status()).isEqualTo(422);
    administrator.put(MEMBERS + "/ada", RUNNER);
    ApiAnswer full = administrator.put(OUTSIDER, RUNNER);
    assertThat(full.status()).isEqualTo(409);
    assertThat(full.reason()).isEqualTo("access.too-many-members");
  }

  @Test
  void a_membership_is_ended_once() {
    ApiClient viewer = house.as(People.VIEWER);
    assertThat(viewer.get(MEMBERS).status()).isEqualTo(200);

    assertThat(administrator.delete(MEMBERS + "/viewer").status()).isEqualTo(204);

    assertThat(viewer.get(MEMBERS).status()).isEqualTo(404);
    assertThat(administrator.delete(MEMBERS + "/viewer").reason())
        .isEqualTo("access.no-such-member");
    assertThat(administrator.delete(OUTSIDER).status()).isEqualTo(404);
  }

  @Test
  void a_project_keeps_an_administrator_unless_one_of_the_server_decides() {
    String path = MEMBERS + "/administrator";

    assertThat(administrator.delete(path).status()).isEqualTo(409);
    assertThat(administrator.put(path, RUNNER).reason()).isEqualTo("access.last-administrator");
    assertThat(house.as(People.ADA).put(path, RUNNER).status()).isEqualTo(200);
    assertThat(people.doors.roleOf(People.ADMINISTRATOR, People.ALPHA)).contains(Role.RUNNER);
  }

  @Test
  void rights_are_taken_away_in_a_disabled_project_too() {
    var _ = administrator.with("If-Match", "\"1\"").post("/api/v1/projects/alpha/disable");

    assertThat(administrator.delete(MEMBERS + "/viewer").status()).isEqualTo(204);
  }

  @Test
  void a_project_nobody_made_has_no_members_also_for_administrators_of_the_server() {
    ApiClient ada = house.as(People.ADA);
    String members = "/api/v1/projects/gamma/members";

    assertThat(ada.get(members).reason()).isEqualTo("projects.unknown");
    assertThat(ada.put(members + "/viewer", RUNNER).status()).isEqualTo(404);
    assertThat(ada.delete(members + "/viewer").status()).isEqualTo(404);
    assertThat(ada.get("/api/v1/projects/gamma/audit").status()).isEqualTo(404);
  }
}
