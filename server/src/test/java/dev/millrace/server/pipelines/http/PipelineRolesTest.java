package dev.millrace.server.pipelines.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.access.Role;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiClient;
import dev.millrace.server.http.testing.People;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineRolesTest extends PipelineApiTestBase {
  /** A request, and the lowest role it serves. */
  private record Wish(String method, String path, String body, Role lowest) {
    ApiAnswer of(ApiClient client, String pipeline) {
      ApiClient seeing = seen(client, 1);
      String whole = pipeline + path;
      return switch (method) {
        case "GET" -> seeing.get(whole);
        case "PUT" -> seeing.put(whole, body);
        case "PATCH" -> seeing.patch(whole, body);
        case "DELETE" -> seeing.delete(whole);
        default -> body.isEmpty() ? seeing.post(whole) : seeing.post(whole, body);
      };
    }

    boolean isChange() {
      return !method.equals("GET") && !path.endsWith("/check");
    }
  }

  /** Every route of one pipeline; those that change nothing first. */
  private static final List<Wish> WISHES =
      List.of(
          new Wish("GET", "", "", Role.VIEWER),
          new Wish("GET", "/draft", "", Role.VIEWER),
          new Wish("GET", "/versions", "", Role.VIEWER),
          new Wish("GET", "/versions/1", "", Role.VIEWER),
          new Wish("GET", "/diff?from=1&to=1", "", Role.VIEWER),
          new Wish("GET", "/export?version=1", "", Role.VIEWER),
          new Wish("GET", "/start-form?version=1", "", Role.RUNNER),
          new Wish("POST", "/draft/check", "{\"definition\": \"\"}", Role.DEVELOPER),
          new Wish("POST", "/copy", "{\"name\": \"copy\"}", Role.DEVELOPER),
          new Wish("PATCH", "", "{\"name\": \"new\"}", Role.DEVELOPER),
          new Wish("POST", "/enable", "", Role.DEVELOPER),
          new Wish("POST", "/disable", "", Role.DEVELOPER),
          new Wish("PUT", "/draft", "{\"definition\": \"\"}", Role.DEVELOPER),
          new Wish("DELETE", "/draft", "", Role.DEVELOPER),
          new Wish("POST", "/release", "{\"description\": \"\"}", Role.DEVELOPER),
          new Wish("DELETE", "/versions/1", "", Role.DEVELOPER),
          new Wish("POST", "/versions/1/rollback", "", Role.DEVELOPER),
          new Wish("POST", "/versions/1/draft", "", Role.DEVELOPER),
          new Wish("POST", "/restore", "{}", Role.MAINTAINER),
          new Wish("DELETE", "", "", Role.MAINTAINER));

  @Test
  void each_role_may_do_what_it_may_and_nothing_more() {
    String path = created("one");

    for (Wish wish : WISHES) {
      for (Role role : Role.values()) {
        int status = wish.of(as(People.in(role)), path).status();

        if (role.compareTo(wish.lowest()) < 0) {
          assertThat(status).as("%s %s", role, wish).isEqualTo(403);
        } else {
          assertThat(status).as("%s %s", role, wish).isNotEqualTo(403);
        }
      }
      assertThat(wish.of(as(People.OUTSIDER), path).status()).as("%s", wish).isEqualTo(404);
      assertThat(wish.of(house().stranger(), path).status()).as("%s", wish).isEqualTo(401);
    }
  }

  @Test
  void a_pipeline_of_another_project_is_not_there_for_anybody() {
    ApiAnswer made = as(People.OUTSIDER).post(BETA, json("name", "theirs", "definition", TEXT));
    String id = made.json().required("id").stringValue();

    for (Wish wish : WISHES) {
      for (Role role : Role.values()) {
        boolean may = role.compareTo(wish.lowest()) >= 0;
        ApiAnswer answer = wish.of(as(People.in(role)), ALPHA + "/" + id);
        assertThat(answer.status()).as("%s %s", role, wish).isEqualTo(may ? 404 : 403);
        assertThat(wish.of(as(People.in(role)), BETA + "/" + id).status()).isEqualTo(404);
      }
      assertProblem(wish.of(as(People.ADA), ALPHA + "/" + id), 404, "pipelines.no-pipeline");
    }
    assertThat(as(People.OUTSIDER).get(BETA + "/" + id).json().required("name").stringValue())
        .isEqualTo("theirs");
  }

  @Test
  void only_developers_make_pipelines_and_only_members_see_them() {
    for (Role role : Role.values()) {
      boolean may = role.compareTo(Role.DEVELOPER) >= 0;
      ApiClient client = as(People.in(role));
      assertThat(client.get(ALPHA).status()).isEqualTo(200);
      assertThat(client.post(ALPHA, json("name", role.name())).status())
          .as("%s", role)
          .isEqualTo(may ? 201 : 403);
      assertThat(client.post(ALPHA + "/import", json("text", "")).status())
          .as("%s", role)
          .isEqualTo(may ? 422 : 403);
    }
    assertThat(as(People.OUTSIDER).get(ALPHA).status()).isEqualTo(404);
  }

  @Test
  void nothing_is_changed_in_a_disabled_project_and_all_can_be_seen() {
    String path = created("one");
    disableAlpha();

    for (Wish wish : WISHES) {
      ApiAnswer answer = wish.of(as(People.ADMINISTRATOR), path);
      if (wish.isChange()) {
        assertProblem(answer, 409, "projects.disabled");
      } else {
        assertThat(answer.status()).as("%s", wish).isEqualTo(200);
      }
    }
    assertProblem(developer.post(ALPHA, json("name", "two")), 409, "projects.disabled");
    assertProblem(developer.post(ALPHA + "/import", json("text", TEXT)), 409, "projects.disabled");
    assertThat(viewer.get(ALPHA).status()).isEqualTo(200);
  }

  @Test
  void a_project_that_is_not_there_has_no_pipelines_even_for_the_administrator() {
    assertProblem(
        as(People.ADA).get("/api/v1/projects/nothing/pipelines"), 404, "projects.unknown");
  }
}
