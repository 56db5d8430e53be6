package dev.millrace.cli.client;

import dev.millrace.cli.arguments.Invocation;
import dev.millrace.cli.session.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Lists projects, makes them, and says which one is meant. */
final class ProjectCommands {
  static final String PROJECTS = "/api/v1/projects";
  private static final int MOST = 10_000;

  private final Api api;
  private final Printing printing;

  ProjectCommands(Api api, Printing printing) {
    this.api = api;
    this.printing = printing;
  }

  /** {@code project list}: those one may view, by their names. */
  ExitCode list() {
    List<JsonNode> projects = api.list(PROJECTS + "?limit=100", MOST);
    if (printing.json()) {
      projects.forEach(printing::asJson);
    } else if (projects.isEmpty()) {
      printing.say("client.no-projects");
    } else {
      printing.table(
          projects.stream()
              .map(each -> List.of(each.path("id").asString(""), each.path("name").asString("")))
              .toList());
    }
    return ExitCode.SUCCESS;
  }

  /** {@code project create}. */
  ExitCode create(Invocation invocation) {
    String id = invocation.operands().getFirst();
    JsonNode made =
        api.post(PROJECTS, Map.of("id", id, "name", invocation.value("name").orElse(id)));
    if (!printing.asJson(made)) {
      printing.say("client.made-project", id);
    }
    return ExitCode.SUCCESS;
  }

  /** {@code project use}: means this project from now on, where none is named. */
  ExitCode use(Invocation invocation, Target target, KnownServers servers) {
    String id = invocation.operands().getFirst();
    String name = target.name().orElseThrow(() -> ClientError.wrong("client.no-server"));
    var _ = api.get(PROJECTS + "/" + Api.segment(id));
    KnownServers.Known known = servers.all().get(name);
    if (known == null) {
      throw ClientError.wrong("client.no-server");
    }
    servers.keep(
        name, new KnownServers.Known(known.url(), known.token(), known.user(), Optional.of(id)));
    printing.say("client.uses-project", id, name);
    return ExitCode.SUCCESS;
  }
}
