package dev.millrace.server.http;

import static dev.millrace.server.http.SampleRoutes.NEW_THING;
import static dev.millrace.server.http.SampleRoutes.THINGS;
import static dev.millrace.server.http.testing.People.ADA;
import static dev.millrace.server.http.testing.People.ADMINISTRATOR;
import static dev.millrace.server.http.testing.People.ALPHA;
import static dev.millrace.server.http.testing.People.BETA;
import static dev.millrace.server.http.testing.People.OUTSIDER;
import static dev.millrace.server.http.testing.People.RUNNER;
import static dev.millrace.server.http.testing.People.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.access.Permission;
import dev.millrace.server.access.Secret;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiClient;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdmissionTest extends HttpTestBase {
  @Test
  void who_shows_nothing_is_asked_to_sign_in() {
    ApiAnswer answer = house.stranger().get("/api/v1/me");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("not-signed-in");
    assertThat(answer.header("WWW-Authenticate")).contains("Bearer realm=\"millrace\"");
    assertThat(sample.calls).hasValue(0);
  }

  @Test
  void a_wrong_token_is_nobody_even_beside_a_good_session() {
    ApiClient both = house.signedIn(VIEWER).with("Authorization", "Bearer mlr_wrong");
    ApiClient basic = house.signedIn(VIEWER).with("Authorization", "Basic YTpi");

    assertThat(both.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(basic.get("/api/v1/me").status()).isEqualTo(401);
  }

  @Test
  void who_may_not_see_a_project_can_not_tell_it_from_one_that_is_not() {
    ApiAnswer hidden = house.as(OUTSIDER).get(THINGS);
    ApiAnswer missing = house.as(OUTSIDER).get("/api/v1/projects/nowhere/things");

    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.detail()).isEqualTo("there is no project alpha");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.detail()).isEqualTo("there is no project nowhere");
    assertThat(missing.reason()).isEqualTo(hidden.reason());
  }

  @Test
  void who_sees_a_project_is_told_which_role_is_missing() {
    ApiAnswer answer = house.as(VIEWER).post(THINGS, NEW_THING);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.detail()).isEqualTo("this needs the role runner in the project alpha");
    assertThat(sample.calls).hasValue(0);
  }

  @Test
  void who_has_the_role_is_let_in() {
    assertThat(house.as(VIEWER).get(THINGS).status()).isEqualTo(200);
    assertThat(house.as(RUNNER).post(THINGS, NEW_THING).status()).isEqualTo(201);
    assertThat(house.signedIn(RUNNER).post(THINGS, NEW_THING).status()).isEqualTo(201);
    assertThat(house.answered()).containsExactly("things 200", "make-thing 201", "make-thing 201");
  }

  @Test
  void only_administrators_of_the_server_administer() {
    assertThat(house.as(ADMINISTRATOR).get("/api/v1/admin").status()).isEqualTo(403);
    assertThat(house.as(ADA).get("/api/v1/admin").status()).isEqualTo(200);
    assertThat(house.as(ADA).post(THINGS, NEW_THING).status()).isEqualTo(201);
  }

  @Test
  void a_token_is_good_for_its_scopes_only() {
    Secret narrow =
        people.token(RUNNER, Optional.of(Set.of(Permission.VIEW_PIPELINE)), Optional.empty());

    ApiAnswer view = house.withToken(narrow).get(THINGS);
    ApiAnswer make = house.withToken(narrow).post(THINGS, NEW_THING);

    assertThat(view.status()).isEqualTo(200);
    assertThat(make.status()).isEqualTo(403);
    assertThat(make.detail()).contains("execute-pipeline");
  }

  @Test
  void a_token_is_good_in_its_projects_only() {
    Secret elsewhere = people.token(ADA, Optional.empty(), Optional.of(Set.of(BETA)));
    Secret here = people.token(ADA, Optional.empty(), Optional.of(Set.of(ALPHA)));

    assertThat(house.withToken(elsewhere).get(THINGS).status()).isEqualTo(404);
    assertThat(house.withToken(here).get(THINGS).status()).isEqualTo(200);
    assertThat(house.withToken(here).get("/api/v1/admin").status()).isEqualTo(403);
  }

  @Test
  void a_session_changes_things_only_from_a_page_of_ours() {
    ApiClient page = house.signedIn(RUNNER);

    ApiAnswer without = page.without("X-CSRF-Token").post(THINGS, NEW_THING);
    ApiAnswer wrong = page.with("X-CSRF-Token", "wrong").post(THINGS, NEW_THING);
    String others = house.people().session(VIEWER).reveal();
    ApiAnswer another = page.with("X-CSRF-Token", others).post(THINGS, NEW_THING);

    assertThat(without.status()).isEqualTo(403);
    assertThat(without.reason()).isEqualTo("http.not-from-our-page");
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(another.status()).isEqualTo(403);
    assertThat(page.without("X-CSRF-Token").get(THINGS).status()).isEqualTo(200);
    assertThat(sample.calls).hasValue(1);
  }

  @Test
  void what_a_browser_sends_from_another_site_changes_nothing() {
    ApiClient stranger = house.stranger().with("Sec-Fetch-Site", "cross-site");
    ApiClient page = house.signedIn(RUNNER).with("Sec-Fetch-Site", "cross-site");
    ApiClient program = house.as(RUNNER).with("Sec-Fetch-Site", "cross-site");

    assertThat(stranger.post("/api/v1/open").status()).isEqualTo(403);
    assertThat(page.post(THINGS, NEW_THING).status()).isEqualTo(403);
    assertThat(program.post(THINGS, NEW_THING).status()).isEqualTo(201);
  }
}
