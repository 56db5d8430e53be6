package dev.millrace.server.access.http;

import static dev.millrace.server.access.http.AccessApi.each;
import static dev.millrace.server.access.http.AccessApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.access.AccessLimits;
import dev.millrace.server.access.Secret;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiClient;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.People;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnTokenRoutesTest {
  private static final String TOKENS = "/api/v1/me/tokens";

  private final People people = new People(new AccessLimits(50, 50, 2, 50, 50));
  private final ApiHouse house = AccessApi.open(people);
  private final ApiClient viewer = house.signedIn(People.VIEWER);
  private final Instant tomorrow = people.clock.instant().plus(Duration.ofDays(1));

  @AfterEach
  void close() {
    house.close();
  }

  private ApiAnswer make(String more) {
    return make(tomorrow, more);
  }

  private ApiAnswer make(Instant until, String more) {
    return viewer.post(TOKENS, json("{'name':'deploy','expiresAt':'" + until + "'" + more + "}"));
  }

  @Test
  void a_token_is_told_once_and_works() {
    ApiAnswer made = make("");

    assertThat(made.status()).isEqualTo(201);
    String secret = made.json().required("secret").stringValue();
    String id = made.json().required("token").required("id").stringValue();
    assertThat(made.header("Location")).contains(TOKENS + "/" + id);
    assertThat(house.withToken(new Secret(secret)).get("/api/v1/me").status()).isEqualTo(200);
    ApiAnswer list = viewer.get(TOKENS);
    assertThat(each(list.json().required("items"), "id")).containsExactly(id);
    assertThat(list.text()).doesNotContain(secret);
  }

  @Test
  void a_token_is_as_limited_as_was_said() {
    ApiAnswer made = make(",'scopes':['VIEW_PROJECT','VIEW_BUILD'],'projects':['alpha']");

    ApiClient token = house.withToken(new Secret(made.json().required("secret").stringValue()));
    assertThat(token.get("/api/v1/projects/alpha").status()).isEqualTo(200);
    assertThat(token.post("/api/v1/projects", json("{'id':'new','name':'New'}")).status())
        .isEqualTo(403);
    assertThat(made.json().required("token").required("scopes").toString())
        .isEqualTo(json("['VIEW_PROJECT','VIEW_BUILD']"));
  }

  @Test
  void what_a_token_can_not_be_is_told() {
    var refused =
        List.of(
            make(",'scopes':[]"),
            make(",'projects':[]"),
            make(",'projects':['not an id']"),
            make(people.clock.instant(), ""),
            make(tomorrow.plus(Duration.ofDays(365)), ""),
            viewer.post(TOKENS, json("{'name':'','expiresAt':'" + tomorrow + "'}")));

    assertThat(refused).extracting(ApiAnswer::status).containsOnly(422);
    assertThat(refused)
        .extracting(ApiAnswer::reason)
        .containsExactly(
            "access.no-scopes",
            "access.bad-token-projects",
            "projects.bad-id",
            "access.expiry-passed",
            "access.token-too-long",
            "access.bad-token-name");
    assertThat(make(",'scopes':['FLY']").reason()).isEqualTo("http.wrong-value");
    assertThat(make(",'scopes':[null]").status()).isEqualTo(400);
    assertThat(viewer.post(TOKENS, json("{'name':'deploy'}")).detail())
        .isEqualTo("the field expiresAt is missing");
  }

  @Test
  void one_too_many_is_refused() {
    make("");
    make("");

    ApiAnswer third = make("");

    assertThat(third.status()).isEqualTo(409);
    assertThat(third.reason()).isEqualTo("access.too-many-tokens");
  }

  @Test
  void people_revoke_their_tokens_and_nobody_elses() {
    ApiAnswer made = make("");
    String path = made.header("Location").orElseThrow();
    ApiClient token = house.withToken(new Secret(made.json().required("secret").stringValue()));

    assertThat(house.signedIn(People.OUTSIDER).delete(path).reason())
        .isEqualTo("access.no-such-token");
    assertThat(token.get("/api/v1/me").status()).isEqualTo(200);
    assertThat(viewer.delete(path).status()).isEqualTo(204);
    assertThat(token.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(viewer.delete(path).status()).isEqualTo(404);
  }

  @Test
  void no_token_makes_sees_or_revokes_tokens_not_even_an_administrators() {
    for (ApiClient token : List.of(house.as(People.VIEWER), house.as(People.ADA))) {
      for (ApiAnswer answer :
          List.of(
              token.post(TOKENS, json("{'name':'more','expiresAt':'" + tomorrow + "'}")),
              token.get(TOKENS),
              token.delete(TOKENS + "/x"))) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reason()).isEqualTo("access.needs-session");
      }
    }
  }

  @Test
  void the_answer_is_not_kept_to_be_given_again() {
    ApiAnswer answer =
        viewer
            .with("Idempotency-Key", "k-1")
            .post(TOKENS, json("{'name':'deploy','expiresAt':'" + tomorrow + "'}"));

    assertThat(answer.reason()).isEqualTo("http.key-not-here");
    assertThat(viewer.get(TOKENS).json().required("items").isEmpty()).isTrue();
  }
}
