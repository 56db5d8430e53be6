package dev.millrace.server.access.http;

import dev.millrace.server.access.AccessWording;
import dev.millrace.server.access.User;
import dev.millrace.server.access.UserId;
import dev.millrace.server.access.Users;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.http.problem.Refused;

/** Whom a request is about. */
final class Named {
  /** Characters of a wrong name that are told. */
  private static final int SHOWN = UserId.MAX_LENGTH;

  private Named() {}

  /**
   * The user the path names, whatever the case of its letters.
   *
   * @throws Refused if there is none
   */
  static User user(Users users, Call call) {
    UserId id = userId(call);
    return users.find(id).orElseThrow(() -> unknown(id.value()));
  }

  /**
   * The name in the path, of somebody who need not exist.
   *
   * @throws Refused if nobody can be called so
   */
  static UserId userId(Call call) {
    String text = call.path("user");
    if (!UserId.isValid(text)) {
      throw unknown(text);
    }
    return new UserId(text);
  }

  private static Refused unknown(String name) {
    return Refused.notFound(AccessWording.NO_SUCH_USER.of(shortened(name)));
  }

  private static String shortened(String name) {
    return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
  }

  /**
   * A name that a query gives.
   *
   * @throws Refused if nobody can be called so
   */
  static UserId wanted(String name) {
    if (!UserId.isValid(name)) {
      throw Refused.invalid(AccessWording.BAD_USER_ID.of(shortened(name), UserId.MAX_LENGTH));
    }
    return new UserId(name);
  }

  /**
   * The public id of the session by which the sender is signed in.
   *
   * @throws Refused if they showed a token
   */
  static String session(Call call) {
    return call.who()
        .session()
        .orElseThrow(
            () -> Refused.of(ProblemKind.FORBIDDEN, AccessWording.NEEDS_SESSION.of(call.user())));
  }
}
