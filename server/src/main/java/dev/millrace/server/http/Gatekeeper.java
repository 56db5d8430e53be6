package dev.millrace.server.http;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Doors;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.Principal;
import dev.millrace.server.access.Secret;
import dev.millrace.server.access.Sessions;
import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.http.problem.Refused;
import io.javalin.http.Context;
import java.util.Optional;

/** Lets in who meets the needs of a route. */
final class Gatekeeper {
  private final Doors doors;

  Gatekeeper(Doors doors) {
    this.doors = doors;
  }

  /**
   * Who it is, if they may.
   *
   * @throws Refused if they may not. Who may not even see a project is told that there is none
   */
  Optional<Principal> admit(Route route, Context context, Credentials shown) {
    Optional<Principal> principal = principal(route, shown);
    if (!route.method().isSafe()) {
      requireOurPage(context, shown, principal);
    }
    switch (route.needs()) {
      case Needs.Nothing() -> {}
      case Needs.SignedIn() -> {
        var _ = require(principal);
      }
      case Needs.Administrator() -> {
        if (!require(principal).mayAdminister()) {
          throw Refused.of(ProblemKind.FORBIDDEN, HttpWording.NEEDS_ADMINISTRATOR.of());
        }
      }
      case Needs.InProject(var permission) ->
          requirePermission(
              require(principal), permission, new ProjectId(context.pathParam("project")));
    }
    return principal;
  }

  /** Where anybody may look, it does not matter if nobody can be known at this moment. */
  private Optional<Principal> principal(Route route, Credentials shown) {
    try {
      return shown.principal(doors);
    } catch (StoreUnavailable away) {
      if (route.needs() instanceof Needs.Nothing && route.method().isSafe()) {
        return Optional.empty();
      }
      throw away;
    }
  }

  private static Principal require(Optional<Principal> principal) {
    return principal.orElseThrow(
        () -> Refused.of(ProblemKind.NOT_SIGNED_IN, HttpWording.SIGN_IN.of()));
  }

  private void requirePermission(Principal who, Permission permission, ProjectId project) {
    if (doors.may(who, permission, project)) {
      return;
    }
    boolean isKnown = who.isAdministrator() || doors.roleOf(who.user(), project).isPresent();
    if (!isKnown || !who.isWithin(project)) {
      throw Refused.notFound(HttpWording.NO_SUCH_PROJECT.of(project));
    }
    throw Refused.of(
        ProblemKind.FORBIDDEN,
        who.isWithinScope(permission)
            ? HttpWording.NOT_ALLOWED.of(Query.written(permission.lowestRole()), project)
            : HttpWording.TOKEN_TOO_NARROW.of(Query.written(permission), project));
  }

  /** A browser sends its cookie along with whatever a page of others makes it send. */
  private static void requireOurPage(
      Context context, Credentials shown, Optional<Principal> principal) {
    boolean isForeign = "cross-site".equals(context.header("Sec-Fetch-Site"));
    boolean isProved =
        principal.isEmpty()
            || shown.session().isEmpty()
            || Optional.ofNullable(context.header("X-CSRF-Token"))
                .filter(token -> Sessions.isOfOurPage(shown.session().get(), secret(token)))
                .isPresent();
    if ((isForeign && shown.token().isEmpty()) || !isProved) {
      throw Refused.of(ProblemKind.FORBIDDEN, HttpWording.NOT_FROM_OUR_PAGE.of());
    }
  }

  private static Secret secret(String text) {
    return new Secret(text);
  }
}
