package dev.millrace.server.projects.http;

import dev.millrace.server.access.Permission;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Query;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.json.Cursor;
import dev.millrace.server.http.json.Page;
import dev.millrace.server.projects.Project;
import dev.millrace.server.projects.ProjectLimits;
import dev.millrace.server.projects.ProjectQuery;
import dev.millrace.server.projects.Projects;
import java.util.List;
import java.util.Optional;

/** Lists, makes, shows and changes projects. */
public final class ProjectRoutes {
  private static final String PROJECTS = "/api/v1/projects";
  private static final String PROJECT = PROJECTS + "/{project}";

  private static final Query<Optional<String>> NAME =
      Query.text("name", "a part of the name or the id, whatever its case", Project.MAX_NAME);
  private static final Query<Optional<String>> CURSOR = Query.cursor();
  private static final Query<Integer> LIMIT = Query.limit(50, 100);

  private final Projects projects;

  public ProjectRoutes(Projects projects) {
    this.projects = projects;
  }

  /**
   * A project to be made.
   *
   * @param id never changes
   * @param description absent: none
   * @param maxPipelines that it may have; absent: as many as usual. Only administrators of the
   *     server say another number
   */
  public record NewProject(
      String id, String name, Optional<String> description, Optional<Integer> maxPipelines) {
    Project.Details details() {
      return new Project.Details(
          name,
          description.orElse(""),
          true,
          maxPipelines.map(ProjectLimits::new).orElse(ProjectLimits.STANDARD));
    }
  }

  /**
   * What a project is from now on; whether it is enabled stays.
   *
   * @param maxPipelines absent: stays
   */
  public record ChangedProject(String name, String description, Optional<Integer> maxPipelines) {
    Project.Details details(Project.Details was) {
      return new Project.Details(
          name,
          description,
          was.isEnabled(),
          maxPipelines.map(ProjectLimits::new).orElse(was.limits()));
    }
  }

  /**
   * Some projects, by their names.
   *
   * @param next where the next page begins; absent: there is none
   */
  public record ProjectPage(List<ProjectView> items, Optional<String> next) {
    static ProjectPage of(Page<Project> page) {
      return new ProjectPage(page.items().stream().map(ProjectView::of).toList(), page.next());
    }
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list-projects", PROJECTS)
            .summary("Lists the projects one may view, by their names")
            .needs(new Needs.SignedIn())
            .query(NAME, CURSOR, LIMIT)
            .answers(ProjectPage.class)
            .by(this::list),
        Route.post("make-project", PROJECTS)
            .summary("Makes a project; whoever does is its first administrator")
            .needs(new Needs.SignedIn())
            .answers(201, ProjectView.class)
            .takes(NewProject.class)
            .by(this::make),
        Route.get("get-project", PROJECT)
            .summary("Shows a project")
            .needs(Needs.in(Permission.VIEW_PROJECT))
            .answers(ProjectView.class)
            .by(call -> shown(projects.find(call.project()))),
        Route.put("change-project", PROJECT)
            .summary("Changes a project")
            .needs(Needs.in(Permission.MANAGE_PROJECT))
            .answers(ProjectView.class)
            .takes(ChangedProject.class)
            .by(this::change),
        Route.post("enable-project", PROJECT + "/enable")
            .summary("Lets things in a project be started and changed again")
            .needs(Needs.in(Permission.MANAGE_PROJECT))
            .answers(ProjectView.class)
            .by(call -> setEnabled(call, true)),
        Route.post("disable-project", PROJECT + "/disable")
            .summary("Lets nothing in a project be started or changed")
            .needs(Needs.in(Permission.MANAGE_PROJECT))
            .answers(ProjectView.class)
            .by(call -> setEnabled(call, false)));
  }

  private Answer list(Call call) {
    int limit = call.get(LIMIT);
    Optional<Project.Place> after =
        call.get(CURSOR)
            .map(text ->
                Cursor.read(text, 2, pieces -> new Project.Place(pieces.get(0), pieces.get(1))));
    return Answer.ok(
        ProjectPage.of(
            Page.of(
                projects.list(call.who(), new ProjectQuery(call.get(NAME), after, limit + 1)),
                limit,
                project -> Cursor.of(project.place().nameKey(), project.place().idKey()))));
  }

  private static Answer shown(Project project) {
    return Answer.ok(ProjectView.of(project)).at(project.version());
  }

  private Answer make(Call call, NewProject body) {
    Project made = projects.create(call.actor(), body.id(), body.details());
    return Answer.created(PROJECTS + "/" + made.id(), ProjectView.of(made)).at(made.version());
  }

  /** What stays is taken from the version that the change is decided on, or the change is stale. */
  private Answer change(Call call, ChangedProject body) {
    Project was = projects.find(call.project());
    return shown(
        projects.change(
            call.actor(), was.id(), call.expectedVersion(), body.details(was.details())));
  }

  private Answer setEnabled(Call call, boolean enabled) {
    return shown(
        projects.setEnabled(call.actor(), call.project(), call.expectedVersion(), enabled));
  }
}
