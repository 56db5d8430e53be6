package dev.millrace.server.access.http;

import dev.millrace.server.access.Passwords;
import dev.millrace.server.access.Secret;
import dev.millrace.server.access.Sessions;
import dev.millrace.server.access.Tokens;
import dev.millrace.server.access.User;
import dev.millrace.server.access.Users;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Route;
import java.util.List;
import java.util.Optional;

/** What administrators of the server do with that by which users prove who they are. */
public final class UserProofRoutes {
  private static final String SESSIONS = UserRoutes.USER + "/sessions";
  private static final String TOKENS = UserRoutes.USER + "/tokens";

  private final Users users;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Tokens tokens;

  public UserProofRoutes(Users users, Passwords passwords, Sessions sessions, Tokens tokens) {
    this.users = users;
    this.passwords = passwords;
    this.sessions = sessions;
    this.tokens = tokens;
  }

  /** A password that somebody is given. */
  public record NewPassword(Secret password) {}

  public List<Route> routes() {
    return List.of(
        Route.put("reset-password", UserRoutes.USER + "/password")
            .summary("Gives a user a password and ends their sessions")
            .needs(new Needs.Administrator())
            .holdsSecret()
            .takes(NewPassword.class)
            .by(this::reset),
        Route.get("list-sessions", SESSIONS)
            .summary("Lists the live sessions of a user")
            .needs(new Needs.Administrator())
            .answers(SessionList.class)
            .by(call ->
                Answer.ok(SessionList.of(sessions.of(user(call).id()), call.who().session()))),
        Route.delete("end-sessions", SESSIONS)
            .summary("Signs a user out everywhere")
            .needs(new Needs.Administrator())
            .by(this::endSessions),
        Route.get("list-tokens", TOKENS)
            .summary("Lists the tokens of a user that have not expired")
            .needs(new Needs.Administrator())
            .answers(TokenView.TokenList.class)
            .by(call -> Answer.ok(TokenView.TokenList.of(tokens.of(user(call).id())))),
        Route.delete("revoke-tokens", TOKENS)
            .summary("Makes all tokens of a user good for nothing")
            .needs(new Needs.Administrator())
            .by(this::revokeAll),
        Route.delete("revoke-token", TOKENS + "/{token}")
            .summary("Makes a token of a user good for nothing")
            .needs(new Needs.Administrator())
            .by(this::revoke));
  }

  private User user(Call call) {
    return Named.user(users, call);
  }

  private Answer reset(Call call, NewPassword body) {
    passwords.reset(call.actor(), user(call).id(), body.password());
    return Answer.done();
  }

  private Answer endSessions(Call call) {
    sessions.endAll(call.actor(), user(call).id(), Optional.empty());
    return Answer.done();
  }

  private Answer revokeAll(Call call) {
    tokens.revokeAll(call.actor(), user(call).id());
    return Answer.done();
  }

  private Answer revoke(Call call) {
    tokens.revoke(call.actor(), user(call).id(), call.path("token"));
    return Answer.done();
  }
}
