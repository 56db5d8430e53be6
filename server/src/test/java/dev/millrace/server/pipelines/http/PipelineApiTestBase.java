package dev.millrace.server.pipelines.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.access.UserId;
import dev.millrace.server.access.memory.MemoryAccess;
import dev.millrace.server.builds.PipelineActivity;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.json.Json;
import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.ApiClient;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.People;
import dev.millrace.server.pipelines.PipelineIds;
import dev.millrace.server.pipelines.PipelineVersions;
import dev.millrace.server.pipelines.Pipelines;
import dev.millrace.server.pipelines.RunnablePipelines;
import dev.millrace.server.pipelines.VersionReferences;
import dev.millrace.server.pipelines.memory.MemoryPipelineStore;
import dev.millrace.server.projects.Project;
import dev.millrace.server.projects.ProjectDisabled;
import dev.millrace.server.projects.ProjectLimits;
import dev.millrace.server.projects.Projects;
import dev.millrace.server.projects.UnknownProject;
import dev.millrace.server.projects.memory.MemoryProjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** The routes of the room over real HTTP, with two projects; alpha may have three pipelines. */
class PipelineApiTestBase {
  static final String ALPHA = "/api/v1/projects/alpha/pipelines";
  static final String BETA = "/api/v1/projects/beta/pipelines";
  static final int MOST = 3;
  static final String TEXT = "version: v3.0\nsteps:\n  - run: make\n";

  final People people = new People();
  final Projects projects =
      new Projects(new MemoryProjects((MemoryAccess) people.store), people.doors, people.clock);
  final MemoryPipelineStore store = new MemoryPipelineStore();
  private final ApiHouse house =
      ApiHouse.open(people, routes(), List.of(PipelineApiTestBase::problem));
  final ApiClient developer = house.as(People.DEVELOPER);
  final ApiClient maintainer = house.as(People.MAINTAINER);
  final ApiClient viewer = house.as(People.VIEWER);

  private List<Route> routes() {
    var pipelines = new Pipelines(store, people.clock, new PipelineIds(people.random));
    var versions = new PipelineVersions(store, people.clock, VersionReferences.NONE);
    LastBuilds builds =
        ids ->
            ids.stream()
                .collect(
                    Collectors.toMap(id -> id, _ -> new PipelineActivity(Optional.empty(), 2)));
    var routes = new ArrayList<>(new PipelineRoutes(pipelines, projects, builds).routes());
    routes.addAll(new PipelineListRoute(pipelines, projects, builds).routes());
    routes.addAll(new DraftRoutes(versions, pipelines, projects, builds).routes());
    routes.addAll(
        new VersionRoutes(versions, new RunnablePipelines(store), pipelines, projects).routes());
    return routes;
  }

  private static Optional<Problem> problem(RuntimeException thrown) {
    return switch (thrown) {
      case ProjectDisabled disabled ->
          Optional.of(Problem.of(ProblemKind.CONFLICT, disabled.reason()));
      case UnknownProject unknown ->
          Optional.of(Problem.of(ProblemKind.NOT_FOUND, unknown.reason()));
      default -> PipelineProblems.of(thrown);
    };
  }

  @BeforeEach
  void makeProjects() {
    var _ =
        projects.create(
            people.signedIn(People.ADA),
            "alpha",
            new Project.Details("Alpha", "", true, new ProjectLimits(MOST)));
    var _ =
        projects.create(people.signedIn(People.OUTSIDER), "beta", Project.Details.named("Beta"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  ApiClient as(UserId user) {
    return house.as(user);
  }

  ApiHouse house() {
    return house;
  }

  void disableAlpha() {
    var _ = projects.setEnabled(people.signedIn(People.ADA), People.ALPHA, 1, false);
  }

  /** A JSON object of names and values, by turns. */
  static String json(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
    }
    return Json.written(fields);
  }

  /** A new pipeline's path. */
  String created(String name) {
    return created(name, TEXT);
  }

  String created(String name, String text) {
    ApiAnswer answer = developer.post(ALPHA, json("name", name, "definition", text));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.header("Location").orElseThrow();
  }

  /** One whose draft is released. */
  String released(String name) {
    String path = created(name);
    assertThat(release(path).status()).isEqualTo(200);
    return path;
  }

  ApiAnswer release(String path) {
    return seen(developer, stampOf(path)).post(path + "/release", json("description", ""));
  }

  long stampOf(String path) {
    return developer.get(path + "/draft").json().required("stamp").longValue();
  }

  /** Somebody who has just looked at a pipeline. */
  ApiClient seeing(ApiClient client, String path) {
    return seen(client, viewer.get(path).json().required("revision").longValue());
  }

  static ApiClient seen(ApiClient client, long stamp) {
    return client.with("If-Match", "\"" + stamp + "\"");
  }

  static void assertProblem(ApiAnswer answer, int status, String reason) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.reason()).isEqualTo(reason);
  }

  /** The entry of a problem's errors that is about this place. */
  static JsonNode errorAt(ApiAnswer answer, String where) {
    return answer
        .json()
        .required("errors")
        .valueStream()
        .filter(error -> error.required("where").stringValue().equals(where))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing at " + where + ": " + answer.text()));
  }
}
