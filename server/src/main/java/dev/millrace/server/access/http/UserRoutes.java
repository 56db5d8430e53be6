package dev.millrace.server.access.http;

import dev.millrace.server.access.Secret;
import dev.millrace.server.access.User;
import dev.millrace.server.access.UserId;
import dev.millrace.server.access.Users;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Query;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.json.Cursor;
import dev.millrace.server.http.json.Page;
import java.util.List;
import java.util.Optional;

/** What administrators of the server do with its users. */
public final class UserRoutes {
  static final String USERS = "/api/v1/users";
  static final String USER = USERS + "/{user}";

  private static final Query<Optional<String>> CURSOR = Query.cursor();
  private static final Query<Integer> LIMIT = Query.limit(50, 100);

  private final Users users;

  public UserRoutes(Users users) {
    this.users = users;
  }

  /**
   * A user to be made.
   *
   * @param id the name to sign in with
   * @param name to show; absent: the id
   * @param password absent: they can't sign in until they have one
   * @param administrator of the whole server; absent: no
   */
  public record NewUser(
      String id,
      Optional<String> name,
      Optional<String> email,
      Optional<Secret> password,
      Optional<Boolean> administrator) {
    User.Details details() {
      return new User.Details(name.orElse(id), email, administrator.orElse(false), false);
    }
  }

  /**
   * What a user is from now on.
   *
   * @param email absent: none
   */
  public record ChangedUser(
      String name, Optional<String> email, boolean administrator, boolean disabled) {
    User.Details details() {
      return new User.Details(name, email, administrator, disabled);
    }
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list-users", USERS)
            .summary("Lists users by their names")
            .needs(new Needs.Administrator())
            .query(CURSOR, LIMIT)
            .answers(UserPage.class)
            .by(this::list),
        Route.post("make-user", USERS)
            .summary("Makes a user")
            .needs(new Needs.Administrator())
            .answers(201, UserView.class)
            // A kept fingerprint of the request would be a fast hash of the password.
            .holdsSecret()
            .takes(NewUser.class)
            .by(this::make),
        Route.get("get-user", USER)
            .summary("Shows a user")
            .needs(new Needs.Administrator())
            .answers(UserView.class)
            .by(call -> shown(Named.user(users, call))),
        Route.put("change-user", USER)
            .summary("Changes a user; one who is disabled is signed out everywhere")
            .needs(new Needs.Administrator())
            .answers(UserView.class)
            .takes(ChangedUser.class)
            .by(this::change));
  }

  private Answer list(Call call) {
    int limit = call.get(LIMIT);
    Optional<UserId> after =
        call.get(CURSOR).map(text -> Cursor.read(text, 1, pieces -> new UserId(pieces.getFirst())));
    return Answer.ok(
        UserPage.of(Page.of(users.list(after, limit + 1), limit, user -> Cursor.of(user.id()))));
  }

  private static Answer shown(User user) {
    return Answer.ok(UserView.of(user)).at(user.version());
  }

  private Answer make(Call call, NewUser body) {
    User made = users.create(call.actor(), body.id(), body.details(), body.password());
    return Answer.created(USERS + "/" + made.id(), UserView.of(made)).at(made.version());
  }

  private Answer change(Call call, ChangedUser body) {
    UserId user = Named.user(users, call).id();
    return shown(users.change(call.actor(), user, call.expectedVersion(), body.details()));
  }
}
