package dev.millrace.server.access.http;

import dev.millrace.server.access.Membership;
import dev.millrace.server.access.Memberships;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.Principal;
import dev.millrace.server.access.Role;
import dev.millrace.server.access.Secret;
import dev.millrace.server.access.Sessions;
import dev.millrace.server.access.SignIn;
import dev.millrace.server.access.Tokens;
import dev.millrace.server.access.User;
import dev.millrace.server.access.Users;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Route;
import java.util.List;
import java.util.Optional;

/** Signs people in and out, and tells them who they are. */
public final class SessionRoutes {
  private static final String SESSION = "/api/v1/session";

  private final Entrance entrance;
  private final Sessions sessions;
  private final Tokens tokens;
  private final Users users;
  private final Memberships memberships;

  public SessionRoutes(
      SignIn signIn, Sessions sessions, Tokens tokens, Users users, Memberships memberships) {
    this.entrance = new Entrance(signIn);
    this.sessions = sessions;
    this.tokens = tokens;
    this.users = users;
    this.memberships = memberships;
  }

  /** What somebody shows to sign in. */
  public record NameAndPassword(String user, Secret password) {}

  /** By what somebody has proved who they are. */
  public enum Proof {
    SESSION,
    TOKEN
  }

  /**
   * Who sent the request.
   *
   * @param csrfToken the proof of page: to be sent as {@code X-CSRF-Token} with every change;
   *     absent where a token was shown, which needs none
   * @param scopes what the token shown is limited to; absent: nothing
   * @param projects in which they are something by a membership; administrators of the server may
   *     do everything in all others too
   */
  public record Who(
      UserView user,
      Proof provedBy,
      Optional<String> csrfToken,
      Optional<List<Permission>> scopes,
      List<RoleIn> projects) {}

  /** What somebody is in a project. */
  public record RoleIn(String project, Role role) {
    static RoleIn of(Membership membership) {
      return new RoleIn(membership.project().value(), membership.role());
    }
  }

  public List<Route> routes() {
    return List.of(
        Route.post("sign-in", SESSION)
            .summary("Begins a session, which the cookie of the answer holds")
            .needs(new Needs.Nothing())
            .answers(201, Entrance.SignedInView.class)
            .holdsSecret()
            .takes(NameAndPassword.class)
            .by((call, body) -> entrance.enter(call, body.user(), body.password())),
        Route.get("get-session", SESSION)
            .summary("Tells who sends this, by what they proved it, and what they are where")
            .needs(new Needs.SignedIn())
            .answers(Who.class)
            .by(this::who),
        Route.delete("sign-out", SESSION)
            .summary(
                "Ends the session and takes its cookie; who shows a token ends that token instead")
            .needs(new Needs.SignedIn())
            .by(this::signOut));
  }

  private Answer who(Call call) {
    Principal principal = call.who();
    User user = users.find(principal.user()).orElseThrow();
    return Answer.ok(
        new Who(
            UserView.of(user),
            principal.session().isPresent() ? Proof.SESSION : Proof.TOKEN,
            principal
                .session()
                .flatMap(_ -> call.session())
                .map(secret -> Sessions.proofOfPage(secret).reveal()),
            principal.scopes().map(scopes -> scopes.stream().sorted().toList()),
            memberships.of(user.id()).stream()
                .filter(membership -> principal.isWithin(membership.project()))
                .map(RoleIn::of)
                .toList()));
  }

  private Answer signOut(Call call) {
    if (call.who().token().isPresent()) {
      tokens.endShown(call.actor());
      return Answer.done();
    }
    sessions.end(call.actor(), Named.session(call));
    return call.withoutSession(Answer.done());
  }
}
