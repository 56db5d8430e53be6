package dev.millrace.server.access.http;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Membership;
import dev.millrace.server.access.Memberships;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.Role;
import dev.millrace.server.access.UserId;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Query;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.json.Cursor;
import dev.millrace.server.http.json.Page;
import dev.millrace.server.projects.Projects;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who is what in a project. Also of a disabled one: that nothing can be started there must not keep
 * anybody from taking rights away.
 */
public final class MemberRoutes {
  private static final String MEMBERS = "/api/v1/projects/{project}/members";
  private static final String MEMBER = MEMBERS + "/{user}";

  private static final Query<Optional<String>> CURSOR = Query.cursor();
  private static final Query<Integer> LIMIT = Query.limit(50, 100);

  private final Memberships memberships;
  private final Projects projects;

  public MemberRoutes(Memberships memberships, Projects projects) {
    this.memberships = memberships;
    this.projects = projects;
  }

  /**
   * What somebody is from now on.
   *
   * @param until the first moment they are it no longer; absent: until somebody changes it
   */
  public record NewRole(Role role, Optional<Instant> until) {}

  /**
   * What a user is in the project.
   *
   * @param until the first moment they are it no longer, perhaps past; absent: until somebody
   *     changes it
   */
  public record MemberView(String user, Role role, Instant since, Optional<Instant> until) {
    static MemberView of(Membership membership) {
      return new MemberView(
          membership.user().value(), membership.role(), membership.since(), membership.until());
    }
  }

  /**
   * Some members, by their names.
   *
   * @param next where the next page begins; absent: there is none
   */
  public record MemberPage(List<MemberView> items, Optional<String> next) {
    static MemberPage of(Page<Membership> page) {
      return new MemberPage(page.items().stream().map(MemberView::of).toList(), page.next());
    }
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list-members", MEMBERS)
            .summary("Lists the members of a project by their names")
            .needs(Needs.in(Permission.VIEW_PROJECT))
            .query(CURSOR, LIMIT)
            .answers(MemberPage.class)
            .by(this::list),
        Route.put("put-member", MEMBER)
            .summary("Makes a user a member of a project, or another kind of member")
            .needs(Needs.in(Permission.MANAGE_MEMBERS))
            .answers(MemberView.class)
            .takes(NewRole.class)
            .by(this::put),
        Route.delete("remove-member", MEMBER)
            .summary("Ends a membership")
            .needs(Needs.in(Permission.MANAGE_MEMBERS))
            .by(this::remove));
  }

  private ProjectId project(Call call) {
    return projects.find(call.project()).id();
  }

  private Answer list(Call call) {
    int limit = call.get(LIMIT);
    Optional<UserId> after =
        call.get(CURSOR).map(text -> Cursor.read(text, 1, pieces -> new UserId(pieces.getFirst())));
    return Answer.ok(
        MemberPage.of(
            Page.of(
                memberships.in(project(call), after, limit + 1),
                limit,
                member -> Cursor.of(member.user()))));
  }

  private Answer put(Call call, NewRole body) {
    return Answer.ok(
        MemberView.of(
            memberships.put(
                call.actor(), project(call), Named.userId(call), body.role(), body.until())));
  }

  private Answer remove(Call call) {
    memberships.remove(call.actor(), project(call), Named.userId(call));
    return Answer.done();
  }
}
