package dev.millrace.server.access.http;

import dev.millrace.server.access.AccessRefused;
import dev.millrace.server.access.AccessWording;
import dev.millrace.server.access.Secret;
import dev.millrace.server.access.Sessions;
import dev.millrace.server.access.SignIn;
import dev.millrace.server.access.UserId;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.http.problem.Refused;
import java.time.Duration;

/** Signs in whoever sends a name and a password, and gives their browser the session. */
final class Entrance {
  private final SignIn signIn;

  Entrance(SignIn signIn) {
    this.signIn = signIn;
  }

  /**
   * Who has signed in.
   *
   * @param csrfToken the proof of page: to be sent as {@code X-CSRF-Token} with every change
   */
  public record SignedInView(UserView user, String csrfToken) {}

  /**
   * Begins a session; the one the sender comes with ends.
   *
   * @throws Refused if name or password are wrong, the same for either
   * @throws AccessRefused if they have to wait
   */
  Answer enter(Call call, String name, Secret password) {
    if (!UserId.isValid(name)) {
      throw wrong();
    }
    SignIn.SignedIn begun;
    try {
      begun =
          signIn.signIn(
              new SignIn.Shown(new UserId(name), password, call.session(), call.client()),
              call.actor());
    } catch (AccessRefused refused) {
      throw refused.wording() == AccessWording.WRONG_PASSWORD ? wrong() : refused;
    }
    return entered(call, begun);
  }

  /** As {@link #enter}, for somebody who has chosen their password in this very request. */
  Answer enterAtOnce(Call call, UserId user, Secret password) {
    return entered(
        call,
        signIn.signInAtOnce(
            new SignIn.Shown(user, password, call.session(), call.client()), call.actor()));
  }

  private static Answer entered(Call call, SignIn.SignedIn begun) {
    var view =
        new SignedInView(UserView.of(begun.user()), Sessions.proofOfPage(begun.secret()).reveal());
    Duration life = Duration.between(begun.session().beganAt(), begun.session().endsAt());
    return call.withSession(Answer.created("/api/v1/session", view), begun.secret(), life);
  }

  /** Nobody is known yet, so it is no question of what they may. */
  private static Refused wrong() {
    return Refused.of(ProblemKind.NOT_SIGNED_IN, AccessWording.WRONG_PASSWORD.of());
  }
}
