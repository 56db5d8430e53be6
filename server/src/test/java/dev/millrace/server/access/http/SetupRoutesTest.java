package dev.millrace.server.access.http;

import static dev.millrace.server.access.http.AccessApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.access.AccessLimits;
import dev.millrace.server.access.AccessStore;
import dev.millrace.server.access.Doors;
import dev.millrace.server.access.HashCost;
import dev.millrace.server.access.PasswordCheck;
import dev.millrace.server.access.PasswordHashing;
import dev.millrace.server.access.Secret;
import dev.millrace.server.access.Secrets;
import dev.millrace.server.access.SessionSettings;
import dev.millrace.server.access.Setup;
import dev.millrace.server.access.SignIn;
import dev.millrace.server.access.Throttle;
import dev.millrace.server.access.UserId;
import dev.millrace.server.access.memory.MemoryAccess;
import dev.millrace.server.http.HttpServer;
import dev.millrace.server.http.HttpSettings;
import dev.millrace.server.http.Surroundings;
import dev.millrace.server.http.idempotency.MemoryKeptAnswers;
import dev.millrace.testkit.VirtualClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server nobody has used yet, so without the people of other tests. */
class SetupRoutesTest {
  private final VirtualClock clock = new VirtualClock();
  private final AccessStore store = new MemoryAccess();
  private final SecureRandom random = new SecureRandom();
  private final Secrets secrets = new Secrets(random);
  private final Doors doors = new Doors(store, clock);
  private final PasswordHashing hashing = new PasswordHashing(new HashCost(64, 1, 1), random);
  private final Setup setup = new Setup(store, hashing, secrets, doors, clock);
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer server =
      HttpServer.start(
          HttpSettings.local(0),
          new SetupRoutes(setup, signIn()).routes(),
          new Surroundings(
              doors, new MemoryKeptAnswers(), List.of(AccessProblems::of), _ -> {}, clock));

  private SignIn signIn() {
    var check =
        new PasswordCheck(
            store,
            hashing,
            clock,
            new Throttle(Throttle.Rule.OF_ACCOUNT),
            new Throttle(Throttle.Rule.OF_ADDRESS));
    return new SignIn(
        store,
        check,
        hashing,
        secrets,
        new SignIn.Terms(SessionSettings.STANDARD, AccessLimits.STANDARD, doors, clock));
  }

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/api/v1/setup");
    return http.send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> claim(String code, String user, String password) throws Exception {
    String body = json("{'code':'%s','user':'%s','password':'%s'}".formatted(code, user, password));
    return send(
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private String open() throws Exception {
    return send(HttpRequest.newBuilder().GET()).body();
  }

  @Test
  void whoever_knows_the_code_becomes_administrator_and_is_signed_in() throws Exception {
    Secret code = setup.begin().orElseThrow();
    assertThat(open()).isEqualTo(json("{'open':true}"));

    HttpResponse<String> answer = claim(code.reveal(), "ada", "four wet horses");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).contains(json("'id':'ada'"), json("'administrator':true"));
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    var session = new Secret(cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
    assertThat(doors.bySession(session).orElseThrow().user()).isEqualTo(new UserId("ada"));
    assertThat(open()).isEqualTo(json("{'open':false}"));
  }

  @Test
  void a_code_is_good_once() throws Exception {
    Secret code = setup.begin().orElseThrow();
    claim(code.reveal(), "ada", "four wet horses");

    HttpResponse<String> again = claim(code.reveal(), "eve", "five wet horses");

    assertThat(again.statusCode()).isEqualTo(403);
    assertThat(again.body()).contains("access.wrong-setup-code").doesNotContain(code.reveal());
    assertThat(again.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void a_wrong_code_is_refused_whatever_else_is_sent() throws Exception {
    var _ = setup.begin();

    assertThat(claim("wrong", "ada", "four wet horses").statusCode()).isEqualTo(403);
    assertThat(claim("", "no name!", "x").statusCode()).isEqualTo(403);
    assertThat(open()).isEqualTo(json("{'open':true}"));
  }

  @Test
  void what_is_wrong_with_name_or_password_is_told_and_the_code_stays_good() throws Exception {
    String code = setup.begin().orElseThrow().reveal();

    assertThat(claim(code, "no name!", "four wet horses").body()).contains("access.bad-user-id");
    HttpResponse<String> tooShort = claim(code, "ada", "horses");
    assertThat(tooShort.statusCode()).isEqualTo(422);
    assertThat(tooShort.body()).contains("access.password-too-short").doesNotContain("horses");
    assertThat(claim(code, "ada", "four wet horses").statusCode()).isEqualTo(201);
  }

  @Test
  void a_secret_that_is_no_text_is_refused_without_being_told() throws IOException, Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        json("{'code':'c','user':'ada','password':123456789012}"))));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("the field password can't be this; it must be a text")
        .doesNotContain("123456789012");
  }
}
