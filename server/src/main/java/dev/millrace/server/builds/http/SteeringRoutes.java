package dev.millrace.server.builds.http;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.access.Permission;
import dev.millrace.server.builds.wishes.BuildSteering;
import dev.millrace.server.builds.wishes.BuildViews;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Route;
import java.util.List;

/** Stops builds, and has them run again. Answers the build as it is afterwards. */
public final class SteeringRoutes {
  private final BuildSteering steering;
  private final BuildViews views;
  private final BuildPath path;

  public SteeringRoutes(BuildSteering steering, BuildViews views) {
    this.steering = steering;
    this.views = views;
    this.path = new BuildPath(views);
  }

  public List<Route> routes() {
    return List.of(
        Route.post("cancel-build", BuildPath.BUILD + "/cancel")
            .summary(
                "Stops a build or a part of it, for whom the pipeline's cancel policy lets do that")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .answers(202, BuildView.class)
            .takes(StopBody.class)
            .by((call, body) -> {
              BuildId build = path.build(call);
              var _ = steering.stop(call.actor(), build, body.wish());
              return accepted(call, build);
            }),
        Route.post("retry-build", BuildPath.BUILD + "/retry")
            .summary("Has a build or a part of it run again, or a failed task skipped")
            .needs(Needs.in(Permission.EXECUTE_PIPELINE))
            .answers(202, BuildView.class)
            .takes(RetryBody.class)
            .by((call, body) -> {
              BuildId build = path.build(call);
              var _ = steering.retry(call.actor(), build, body.wanted(), body.seen());
              return accepted(call, build);
            }));
  }

  private Answer accepted(Call call, BuildId build) {
    return Answer.accepted(BuildView.of(views.summary(call.actor(), build)));
  }
}
