package dev.millrace.server.access.http;

import static dev.millrace.server.access.http.AccessApi.each;
import static dev.millrace.server.access.http.AccessApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.access.SignIn;
import dev.millrace.server.access.UserId;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiClient;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.People;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserRoutesTest {
  private static final String USERS = "/api/v1/users";
  private static final String VIEWER = USERS + "/viewer";
  private static final String PASSWORD = json("{'password':'seven dry camels'}");

  private final People people = new People();
  private final ApiHouse house = AccessApi.open(people);
  private final ApiClient ada = house.signedIn(People.ADA);

  @AfterEach
  void close() {
    house.close();
  }

  private ApiAnswer signIn(String user, String password) {
    return house
        .stranger()
        .post("/api/v1/session", json("{'user':'%s','password':'%s'}".formatted(user, password)));
  }

  @Test
  void pages_of_users_show_each_once_by_name() {
    List<String> all = each(ada.get(USERS).json().required("items"), "id");
    assertThat(all)
        .containsExactly(
            "ada", "administrator", "developer", "maintainer", "outsider", "runner", "viewer");

    var seen = new ArrayList<String>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      String cursor = next.get().isEmpty() ? "" : "&cursor=" + next.get();
      var page = ada.get(USERS + "?limit=3" + cursor).json();
      assertThat(page.required("items").size()).isBetween(1, 3);
      seen.addAll(each(page.required("items"), "id"));
      next = page.has("next") ? Optional.of(page.required("next").stringValue()) : Optional.empty();
    }

    assertThat(seen).isEqualTo(all);
    assertThat(ada.get(USERS + "?cursor=x").reason()).isEqualTo("http.bad-cursor");
    assertThat(ada.get(USERS + "?limit=101").reason()).isEqualTo("http.bad-number");
  }

  @Test
  void a_user_is_made_and_can_sign_in() {
    ApiAnswer made =
        ada.post(USERS, json("{'id':'bob','name':'Bob','password':'seven dry camels'}"));

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).contains(USERS + "/bob");
    assertThat(made.header("ETag")).contains("\"1\"");
    assertThat(made.json().required("administrator").booleanValue()).isFalse();
    assertThat(signIn("bob", "seven dry camels").status()).isEqualTo(201);
  }

  @Test
  void a_user_without_a_password_can_not_sign_in() {
    assertThat(ada.post(USERS, json("{'id':'bob'}")).json().required("name").stringValue())
        .isEqualTo("bob");

    assertThat(signIn("bob", "").status()).isEqualTo(401);
  }

  @Test
  void a_user_that_can_not_be_made_is_told_why() {
    assertThat(ada.post(USERS, json("{'id':'VIEWER'}")).status()).isEqualTo(409);
    assertThat(ada.post(USERS, json("{'id':'no name!'}")).reason()).isEqualTo("access.bad-user-id");
    ApiAnswer weak = ada.post(USERS, json("{'id':'bob','password':'camels'}"));
    assertThat(weak.status()).isEqualTo(422);
    assertThat(ada.get(USERS + "/bob").status()).isEqualTo(404);
  }

  @Test
  void no_fingerprint_of_a_password_is_kept() {
    ApiClient again = ada.with("Idempotency-Key", "k-1");

    assertThat(again.post(USERS, json("{'id':'bob'}")).reason()).isEqualTo("http.key-not-here");
    assertThat(again.put(VIEWER + "/password", PASSWORD).reason()).isEqualTo("http.key-not-here");
  }

  @Test
  void a_user_is_shown_and_changed_from_the_version_that_was_seen() {
    ApiAnswer shown = ada.get(USERS + "/Viewer");
    assertThat(shown.json().required("id").stringValue()).isEqualTo("viewer");
    String body = json("{'name':'Vi','administrator':false,'disabled':true}");

    ApiAnswer changed = ada.with("If-Match", shown.header("ETag").orElseThrow()).put(VIEWER, body);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).contains("\"2\"");
    assertThat(signIn("viewer", "four wet horses").status()).isEqualTo(401);
    assertThat(ada.with("If-Match", "\"1\"").put(VIEWER, body).reason())
        .isEqualTo("access.user-changed");
    assertThat(ada.with("If-Match", "\"1\"").put(VIEWER, body).status()).isEqualTo(412);
    assertThat(ada.put(VIEWER, body).status()).isEqualTo(428);
    assertThat(ada.with("If-Match", "\"1\"").put(USERS + "/nobody", body).status()).isEqualTo(404);
    assertThat(ada.get(USERS + "/no%20name").status()).isEqualTo(404);
  }

  @Test
  void the_last_administrator_of_the_server_stays() {
    ApiAnswer answer =
        ada.with("If-Match", "\"1\"")
            .put(USERS + "/ada", json("{'name':'Ada','administrator':false,'disabled':false}"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.reason()).isEqualTo("access.last-server-administrator");
  }

  @Test
  void a_password_given_signs_the_user_out_everywhere() {
    ApiClient viewer = house.signedIn(People.VIEWER);

    assertThat(ada.put(VIEWER + "/password", PASSWORD).status()).isEqualTo(204);

    assertThat(viewer.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(signIn("viewer", "seven dry camels").status()).isEqualTo(201);
    assertThat(ada.put(USERS + "/nobody/password", PASSWORD).status()).isEqualTo(404);
    assertThat(ada.put(VIEWER + "/password", json("{'password':'camels'}")).status())
        .isEqualTo(422);
  }

  @Test
  void no_token_gives_passwords_not_even_to_its_own_user() {
    for (String user : List.of("ada", "viewer")) {
      ApiAnswer answer = house.as(People.ADA).put(USERS + "/" + user + "/password", PASSWORD);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.reason()).isEqualTo("access.needs-session");
    }
    assertThat(signIn("ada", "four wet horses").status()).isEqualTo(201);
  }

  @Test
  void sessions_of_a_user_are_shown_and_ended() {
    SignIn.SignedIn session =
        people.signIn.signIn(
            new SignIn.Shown(People.VIEWER, People.PASSWORD, Optional.empty(), Optional.empty()),
            people.signedIn(People.VIEWER));

    var items = ada.get(USERS + "/VIEWER/sessions").json().required("items");
    assertThat(each(items, "id")).contains(session.session().id()).hasSize(2);
    assertThat(ada.delete(USERS + "/VIEWER/sessions").status()).isEqualTo(204);

    assertThat(house.withSession(session.secret()).get("/api/v1/me").status()).isEqualTo(401);
    assertThat(ada.get(VIEWER + "/sessions").json().required("items").isEmpty()).isTrue();
    assertThat(ada.get("/api/v1/me").status()).isEqualTo(200);
    assertThat(ada.delete(USERS + "/nobody/sessions").status()).isEqualTo(404);
    assertThat(ada.get(USERS + "/nobody/sessions").status()).isEqualTo(404);
  }

  @Test
  void tokens_of_a_user_are_shown_and_revoked_one_by_one_or_all() {
    List<ApiClient> tokens = new ArrayList<>();
    for (int count = 0; count < 3; count++) {
      people.clock.advance(Duration.ofMillis(1));
      tokens.add(
          house.withToken(
              people.token(People.VIEWER, Optional.empty(), Optional.of(Set.of(People.ALPHA)))));
    }
    List<String> ids = each(ada.get(VIEWER + "/tokens").json().required("items"), "id");
    assertThat(ids).hasSize(3);

    assertThat(ada.delete(VIEWER + "/tokens/" + ids.getFirst()).status()).isEqualTo(204);
    assertThat(ada.delete(USERS + "/runner/tokens/" + ids.getLast()).status()).isEqualTo(404);

    assertThat(tokens.getFirst().get("/api/v1/me").status()).isEqualTo(401);
    assertThat(tokens.getLast().get("/api/v1/me").status()).isEqualTo(200);
    assertThat(ada.delete(VIEWER + "/tokens").status()).isEqualTo(204);
    assertThat(tokens.getLast().get("/api/v1/me").status()).isEqualTo(401);
    assertThat(ada.delete(USERS + "/nobody/tokens").status()).isEqualTo(404);
    assertThat(people.tokens.of(new UserId("viewer"))).isEmpty();
  }
}
