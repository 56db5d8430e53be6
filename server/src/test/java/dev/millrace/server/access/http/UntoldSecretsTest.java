package dev.millrace.server.access.http;

import static dev.millrace.server.access.http.AccessApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.millrace.server.access.Secret;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiClient;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.People;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Nothing that proves who somebody is comes out where it should not. */
class UntoldSecretsTest {
  private static final String WRONG = "five wet horses";
  private static final String NEXT = "seven dry camels";
  private static final String WEAK = "wetcamel";

  private final People people = new People();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

  @BeforeEach
  void listen() {
    // Threads of the server log while the test reads.
    log.list = new CopyOnWriteArrayList<>();
    root.setLevel(Level.INFO);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void stop() {
    root.detachAppender(log);
    log.stop();
  }

  /**
   * All that takes a secret, taken and refused; what is told for the first time is not among it.
   */
  private static List<ApiAnswer> answers(ApiHouse house) {
    ApiClient viewer = house.signedIn(People.VIEWER);
    ApiClient ada = house.signedIn(People.ADA);
    String signIn = json("{'user':'runner','password':'%s'}");
    String change = json("{'present':'%s','next':'%s'}");
    var all = new ArrayList<ApiAnswer>();
    all.add(house.stranger().post("/api/v1/session", signIn.formatted(WRONG)));
    all.add(house.stranger().post("/api/v1/session", signIn.formatted("four wet horses")));
    all.add(
        house
            .stranger()
            .post(
                "/api/v1/setup",
                json("{'code':'%s','user':'x','password':'%s'}").formatted(WRONG, NEXT)));
    all.add(viewer.put("/api/v1/me/password", change.formatted(WRONG, NEXT)));
    all.add(viewer.put("/api/v1/me/password", change.formatted("four wet horses", WEAK)));
    all.add(viewer.put("/api/v1/me/password", change.formatted("four wet horses", NEXT)));
    all.add(ada.post("/api/v1/users", json("{'id':'bob','password':'%s'}").formatted(NEXT)));
    all.add(ada.post("/api/v1/users", json("{'id':'eve','password':'%s'}").formatted(WEAK)));
    all.add(ada.put("/api/v1/users/bob/password", json("{'password':'%s'}").formatted(WEAK)));
    all.add(ada.put("/api/v1/users/bob/password", json("{'password':'%s'}").formatted(NEXT)));
    all.add(ada.get("/api/v1/users"));
    all.add(ada.get("/api/v1/users/viewer/sessions"));
    all.add(ada.get("/api/v1/users/viewer/tokens"));
    all.add(ada.get("/api/v1/audit?limit=100"));
    all.add(viewer.get("/api/v1/session"));
    all.add(viewer.get("/api/v1/me/sessions"));
    all.add(viewer.get("/api/v1/me/tokens"));
    return all;
  }

  private List<String> secrets() {
    return List.of(
        People.PASSWORD.reveal(),
        WRONG,
        NEXT,
        WEAK,
        people.session(People.VIEWER).reveal(),
        people.session(People.ADA).reveal(),
        people.token(People.VIEWER).reveal());
  }

  private static String told(ILoggingEvent event) {
    return event.getFormattedMessage()
        + event.getKeyValuePairs()
        + (event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }

  @Test
  void no_answer_and_no_problem_tells_a_secret() {
    Secret token = people.token(People.VIEWER);
    try (ApiHouse house = AccessApi.open(people)) {
      List<ApiAnswer> answers = answers(house);

      assertThat(answers).extracting(ApiAnswer::status).contains(200, 201, 204, 401, 403, 422);
      for (String secret : secrets()) {
        assertThat(answers)
            .allSatisfy(
                answer -> assertThat(answer.text() + answer.headers()).doesNotContain(secret));
      }
    }
    assertThat(token.toString()).isEqualTo("***");
  }

  /**
   * Where nobody makes problems of refusals they are faults of ours, and logged with all we know.
   */
  @Test
  void no_log_tells_a_secret_even_when_everything_goes_wrong() {
    try (ApiHouse house = ApiHouse.open(people, AccessApi.routes(people))) {
      assertThat(answers(house)).extracting(ApiAnswer::status).contains(500);
    }

    assertThat(log.list).anySatisfy(event -> assertThat(event.getLevel()).isEqualTo(Level.ERROR));
    for (String secret : secrets()) {
      assertThat(log.list).allSatisfy(event -> assertThat(told(event)).doesNotContain(secret));
    }
  }
}
