package dev.millrace.server.builds.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.access.Permission;
import dev.millrace.server.builds.http.testing.Reply;
import dev.millrace.server.http.Method;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Route;
import dev.millrace.server.logs.http.LogFollows;
import dev.millrace.server.logs.http.LogRoutes;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every route of builds and logs, asked by everybody. */
class WhoMayTest extends HouseTest {
  private PipelineId pipeline;
  private Build build;
  private List<Route> inProject;

  @BeforeEach
  void oneBuildWithALog() {
    var follows = LogFollows.open(house.platform.builds(), house.logs);
    house.serve(new LogRoutes(house.views, house.logs, follows).routes());
    pipeline = house.ofSteps("", "run: make");
    build = house.start(pipeline);
    var worker = house.worker(build);
    worker.say("hello");
    worker.fail("no");
    inProject =
        house.routes().stream().filter(route -> route.needs() instanceof Needs.InProject).toList();
  }

  private Reply ask(String user, Route route, String project) {
    String path =
        route
            .path()
            .replace("{project}", project)
            .replace("{pipeline}", pipeline.value())
            .replace("{build}", build.id().value())
            .replace("{stage}", build.stages().getFirst().id().value())
            .replace("{job}", "only")
            .replace("{task}", "only:1");
    return house.send(
        house.request(
            user, route.method().name(), path, route.body().isPresent() ? body(route) : ""));
  }

  private static String body(Route route) {
    return switch (route.id()) {
      case "put-build-remark" -> "{\"remark\": \"\"}";
      case "retry-build" -> "{\"scope\": \"whole\"}";
      case "start-build", "restart-build", "cancel-build", "continue-task" -> "{}";
      default -> "{\"approved\": true}";
    };
  }

  @Test
  void nobody_is_served_who_does_not_say_who_they_are() {
    assertThat(inProject).hasSizeGreaterThan(20);
    for (Route route : inProject) {
      assertThat(ask("", route, "demo").status()).as(route.id()).isEqualTo(401);
    }
  }

  @Test
  void to_strangers_there_is_no_such_project() {
    for (Route route : inProject) {
      assertThat(ask("sue", route, "demo").status()).as(route.id()).isEqualTo(404);
    }
  }

  @Test
  void a_build_of_another_project_is_not_there_whatever_one_may_in_ones_own() {
    for (Route route : inProject) {
      if (route.path().contains("{build}") || route.path().contains("{pipeline}")) {
        assertThat(ask("sue", route, "other").status()).as(route.id()).isEqualTo(404);
        assertThat(ask("root", route, "other").status()).as(route.id()).isEqualTo(404);
      }
    }
  }

  @Test
  void who_may_only_look_gets_what_changes_nothing_and_no_more() {
    for (Route route : inProject) {
      int status = ask("vic", route, "demo").status();
      if (route.method() == Method.GET) {
        assertThat(status).as(route.id()).isEqualTo(200);
      } else if (route.needs().equals(Needs.in(Permission.EXECUTE_PIPELINE))
          || route.id().equals("cancel-build")) {
        assertThat(status).as(route.id()).isEqualTo(403);
      } else {
        // They may be asked by a build; this one asks nobody.
        assertThat(status).as(route.id()).isEqualTo(409);
      }
    }
  }

  @Test
  void who_may_run_is_not_forbidden_anything_here() {
    // What only shows comes first: a log of a build that runs again has no end to wait for.
    List<Route> showingFirst =
        inProject.stream().sorted(Comparator.comparing(route -> !route.method().isSafe())).toList();
    for (Route route : showingFirst) {
      assertThat(ask("rob", route, "demo").status()).as(route.id()).isIn(200, 201, 202, 409);
    }
  }
}
