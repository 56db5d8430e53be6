package dev.millrace.server.access.http;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.Token;
import dev.millrace.server.access.Tokens;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.http.problem.Refused;
import dev.millrace.server.projects.Project;
import dev.millrace.server.projects.ProjectWording;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tokens people make for their programs. No token sees or makes another. */
public final class OwnTokenRoutes {
  private static final String TOKENS = OwnRoutes.ME + "/tokens";

  private final Tokens tokens;

  public OwnTokenRoutes(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * A token to be made.
   *
   * @param name one's own for it
   * @param scopes what it may do; absent: all that its user may
   * @param projects where; absent: everywhere its user may
   * @param expiresAt the first moment it is good for nothing
   */
  public record NewToken(
      String name,
      Optional<Set<Permission>> scopes,
      Optional<Set<String>> projects,
      Instant expiresAt) {
    Token.Terms terms() {
      return new Token.Terms(
          name,
          scopes,
          projects.map(some -> some.stream().map(NewToken::project).collect(Collectors.toSet())),
          expiresAt);
    }

    private static ProjectId project(String id) {
      if (!Project.isValid(id)) {
        String shown = id.length() <= Project.MAX_ID ? id : id.substring(0, Project.MAX_ID) + "…";
        throw Refused.of(
            ProblemKind.UNPROCESSABLE,
            ProjectWording.BAD_ID.of(shown, Project.MIN_ID, Project.MAX_ID));
      }
      return new ProjectId(id);
    }
  }

  /**
   * A token just made.
   *
   * @param secret what proves it; told this once
   */
  public record MadeToken(TokenView token, String secret) {}

  public List<Route> routes() {
    return List.of(
        Route.get("list-my-tokens", TOKENS)
            .summary("Lists one's tokens that have not expired")
            .needs(new Needs.SignedIn())
            .answers(TokenView.TokenList.class)
            .by(this::list),
        Route.post("make-token", TOKENS)
            .summary("Makes a token; what proves it is told this once")
            .needs(new Needs.SignedIn())
            .answers(201, MadeToken.class)
            .holdsSecret()
            .takes(NewToken.class)
            .by(this::make),
        Route.delete("revoke-my-token", TOKENS + "/{token}")
            .summary("Makes a token of one's own good for nothing")
            .needs(new Needs.SignedIn())
            .by(this::revoke));
  }

  private Answer list(Call call) {
    var _ = Named.session(call);
    return Answer.ok(TokenView.TokenList.of(tokens.of(call.user())));
  }

  private Answer make(Call call, NewToken body) {
    Tokens.Made made = tokens.create(call.actor(), call.user(), body.terms());
    return Answer.created(
        TOKENS + "/" + made.token().id(),
        new MadeToken(TokenView.of(made.token()), made.secret().reveal()));
  }

  private Answer revoke(Call call) {
    var _ = Named.session(call);
    tokens.revoke(call.actor(), call.user(), call.path("token"));
    return Answer.done();
  }
}
