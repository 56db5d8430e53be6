package dev.millrace.server.access.http;

import dev.millrace.server.access.Passwords;
import dev.millrace.server.access.Secret;
import dev.millrace.server.access.Sessions;
import dev.millrace.server.access.User;
import dev.millrace.server.access.Users;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Route;
import java.util.List;
import java.util.Optional;

/** What people see and change of themselves: their name, password and sessions. */
public final class OwnRoutes {
  static final String ME = "/api/v1/me";

  private final Users users;
  private final Passwords passwords;
  private final Sessions sessions;

  public OwnRoutes(Users users, Passwords passwords, Sessions sessions) {
    this.users = users;
    this.passwords = passwords;
    this.sessions = sessions;
  }

  /**
   * What changes; what is absent stays as it is.
   *
   * @param email empty: none any more
   */
  public record Renaming(Optional<String> name, Optional<String> email) {}

  /**
   * Another password.
   *
   * @param present the one there is
   * @param next the one to be
   */
  public record PasswordChange(Secret present, Secret next) {}

  public List<Route> routes() {
    return List.of(
        Route.get("get-me", ME)
            .summary("Shows the user who sends this")
            .needs(new Needs.SignedIn())
            .answers(UserView.class)
            .by(call -> shown(me(call))),
        Route.patch("change-me", ME)
            .summary("Changes one's name to show or e-mail address")
            .needs(new Needs.SignedIn())
            .answers(UserView.class)
            .takes(Renaming.class)
            .by(this::rename),
        Route.put("change-my-password", ME + "/password")
            .summary("Changes one's password and ends all other sessions of one's own")
            .needs(new Needs.SignedIn())
            .holdsSecret()
            .takes(PasswordChange.class)
            .by(this::changePassword),
        Route.get("list-my-sessions", ME + "/sessions")
            .summary("Lists one's live sessions")
            .needs(new Needs.SignedIn())
            .answers(SessionList.class)
            .by(this::sessions),
        Route.delete("end-my-session", ME + "/sessions/{session}")
            .summary("Ends a session of one's own")
            .needs(new Needs.SignedIn())
            .by(this::endSession),
        Route.post("end-my-other-sessions", ME + "/sessions/end-others")
            .summary("Ends all of one's sessions but this one")
            .needs(new Needs.SignedIn())
            .by(this::endOthers));
  }

  private User me(Call call) {
    return users.find(call.user()).orElseThrow();
  }

  private static Answer shown(User user) {
    return Answer.ok(UserView.of(user)).at(user.version());
  }

  /** What stays is taken from the version that the change is decided on, or the change is stale. */
  private Answer rename(Call call, Renaming body) {
    User.Details was = me(call).details();
    return shown(
        users.rename(
            call.actor(),
            call.user(),
            call.expectedVersion(),
            body.name().orElse(was.name()),
            body.email().or(was::email).filter(text -> !text.isEmpty())));
  }

  private Answer changePassword(Call call, PasswordChange body) {
    passwords.change(call.actor(), call.user(), body.present(), body.next());
    return Answer.done();
  }

  private Answer sessions(Call call) {
    String current = Named.session(call);
    return Answer.ok(SessionList.of(sessions.of(call.user()), Optional.of(current)));
  }

  private Answer endSession(Call call) {
    String current = Named.session(call);
    String ended = call.path("session");
    sessions.end(call.actor(), ended);
    return ended.equals(current) ? call.withoutSession(Answer.done()) : Answer.done();
  }

  private Answer endOthers(Call call) {
    sessions.endAll(call.actor(), call.user(), Optional.of(Named.session(call)));
    return Answer.done();
  }
}
