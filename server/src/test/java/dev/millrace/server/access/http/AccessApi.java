package dev.millrace.server.access.http;

import dev.millrace.server.access.UserId;
import dev.millrace.server.access.memory.MemoryAccess;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.People;
import dev.millrace.server.projects.Project;
import dev.millrace.server.projects.Projects;
import dev.millrace.server.projects.http.ProjectProblems;
import dev.millrace.server.projects.http.ProjectRoutes;
import dev.millrace.server.projects.memory.MemoryProjects;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** All routes of access and projects, with the projects alpha and beta of {@link People}. */
public final class AccessApi {
  private AccessApi() {}

  public static ApiHouse open(People people) {
    return ApiHouse.open(people, routes(people), List.of(AccessProblems::of, ProjectProblems::of));
  }

  public static List<Route> routes(People people) {
    var projects =
        new Projects(new MemoryProjects((MemoryAccess) people.store), people.doors, people.clock);
    make(people, projects, People.ADMINISTRATOR, "alpha");
    make(people, projects, People.OUTSIDER, "beta");
    var routes = new ArrayList<Route>();
    routes.addAll(new SetupRoutes(people.setup, people.signIn).routes());
    routes.addAll(
        new SessionRoutes(
                people.signIn, people.sessions, people.tokens, people.users, people.memberships)
            .routes());
    routes.addAll(new OwnRoutes(people.users, people.passwords, people.sessions).routes());
    routes.addAll(new OwnTokenRoutes(people.tokens).routes());
    routes.addAll(new UserRoutes(people.users).routes());
    routes.addAll(
        new UserProofRoutes(people.users, people.passwords, people.sessions, people.tokens)
            .routes());
    routes.addAll(new MemberRoutes(people.memberships, projects).routes());
    routes.addAll(new AuditRoutes(people.audit, projects).routes());
    routes.addAll(new ProjectRoutes(projects).routes());
    return routes;
  }

  private static void make(People people, Projects projects, UserId by, String id) {
    var _ = projects.create(people.signedIn(by), id, Project.Details.named("The " + id));
  }

  /** JSON, written with single quotes. */
  public static String json(String text) {
    return text.replace('\'', '"');
  }

  /** A field of each thing in a list. */
  public static List<String> each(JsonNode items, String field) {
    var texts = new ArrayList<String>();
    for (JsonNode item : items) {
      texts.add(item.required(field).stringValue());
    }
    return texts;
  }
}
