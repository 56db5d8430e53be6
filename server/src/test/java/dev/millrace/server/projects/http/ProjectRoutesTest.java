package dev.millrace.server.projects.http;

import static dev.millrace.server.access.http.AccessApi.each;
import static dev.millrace.server.access.http.AccessApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.access.Permission;
import dev.millrace.server.access.http.AccessApi;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiClient;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProjectRoutesTest {
  private static final String PROJECTS = "/api/v1/projects";
  private static final String ALPHA = PROJECTS + "/alpha";
  private static final String CHANGE = json("{'name':'Other','description':'of them'}");

  private final People people = new People();
  private final ApiHouse house = AccessApi.open(people);
  private final ApiClient administrator = house.signedIn(People.ADMINISTRATOR);

  @AfterEach
  void close() {
    house.close();
  }

  private static List<String> ids(ApiAnswer list) {
    return each(list.json().required("items"), "id");
  }

  @Test
  void people_see_the_projects_they_may_view() {
    assertThat(ids(house.as(People.VIEWER).get(PROJECTS))).containsExactly("alpha");
    assertThat(ids(house.as(People.OUTSIDER).get(PROJECTS))).containsExactly("beta");
    assertThat(ids(house.as(People.ADA).get(PROJECTS))).containsExactly("alpha", "beta");
    var narrow =
        people.token(People.VIEWER, Optional.of(Set.of(Permission.VIEW_BUILD)), Optional.empty());
    assertThat(ids(house.withToken(narrow).get(PROJECTS))).isEmpty();
    assertThat(house.stranger().get(PROJECTS).status()).isEqualTo(401);
  }

  @Test
  void pages_go_by_name_and_show_each_once() {
    ApiClient ada = house.as(People.ADA);
    for (String id : List.of("zeta", "eta", "theta")) {
      ada.post(PROJECTS, json("{'id':'%s','name':'Same'}").formatted(id));
    }

    var seen = new ArrayList<String>();
    var page = ada.get(PROJECTS + "?limit=2");
    seen.addAll(ids(page));
    while (page.json().has("next")) {
      page = ada.get(PROJECTS + "?limit=2&cursor=" + page.json().required("next").stringValue());
      seen.addAll(ids(page));
    }

    assertThat(seen).containsExactly("eta", "theta", "zeta", "alpha", "beta");
    assertThat(ada.get(PROJECTS + "?cursor=WyJhIl0").reason()).isEqualTo("http.bad-cursor");
  }

  @Test
  void whoever_makes_a_project_is_its_administrator() {
    ApiClient viewer = house.signedIn(People.VIEWER);

    ApiAnswer made = viewer.post(PROJECTS, json("{'id':'mine','name':'Mine'}"));

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).contains(PROJECTS + "/mine");
    assertThat(made.header("ETag")).contains("\"1\"");
    assertThat(made.json().required("createdBy").stringValue()).isEqualTo("viewer");
    assertThat(made.json().required("enabled").booleanValue()).isTrue();
    assertThat(viewer.with("If-Match", "\"1\"").put(PROJECTS + "/mine", CHANGE).status())
        .isEqualTo(200);
  }

  @Test
  void a_project_that_comes_twice_with_one_key_is_made_once() {
    ApiClient client = house.signedIn(People.VIEWER).with("Idempotency-Key", "k-1");
    String body = json("{'id':'mine','name':'Mine'}");

    ApiAnswer first = client.post(PROJECTS, body);
    ApiAnswer second = client.post(PROJECTS, body);

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(client.with("Idempotency-Key", "k-2").post(PROJECTS, body).reason())
        .isEqualTo("projects.id-taken");
  }

  @Test
  void a_project_that_can_not_be_made_is_told_why() {
    ApiClient viewer = house.signedIn(People.VIEWER);

    ApiAnswer taken = viewer.post(PROJECTS, json("{'id':'ALPHA','name':'N'}"));
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.reason()).isEqualTo("projects.id-taken");
    ApiAnswer badId = viewer.post(PROJECTS, json("{'id':'a b','name':'N'}"));
    assertThat(badId.status()).isEqualTo(422);
    assertThat(badId.reason()).isEqualTo("projects.bad-id");
    assertThat(viewer.post(PROJECTS, json("{'id':'mine','name':' '}")).status()).isEqualTo(422);
    ApiAnswer limits = viewer.post(PROJECTS, json("{'id':'mine','name':'N','maxPipelines':600}"));
    assertThat(limits.status()).isEqualTo(403);
    assertThat(limits.reason()).isEqualTo("projects.limits-by-administrator");
    var narrow = people.token(People.VIEWER, Optional.empty(), Optional.of(Set.of(People.ALPHA)));
    ApiAnswer byToken = house.withToken(narrow).post(PROJECTS, json("{'id':'mine','name':'N'}"));
    assertThat(byToken.status()).isEqualTo(403);
    assertThat(byToken.reason()).isEqualTo("projects.token-too-narrow");
    assertThat(house.stranger().post(PROJECTS, json("{'id':'m1','name':'N'}")).status())
        .isEqualTo(401);
  }

  @Test
  void a_change_keeps_what_it_does_not_name_and_needs_the_version_seen() {
    ApiClient ada = house.as(People.ADA);
    ApiAnswer limited =
        ada.with("If-Match", ada.get(ALPHA).header("ETag").orElseThrow())
            .put(ALPHA, json("{'name':'A','description':'','maxPipelines':7}"));
    assertThat(limited.json().required("maxPipelines").intValue()).isEqualTo(7);

    ApiAnswer changed = administrator.with("If-Match", "\"2\"").put(ALPHA, CHANGE);

    assertThat(changed.json().required("maxPipelines").intValue()).isEqualTo(7);
    assertThat(changed.json().required("name").stringValue()).isEqualTo("Other");
    assertThat(changed.header("ETag")).contains("\"3\"");
    ApiAnswer stale = administrator.with("If-Match", "\"2\"").put(ALPHA, CHANGE);
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.reason()).isEqualTo("projects.changed");
    assertThat(administrator.put(ALPHA, CHANGE).status()).isEqualTo(428);
    ApiAnswer own =
        administrator
            .with("If-Match", "\"3\"")
            .put(ALPHA, json("{'name':'A','description':'','maxPipelines':8}"));
    assertThat(own.reason()).isEqualTo("projects.limits-by-administrator");
  }

  @Test
  void a_disabled_project_can_only_be_enabled() {
    ApiAnswer disabled = administrator.with("If-Match", "\"1\"").post(ALPHA + "/disable");
    assertThat(disabled.json().required("enabled").booleanValue()).isFalse();

    ApiAnswer changed = administrator.with("If-Match", "\"2\"").put(ALPHA, CHANGE);
    assertThat(changed.status()).isEqualTo(409);
    assertThat(changed.reason()).isEqualTo("projects.disabled");
    assertThat(administrator.with("If-Match", "\"1\"").post(ALPHA + "/enable").status())
        .isEqualTo(412);
    assertThat(administrator.post(ALPHA + "/enable").status()).isEqualTo(428);

    ApiAnswer enabled = administrator.with("If-Match", "\"2\"").post(ALPHA + "/enable");
    assertThat(enabled.header("ETag")).contains("\"3\"");
    assertThat(administrator.with("If-Match", "\"3\"").put(ALPHA, CHANGE).status()).isEqualTo(200);
  }

  @Test
  void what_is_no_project_is_not_found_whoever_asks() {
    ApiClient ada = house.as(People.ADA);

    assertThat(ada.get(PROJECTS + "/gamma").reason()).isEqualTo("projects.unknown");
    assertThat(ada.get(PROJECTS + "/ALPHA").status()).isEqualTo(404);
    assertThat(ada.get(PROJECTS + "/not%20an%20id").status()).isEqualTo(404);
    assertThat(ada.with("If-Match", "\"1\"").post(PROJECTS + "/gamma/enable").status())
        .isEqualTo(404);
    assertThat(house.as(People.VIEWER).get(PROJECTS + "/gamma").reason())
        .isEqualTo(house.as(People.VIEWER).get(PROJECTS + "/beta").reason());
  }

  @Test
  void a_page_that_was_seen_is_not_sent_again() {
    ApiClient viewer = house.as(People.VIEWER);
    String seen = viewer.get(ALPHA).header("ETag").orElseThrow();

    assertThat(viewer.with("If-None-Match", seen).get(ALPHA).status()).isEqualTo(304);
  }
}
