package dev.millrace.server.access.http;

import static dev.millrace.server.access.http.AccessApi.each;
import static dev.millrace.server.access.http.AccessApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.access.Actor;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.Secret;
import dev.millrace.server.access.User;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiClient;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.People;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionRoutesTest {
  private static final String SESSION = "/api/v1/session";
  private static final String RIGHT = People.PASSWORD.reveal();
  private static final String WRONG = "five wet horses";

  private final People people = new People();
  private final ApiHouse house = AccessApi.open(people);

  @AfterEach
  void close() {
    house.close();
  }

  private static ApiAnswer signIn(ApiClient client, String user, String password) {
    return client.post(SESSION, json("{'user':'%s','password':'%s'}".formatted(user, password)));
  }

  private static Secret cookie(ApiAnswer answer) {
    String header = answer.header("Set-Cookie").orElseThrow();
    assertThat(header).startsWith("millrace_session=");
    return new Secret(header.substring(header.indexOf('=') + 1, header.indexOf(';')));
  }

  @Test
  void name_and_password_begin_a_session_that_only_the_cookie_holds() {
    ApiAnswer answer = signIn(house.stranger(), "Viewer", RIGHT);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).contains(SESSION);
    assertThat(answer.json().required("user").required("id").stringValue()).isEqualTo("viewer");
    assertThat(answer.header("Set-Cookie").orElseThrow())
        .endsWith("; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800");
    Secret session = cookie(answer);
    assertThat(answer.text()).doesNotContain(session.reveal());
    ApiAnswer who = house.withSession(session).get(SESSION);
    assertThat(who.status()).isEqualTo(200);
    assertThat(who.json().required("csrfToken")).isEqualTo(answer.json().required("csrfToken"));
  }

  @Test
  void the_proof_of_page_told_is_good_for_changes() {
    ApiAnswer answer = signIn(house.stranger(), "viewer", RIGHT);
    ApiClient browser =
        house
            .stranger()
            .with("Cookie", "millrace_session=" + cookie(answer).reveal())
            .with("X-CSRF-Token", answer.json().required("csrfToken").stringValue());

    assertThat(browser.with("X-CSRF-Token", "wrong").delete(SESSION).reason())
        .isEqualTo("http.not-from-our-page");
    assertThat(browser.delete(SESSION).status()).isEqualTo(204);
  }

  @Test
  void whatever_is_wrong_is_told_the_same() {
    User runner = people.users.find(People.RUNNER).orElseThrow();
    var _ = people.users.change(Actor.SYSTEM, runner.id(), 1, runner.details().disabled());

    var told = new HashSet<String>();
    for (List<String> wrong :
        List.of(
            List.of("viewer", WRONG),
            List.of("nobody", RIGHT),
            List.of("runner", RIGHT),
            List.of("no name!", RIGHT))) {
      ApiAnswer answer = signIn(house.stranger(), wrong.getFirst(), wrong.getLast());
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("Set-Cookie")).isEmpty();
      told.add(answer.reason() + " " + answer.detail());
    }

    assertThat(told).containsExactly("access.wrong-password the user or the password is wrong");
  }

  @Test
  void who_fails_too_often_is_told_when_to_come_again() {
    for (int time = 0; time < 5; time++) {
      assertThat(signIn(house.stranger(), "viewer", WRONG).status()).isEqualTo(401);
    }

    ApiAnswer waits = signIn(house.stranger(), "viewer", RIGHT);

    assertThat(waits.status()).isEqualTo(429);
    assertThat(waits.header("Retry-After")).contains("1");
    assertThat(waits.detail()).isEqualTo("there were too many failures; try again in 1 s");
    people.clock.advance(Duration.ofSeconds(1));
    assertThat(signIn(house.stranger(), "viewer", RIGHT).status()).isEqualTo(201);
  }

  @Test
  void a_live_session_that_was_planted_ends_and_is_not_what_the_sign_in_gives() {
    Secret planted = people.session(People.OUTSIDER);

    ApiAnswer answer = signIn(house.withSession(planted), "viewer", RIGHT);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(cookie(answer)).isNotEqualTo(planted);
    assertThat(house.withSession(planted).get(SESSION).status()).isEqualTo(401);
  }

  @Test
  void a_secret_made_up_beforehand_never_proves_anything() {
    var planted = new Secret("A".repeat(43));
    ApiClient browser = house.stranger().with("Cookie", "millrace_session=" + planted.reveal());

    ApiAnswer answer = signIn(browser, "viewer", RIGHT);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(cookie(answer)).isNotEqualTo(planted);
    assertThat(browser.get(SESSION).status()).isEqualTo(401);
  }

  @Test
  void another_page_can_not_sign_a_browser_in_as_somebody_else() {
    ApiClient other = house.stranger().with("Sec-Fetch-Site", "cross-site");

    assertThat(signIn(other, "outsider", RIGHT).status()).isEqualTo(403);
    assertThat(
            signIn(house.signedIn(People.VIEWER).without("X-CSRF-Token"), "outsider", RIGHT)
                .status())
        .isEqualTo(403);
  }

  @Test
  void a_sign_in_is_not_kept_to_be_given_again() {
    ApiClient client = house.signedIn(People.VIEWER).with("Idempotency-Key", "k-1");

    assertThat(signIn(client, "viewer", RIGHT).reason()).isEqualTo("http.key-not-here");
  }

  @Test
  void what_is_missing_or_unknown_in_a_sign_in_is_told() {
    ApiAnswer missing = house.stranger().post(SESSION, json("{'user':'viewer'}"));
    ApiAnswer unknown = house.stranger().post(SESSION, json("{'user':'v','password':'p','pin':1}"));

    assertThat(missing.detail()).isEqualTo("the field password is missing");
    assertThat(unknown.reason()).isEqualTo("http.unknown-field");
  }

  @Test
  void people_are_told_who_they_are_and_where() {
    ApiAnswer who = house.signedIn(People.MAINTAINER).get(SESSION);

    assertThat(who.json().required("provedBy").stringValue()).isEqualTo("SESSION");
    assertThat(who.json().required("user").required("administrator").booleanValue()).isFalse();
    assertThat(each(who.json().required("projects"), "project")).containsExactly("alpha");
    assertThat(each(who.json().required("projects"), "role")).containsExactly("MAINTAINER");
    assertThat(house.stranger().get(SESSION).status()).isEqualTo(401);
  }

  @Test
  void a_token_is_told_its_limits_and_gets_no_proof_of_page() {
    Secret limited =
        people.token(
            People.MAINTAINER,
            Optional.of(Set.of(Permission.VIEW_BUILD)),
            Optional.of(Set.of(People.BETA)));

    ApiAnswer who = house.withToken(limited).get(SESSION);

    assertThat(who.json().required("provedBy").stringValue()).isEqualTo("TOKEN");
    assertThat(who.json().has("csrfToken")).isFalse();
    assertThat(who.json().required("scopes").toString()).isEqualTo(json("['VIEW_BUILD']"));
    assertThat(who.json().required("projects").isEmpty()).isTrue();
    assertThat(house.as(People.MAINTAINER).get(SESSION).json().has("scopes")).isFalse();
  }

  @Test
  void who_signs_out_is_out_and_loses_the_cookie() {
    ApiClient browser = house.signedIn(People.VIEWER);

    ApiAnswer answer = browser.delete(SESSION);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Set-Cookie").orElseThrow())
        .startsWith("millrace_session=;")
        .contains("Max-Age=0");
    assertThat(browser.get(SESSION).status()).isEqualTo(401);
  }

  @Test
  void a_session_ends_only_for_a_page_of_ours() {
    ApiClient browser = house.signedIn(People.VIEWER);

    ApiAnswer forged = browser.without("X-CSRF-Token").delete(SESSION);

    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.reason()).isEqualTo("http.not-from-our-page");
    assertThat(browser.get(SESSION).status()).isEqualTo(200);
  }

  @Test
  void a_token_that_signs_out_is_good_for_nothing_more() {
    Secret shown = people.token(People.VIEWER, Optional.empty(), Optional.empty());
    Secret other = people.token(People.VIEWER, Optional.empty(), Optional.empty());
    ApiClient browser = house.signedIn(People.VIEWER);
    ApiClient token = house.withToken(shown);

    ApiAnswer answer = token.delete(SESSION);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(token.get(SESSION).status()).isEqualTo(401);
    assertThat(token.delete(SESSION).status()).isEqualTo(401);
    assertThat(house.withToken(other).get(SESSION).status()).isEqualTo(200);
    assertThat(browser.get(SESSION).status()).isEqualTo(200);
  }

  @Test
  void a_token_signs_out_whatever_it_is_limited_to() {
    Secret limited =
        people.token(
            People.VIEWER,
            Optional.of(Set.of(Permission.VIEW_BUILD)),
            Optional.of(Set.of(People.BETA)));

    assertThat(house.withToken(limited).delete(SESSION).status()).isEqualTo(204);
    assertThat(house.withToken(limited).get(SESSION).status()).isEqualTo(401);
  }

  @Test
  void who_shows_nothing_can_not_sign_out() {
    assertThat(house.stranger().delete(SESSION).status()).isEqualTo(401);
  }
}
