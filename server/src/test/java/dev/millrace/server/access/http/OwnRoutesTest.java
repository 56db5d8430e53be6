package dev.millrace.server.access.http;

import static dev.millrace.server.access.http.AccessApi.each;
import static dev.millrace.server.access.http.AccessApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.access.Actor;
import dev.millrace.server.access.Secret;
import dev.millrace.server.access.SignIn;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiClient;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.People;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnRoutesTest {
  private static final String ME = "/api/v1/me";

  private final People people = new People();
  private final ApiHouse house = AccessApi.open(people);
  private final ApiClient viewer = house.signedIn(People.VIEWER);

  @AfterEach
  void close() {
    house.close();
  }

  /** Another browser of the viewer's. */
  private SignIn.SignedIn elsewhere() {
    return people.signIn.signIn(
        new SignIn.Shown(
            People.VIEWER, People.PASSWORD, Optional.empty(), Optional.of("another browser")),
        Actor.SYSTEM);
  }

  @Test
  void people_change_what_they_name_and_nothing_else() {
    assertThat(viewer.get(ME).header("ETag")).contains("\"1\"");

    ApiAnswer first = viewer.with("If-Match", "\"1\"").patch(ME, json("{'email':'v@w.example'}"));
    ApiAnswer second = viewer.with("If-Match", "\"2\"").patch(ME, json("{'name':'Vi'}"));

    assertThat(first.header("ETag")).contains("\"2\"");
    assertThat(second.json().required("name").stringValue()).isEqualTo("Vi");
    assertThat(second.json().required("email").stringValue()).isEqualTo("v@w.example");
    ApiAnswer third = viewer.with("If-Match", "\"3\"").patch(ME, json("{'email':''}"));
    assertThat(third.json().has("email")).isFalse();
    assertThat(third.json().required("name").stringValue()).isEqualTo("Vi");
  }

  @Test
  void a_change_decided_on_something_old_or_bad_is_refused() {
    String body = json("{'name':'Vi'}");

    assertThat(viewer.patch(ME, body).status()).isEqualTo(428);
    assertThat(viewer.with("If-Match", "\"7\"").patch(ME, body).status()).isEqualTo(412);
    ApiAnswer blank = viewer.with("If-Match", "\"1\"").patch(ME, json("{'name':' '}"));
    assertThat(blank.status()).isEqualTo(422);
    assertThat(blank.reason()).isEqualTo("access.bad-display-name");
    ApiAnswer mail = viewer.with("If-Match", "\"1\"").patch(ME, json("{'email':'nowhere'}"));
    assertThat(mail.reason()).isEqualTo("access.bad-email");
    ApiAnswer rights = viewer.with("If-Match", "\"1\"").patch(ME, json("{'administrator':true}"));
    assertThat(rights.reason()).isEqualTo("http.unknown-field");
  }

  @Test
  void a_changed_password_ends_all_sessions_but_this_one() {
    Secret other = elsewhere().secret();

    ApiAnswer answer =
        viewer.put(
            ME + "/password", json("{'present':'four wet horses','next':'seven dry camels'}"));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(viewer.get(ME).status()).isEqualTo(200);
    assertThat(house.withSession(other).get(ME).status()).isEqualTo(401);
    String signIn = json("{'user':'viewer','password':'%s'}");
    assertThat(
            house.stranger().post("/api/v1/session", signIn.formatted("four wet horses")).status())
        .isEqualTo(401);
    assertThat(
            house.stranger().post("/api/v1/session", signIn.formatted("seven dry camels")).status())
        .isEqualTo(201);
  }

  @Test
  void the_present_password_can_not_be_guessed_by_who_found_a_browser_open() {
    String guess = json("{'present':'five wet horses','next':'seven dry camels'}");
    for (int time = 0; time < 5; time++) {
      ApiAnswer wrong = viewer.put(ME + "/password", guess);
      assertThat(wrong.status()).isEqualTo(403);
      assertThat(wrong.reason()).isEqualTo("access.wrong-password");
    }

    ApiAnswer waits = viewer.put(ME + "/password", guess);

    assertThat(waits.status()).isEqualTo(429);
    assertThat(waits.header("Retry-After")).contains("1");
  }

  @Test
  void a_password_too_weak_is_refused() {
    ApiAnswer answer =
        viewer.put(ME + "/password", json("{'present':'four wet horses','next':'camels'}"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.reason()).isEqualTo("access.password-too-short");
  }

  @Test
  void people_see_their_live_sessions_and_which_one_they_use() {
    elsewhere();

    ApiAnswer answer = viewer.get(ME + "/sessions");

    var items = answer.json().required("items");
    assertThat(items.size()).isEqualTo(2);
    assertThat(each(items, "client")).containsExactlyInAnyOrder("a browser", "another browser");
    for (var item : items) {
      assertThat(item.required("current").booleanValue())
          .isEqualTo(item.required("client").stringValue().equals("a browser"));
    }
  }

  @Test
  void people_end_a_session_of_theirs_and_nobody_elses() {
    SignIn.SignedIn other = elsewhere();
    String path = ME + "/sessions/" + other.session().id();

    ApiAnswer byAnother = house.signedIn(People.OUTSIDER).delete(path);
    ApiAnswer byAdministrator = house.signedIn(People.ADA).delete(path);
    ApiAnswer byThem = viewer.delete(path);

    assertThat(byAnother.status()).isEqualTo(404);
    assertThat(byAdministrator.status()).isEqualTo(404);
    assertThat(byThem.status()).isEqualTo(204);
    assertThat(byThem.header("Set-Cookie")).isEmpty();
    assertThat(house.withSession(other.secret()).get(ME).status()).isEqualTo(401);
    assertThat(viewer.delete(path).reason()).isEqualTo("access.no-such-session");
  }

  @Test
  void who_ends_the_session_they_use_loses_its_cookie() {
    String id = people.doors.bySession(people.session(People.VIEWER)).orElseThrow().session().get();

    ApiAnswer answer = viewer.delete(ME + "/sessions/" + id);

    assertThat(answer.header("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    assertThat(viewer.get(ME).status()).isEqualTo(401);
  }

  @Test
  void all_other_sessions_end_and_those_of_others_go_on() {
    Secret other = elsewhere().secret();
    ApiClient outsider = house.signedIn(People.OUTSIDER);

    assertThat(viewer.post(ME + "/sessions/end-others").status()).isEqualTo(204);

    assertThat(house.withSession(other).get(ME).status()).isEqualTo(401);
    assertThat(viewer.get(ME).status()).isEqualTo(200);
    assertThat(outsider.get(ME).status()).isEqualTo(200);
  }

  @Test
  void a_token_shows_who_it_is_and_touches_nothing_of_its_user() {
    ApiClient token = house.as(People.VIEWER);

    assertThat(token.get(ME).json().required("id").stringValue()).isEqualTo("viewer");
    for (ApiAnswer answer :
        new ApiAnswer[] {
          token.with("If-Match", "\"1\"").patch(ME, json("{'name':'Vi'}")),
          token.put(
              ME + "/password", json("{'present':'four wet horses','next':'seven dry camels'}")),
          token.get(ME + "/sessions"),
          token.delete(ME + "/sessions/x"),
          token.post(ME + "/sessions/end-others")
        }) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.reason()).isEqualTo("access.needs-session");
    }
  }
}
