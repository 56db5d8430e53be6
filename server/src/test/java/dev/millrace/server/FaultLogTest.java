package dev.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.http.problem.Refused;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.CapturedLog;
import dev.millrace.server.http.testing.People;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultLogTest {
  private static final List<Route> ROUTES =
      List.of(
          failing("fail", new IllegalStateException("broken on purpose")),
          failing("away", new StoreUnavailable("gone on purpose", new RuntimeException())),
          failing("busy", Refused.of(ProblemKind.UNAVAILABLE, HttpWording.STOPPING.of())),
          failing("missing", Refused.notFound(HttpWording.NOTHING_HERE.of("it"))));

  private static Route failing(String id, RuntimeException failure) {
    return Route.get(id, "/" + id)
        .needs(new Needs.SignedIn())
        .by(_ -> {
          throw failure;
        });
  }

  @ParameterizedTest
  @CsvSource({"fail, 500", "away, 503", "busy, 503"})
  void a_fault_of_ours_is_found_in_the_log_by_the_reference_the_client_is_told(
      String route, int status) {
    try (var log = CapturedLog.ofAll();
        var house = ApiHouse.open(new People(), ROUTES)) {
      ApiAnswer answer = house.as(People.VIEWER).get("/" + route);

      assertThat(answer.status()).isEqualTo(status);
      String reference = answer.json().required("request").stringValue();
      assertThat(log.entries())
          .filteredOn(entry -> reference.equals(entry.keys().get("request")))
          .filteredOn(entry -> entry.level().isGreaterOrEqual(Level.WARN))
          .singleElement()
          .satisfies(entry -> {
            assertThat(entry.keys())
                .containsEntry("route", route)
                .containsEntry("user", People.VIEWER.value());
            assertThat(answer.text()).doesNotContain("on purpose");
          });
    }
  }

  @Test
  void what_the_client_did_wrong_is_no_warning() {
    try (var log = CapturedLog.ofAll();
        var house = ApiHouse.open(new People(), ROUTES)) {
      String reference =
          house.as(People.VIEWER).get("/missing").json().required("request").stringValue();

      assertThat(log.entries())
          .filteredOn(entry -> reference.equals(entry.keys().get("request")))
          .noneMatch(entry -> entry.level().isGreaterOrEqual(Level.WARN));
    }
  }
}
