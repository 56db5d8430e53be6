package dev.millrace.server.access.http;

import dev.millrace.server.access.Secret;
import dev.millrace.server.access.Setup;
import dev.millrace.server.access.SignIn;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Route;
import java.util.List;

/** Makes the first administrator of a new server. */
public final class SetupRoutes {
  private static final String SETUP = "/api/v1/setup";

  private final Setup setup;
  private final Entrance entrance;

  public SetupRoutes(Setup setup, SignIn signIn) {
    this.setup = setup;
    this.entrance = new Entrance(signIn);
  }

  /**
   * Whether there is something to set up.
   *
   * @param open whether the first administrator is still to be made
   */
  public record SetupView(boolean open) {}

  /**
   * Who wants to be the first administrator.
   *
   * @param code that the server printed when it started
   * @param user the name to sign in with
   */
  public record Claim(Secret code, String user, Secret password) {}

  public List<Route> routes() {
    return List.of(
        Route.get("get-setup", SETUP)
            .summary("Tells whether the first administrator is still to be made")
            .needs(new Needs.Nothing())
            .answers(SetupView.class)
            .by(_ -> Answer.ok(new SetupView(setup.isOpen()))),
        Route.post("set-up", SETUP)
            .summary("Makes the first administrator of the server and signs them in")
            .needs(new Needs.Nothing())
            .answers(201, Entrance.SignedInView.class)
            .holdsSecret()
            .takes(Claim.class)
            .by(this::claim));
  }

  private Answer claim(Call call, Claim body) {
    var first = setup.claim(call.actor(), body.code(), body.user(), body.password());
    return entrance.enterAtOnce(call, first.id(), body.password());
  }
}
