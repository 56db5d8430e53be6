package dev.millrace.server.access.http;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Audit;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.AuditFilter;
import dev.millrace.server.access.AuditRecord;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.UserId;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Query;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.json.Cursor;
import dev.millrace.server.http.json.Page;
import dev.millrace.server.projects.Project;
import dev.millrace.server.projects.Projects;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows who changed what. */
public final class AuditRoutes {
  private static final Query<Optional<String>> PROJECT =
      Query.text("project", "the id of the project it belongs to", Project.MAX_ID);
  private static final Query<Optional<String>> USER =
      Query.text("user", "who changed it", UserId.MAX_LENGTH);
  private static final Query<Optional<String>> KIND =
      Query.text("kind", "of what was changed, such as user", AuditEntry.Thing.MAX_KIND);
  private static final Query<Optional<Instant>> SINCE =
      Query.moment("since", "the first moment wanted");
  private static final Query<Optional<Instant>> UNTIL =
      Query.moment("until", "the first moment not wanted");
  private static final Query<Optional<String>> CURSOR = Query.cursor();
  private static final Query<Integer> LIMIT = Query.limit(50, 100);

  private final Audit audit;
  private final Projects projects;

  public AuditRoutes(Audit audit, Projects projects) {
    this.audit = audit;
    this.projects = projects;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list-audits", "/api/v1/audit")
            .summary("Lists what was changed on the server, the newest first")
            .needs(new Needs.Administrator())
            .query(PROJECT, USER, KIND, SINCE, UNTIL, CURSOR, LIMIT)
            .answers(AuditPage.class)
            .by(call -> list(call, call.get(PROJECT).map(ProjectId::new))),
        Route.get("list-audits-of-project", "/api/v1/projects/{project}/audit")
            .summary("Lists what was changed in a project, the newest first")
            .needs(Needs.in(Permission.VIEW_AUDIT))
            .query(USER, KIND, SINCE, UNTIL, CURSOR, LIMIT)
            .answers(AuditPage.class)
            .by(call -> list(call, Optional.of(projects.find(call.project()).id()))));
  }

  private Answer list(Call call, Optional<ProjectId> project) {
    int limit = call.get(LIMIT);
    var filter =
        new AuditFilter(
            project,
            call.get(USER).map(Named::wanted),
            call.get(KIND),
            call.get(SINCE),
            call.get(UNTIL));
    Optional<AuditRecord.Place> before =
        call.get(CURSOR).map(text -> Cursor.read(text, 2, AuditRoutes::place));
    return Answer.ok(
        AuditPage.of(
            Page.of(
                audit.list(filter, before, limit + 1),
                limit,
                record -> Cursor.of(record.place().at(), record.place().id()))));
  }

  private static AuditRecord.Place place(List<String> pieces) {
    return new AuditRecord.Place(Instant.parse(pieces.get(0)), pieces.get(1));
  }
}
