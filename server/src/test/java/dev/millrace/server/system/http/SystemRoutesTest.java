package dev.millrace.server.system.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.access.Permission;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import dev.millrace.server.events.LiveEvents;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.People;
import dev.millrace.server.system.BuildFigures;
import dev.millrace.server.system.ServerProcess;
import dev.millrace.server.system.ServerProcess.EmbeddedAgent;
import dev.millrace.server.system.Workshop;
import dev.millrace.server.system.metrics.ServerMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SystemRoutesTest {
  @TempDir Path folder;

  private final People people = new People();
  private final Workshop workshop = new Workshop();
  private final BuildFigures figures = BuildFigures.of(workshop.rooms.builds());
  private final LiveEvents events = new LiveEvents(workshop.clock);
  private final ServerMetrics metrics = new ServerMetrics();
  private Database database;
  private ApiHouse house;

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(folder.resolve("rows.db"));
    house = house(Optional.of(new EmbeddedAgent("embedded", 4)));
  }

  private ApiHouse house(Optional<EmbeddedAgent> agent) {
    var process = new ServerProcess("1.2.3", workshop.clock.instant(), agent);
    List<Route> routes =
        new ArrayList<>(
            new SystemRoutes(process, figures, events, database, workshop.clock).routes());
    routes.addAll(new MetricsRoutes(metrics).routes());
    return ApiHouse.open(people, routes);
  }

  @AfterEach
  void close() {
    house.close();
    metrics.close();
    figures.close();
    workshop.close();
    database.close();
  }

  @Test
  void the_status_names_what_runs_and_how_long_it_has() {
    workshop.start("b-1");
    assertThat(figures.awaitCaughtUp(Duration.ofSeconds(30))).isTrue();
    workshop.clock.advance(Duration.ofSeconds(90));

    JsonNode status = json("/api/system/status");

    assertThat(status.required("uptime").intValue()).isEqualTo(90);
    assertThat(status.required("version").stringValue()).isEqualTo("1.2.3");
    assertThat(status.required("mode").stringValue()).isEqualTo("DISPATCHER");
    JsonNode builds = component(status, "Builds");
    assertThat(builds.required("running").booleanValue()).isTrue();
    assertThat(builds.required("details").required("running").intValue()).isEqualTo(1);
    assertThat(component(status, "EmbeddedAgent").required("details").required("atWork").intValue())
        .isEqualTo(2);
  }

  private static JsonNode component(JsonNode status, String name) {
    return status
        .required("components")
        .valueStream()
        .filter(each -> each.required("name").stringValue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void without_its_database_the_server_says_that_builds_do_not_run() {
    database.close();

    JsonNode status = json("/api/system/status");

    assertThat(component(status, "Database").required("running").booleanValue()).isFalse();
    assertThat(component(status, "Builds").required("running").booleanValue()).isFalse();
  }

  @Test
  void metrics_tell_true_figures() {
    BuildId first = workshop.start("b-1");
    BuildId second = workshop.start("b-2");
    workshop.startWorker(first, "one");
    workshop.cancel(second);
    assertThat(figures.awaitCaughtUp(Duration.ofSeconds(30))).isTrue();

    JsonNode metrics = json("/api/system/metrics");

    JsonNode tasks = metrics.required("tasks");
    assertThat(tasks.required("running").intValue()).isEqualTo(1);
    assertThat(tasks.required("assigning").intValue()).isEqualTo(1);
    assertThat(tasks.required("monitored").intValue()).isEqualTo(2);
    assertThat(tasks.required("cancelled").intValue()).isEqualTo(2);
    assertThat(tasks.required("total").intValue()).isEqualTo(4);
    JsonNode builds = metrics.required("builds");
    assertThat(builds.required("running").intValue()).isEqualTo(1);
    assertThat(builds.required("cancelled").intValue()).isEqualTo(1);
    JsonNode agents = metrics.required("skalds");
    assertThat(agents.required("online").intValue()).isEqualTo(1);
    assertThat(agents.required("busyNodes").intValue()).isEqualTo(1);
    assertThat(agents.required("availableNodes").intValue()).isEqualTo(1);
    JsonNode performance = metrics.required("performance");
    assertThat(performance.required("taskDistribution").required("embedded").intValue())
        .isEqualTo(2);
    assertThat(performance.required("systemLoad").required("skaldUtilization").doubleValue())
        .isEqualTo(0.5);
    assertThat(metrics.required("timestamp").longValue())
        .isEqualTo(workshop.clock.instant().toEpochMilli());
  }

  @Test
  void a_server_without_an_agent_has_none() {
    try (var bare = house(Optional.empty())) {
      JsonNode metrics = bare.as(People.VIEWER).get("/api/system/metrics").json();

      assertThat(metrics.required("skalds").required("total").intValue()).isZero();
      assertThat(metrics.required("performance").required("taskDistribution").isEmpty()).isTrue();
    }
  }

  @Test
  void the_version_is_told() {
    JsonNode version = json("/api/system/version");

    assertThat(version.required("version").stringValue()).isEqualTo("1.2.3");
    assertThat(version.required("dependencies").required("java").stringValue())
        .isEqualTo(Runtime.version().toString());
  }

  @Test
  void strangers_are_told_nothing_of_the_system() {
    for (String path : List.of("status", "metrics", "version")) {
      assertThat(house.stranger().get("/api/system/" + path).status()).isEqualTo(401);
    }
  }

  @Test
  void an_administrator_reads_what_is_measured_with_a_token_and_nobody_else_does() {
    ApiAnswer measured = house.as(People.ADA).get("/api/v1/metrics");
    var limited =
        people.token(People.ADA, Optional.of(Set.of(Permission.VIEW_BUILD)), Optional.empty());

    assertThat(measured.status()).isEqualTo(200);
    assertThat(measured.header("Content-Type").orElse("").replace(" ", ""))
        .startsWith("text/plain;version=0.0.4");
    assertThat(measured.text()).contains("jvm_memory_used_bytes");
    assertThat(house.stranger().get("/api/v1/metrics").status()).isEqualTo(401);
    assertThat(house.as(People.ADMINISTRATOR).get("/api/v1/metrics").status()).isEqualTo(403);
    assertThat(house.withToken(limited).get("/api/v1/metrics").status()).isEqualTo(403);
  }

  private JsonNode json(String path) {
    ApiAnswer answer = house.as(People.VIEWER).get(path);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }
}
