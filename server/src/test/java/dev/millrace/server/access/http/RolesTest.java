package dev.millrace.server.access.http;

import static dev.millrace.server.access.http.AccessApi.json;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.access.Role;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiClient;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.People;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Who may call which route, said here once more and apart from the routes. */
class RolesTest {
  /** A call within a project, and the lowest role that may make it. */
  record Within(String route, Role lowest, String method, String rest, String body) {}

  /** A call only administrators of the server may make. */
  record Above(String route, String method, String path, String body) {}

  static final List<Within> WITHIN =
      List.of(
          new Within("get-project", Role.VIEWER, "GET", "", ""),
          new Within("list-members", Role.VIEWER, "GET", "/members", ""),
          new Within(
              "change-project", Role.ADMINISTRATOR, "PUT", "", "{'name':'N','description':''}"),
          new Within("enable-project", Role.ADMINISTRATOR, "POST", "/enable", ""),
          new Within("disable-project", Role.ADMINISTRATOR, "POST", "/disable", ""),
          new Within(
              "put-member", Role.ADMINISTRATOR, "PUT", "/members/viewer", "{'role':'RUNNER'}"),
          new Within("remove-member", Role.ADMINISTRATOR, "DELETE", "/members/viewer", ""),
          new Within("list-audits-of-project", Role.ADMINISTRATOR, "GET", "/audit", ""));

  static final List<Above> ABOVE =
      List.of(
          new Above("list-users", "GET", "/api/v1/users", ""),
          new Above("make-user", "POST", "/api/v1/users", "{'id':'bob'}"),
          new Above("get-user", "GET", "/api/v1/users/viewer", ""),
          new Above(
              "change-user",
              "PUT",
              "/api/v1/users/viewer",
              "{'name':'V','administrator':true,'disabled':false}"),
          new Above(
              "reset-password",
              "PUT",
              "/api/v1/users/viewer/password",
              "{'password':'seven dry camels'}"),
          new Above("list-sessions", "GET", "/api/v1/users/viewer/sessions", ""),
          new Above("end-sessions", "DELETE", "/api/v1/users/runner/sessions", ""),
          new Above("list-tokens", "GET", "/api/v1/users/viewer/tokens", ""),
          new Above("revoke-tokens", "DELETE", "/api/v1/users/runner/tokens", ""),
          new Above("revoke-token", "DELETE", "/api/v1/users/viewer/tokens/x", ""),
          new Above("list-audits", "GET", "/api/v1/audit", ""));

  private static ApiAnswer call(ApiClient client, String method, String path, String body) {
    ApiClient typed = body.isEmpty() ? client : client.with("Content-Type", "application/json");
    return typed
        .with("If-Match", "\"1\"")
        .call(
            method,
            path,
            body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json(body)));
  }

  private static String problem(ApiAnswer answer) {
    return answer.status() < 400 ? "none" : answer.reason();
  }

  @ParameterizedTest
  @FieldSource("WITHIN")
  void a_role_may_what_is_its_own_and_sees_nothing_of_other_projects(Within each) {
    String alpha = "/api/v1/projects/alpha" + each.rest();
    String beta = "/api/v1/projects/beta" + each.rest();
    var people = new People();
    try (ApiHouse house = AccessApi.open(people)) {
      for (Role role : Role.values()) {
        ApiClient member = house.signedIn(People.in(role));
        if (role.compareTo(each.lowest()) < 0) {
          ApiAnswer refused = call(member, each.method(), alpha, each.body());
          assertThat(refused.status()).as("%s", role).isEqualTo(403);
          assertThat(problem(refused)).isEqualTo("http.not-allowed");
        }
        ApiAnswer other = call(member, each.method(), beta, each.body());
        assertThat(other.status()).as("%s in beta", role).isEqualTo(404);
        assertThat(problem(other)).isEqualTo("http.no-such-project");
      }
      assertThat(call(house.stranger(), each.method(), alpha, each.body()).status()).isEqualTo(401);
      assertThat(problem(call(house.signedIn(People.OUTSIDER), each.method(), alpha, each.body())))
          .isEqualTo("http.no-such-project");
    }
  }

  @ParameterizedTest
  @FieldSource("WITHIN")
  void the_lowest_role_and_those_above_it_are_served(Within each) {
    for (Role role : Role.values()) {
      if (role.compareTo(each.lowest()) >= 0) {
        assertServed(house -> house.signedIn(People.in(role)), each);
      }
    }
    assertServed(house -> house.signedIn(People.ADA), each);
  }

  private static void assertServed(Function<ApiHouse, ApiClient> who, Within each) {
    try (ApiHouse house = AccessApi.open(new People())) {
      ApiAnswer answer =
          call(
              who.apply(house), each.method(), "/api/v1/projects/alpha" + each.rest(), each.body());
      assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
    }
  }

  @ParameterizedTest
  @FieldSource("ABOVE")
  void only_administrators_of_the_server_are_above_its_users(Above each) {
    var people = new People();
    try (ApiHouse house = AccessApi.open(people)) {
      for (Role role : Role.values()) {
        ApiAnswer refused =
            call(house.signedIn(People.in(role)), each.method(), each.path(), each.body());
        assertThat(refused.status()).as("%s", role).isEqualTo(403);
        assertThat(problem(refused)).isEqualTo("http.needs-administrator");
      }
      assertThat(call(house.stranger(), each.method(), each.path(), each.body()).status())
          .isEqualTo(401);
      ApiAnswer served = call(house.signedIn(People.ADA), each.method(), each.path(), each.body());
      assertThat(problem(served)).isIn("none", "access.no-such-token");
    }
  }

  @Test
  void every_route_that_is_not_for_everybody_is_asked_about_here() {
    var asked =
        Stream.concat(WITHIN.stream().map(Within::route), ABOVE.stream().map(Above::route))
            .collect(toSet());

    var there =
        AccessApi.routes(new People()).stream()
            .filter(route ->
                switch (route.needs()) {
                  case Needs.Nothing(), Needs.SignedIn() -> false;
                  case Needs.Administrator(), Needs.InProject(_) -> true;
                })
            .map(Route::id)
            .collect(toSet());

    assertThat(asked).isEqualTo(there);
  }
}
