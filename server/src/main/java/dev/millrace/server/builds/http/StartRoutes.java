package dev.millrace.server.builds.http;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.access.Permission;
import dev.millrace.server.builds.TriggerKind;
import dev.millrace.server.builds.wishes.BuildStarts;
import dev.millrace.server.builds.wishes.BuildViews;
import dev.millrace.server.builds.wishes.StartWish;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.problem.Refused;
import dev.millrace.server.pipelines.VersionChoice;
import dev.millrace.server.pipelines.VersionNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts builds. A request's {@code Idempotency-Key} is the key of the wish too: a start that comes
 * again is the same build even if the answer to the first was never kept.
 */
public final class StartRoutes {
  private static final String KEY = "Idempotency-Key";

  private final BuildStarts starts;
  private final BuildViews views;
  private final BuildPath path;

  public StartRoutes(BuildStarts starts, BuildViews views) {
    this.starts = starts;
    this.views = views;
    this.path = new BuildPath(views);
  }

  /**
   * A build that is wanted.
   *
   * @param version {@code newest}, {@code draft} or a number; the newest if absent
   * @param parameters values of variables, by name; others are as the pipeline says
   */
  public record NewBuild(
      Optional<String> version,
      Optional<Map<String, String>> parameters,
      Optional<String> remark) {}

  /** A build that is wanted again. */
  public record NewRestart(Optional<String> remark) {}

  public List<Route> routes() {
    return List.of(
        Route.post("start-build", "/api/v1/projects/{project}/pipelines/{pipeline}/builds")
            .summary("Starts a build of a pipeline")
            .needs(Needs.in(Permission.EXECUTE_PIPELINE))
            .answers(201, BuildView.class)
            .takes(NewBuild.class)
            .by(this::start),
        Route.post("restart-build", BuildPath.BUILD + "/restart")
            .summary("Starts a new build with the pipeline and the values of another")
            .needs(Needs.in(Permission.EXECUTE_PIPELINE))
            .answers(201, BuildView.class)
            .takes(NewRestart.class)
            .by(this::restart));
  }

  private Answer start(Call call, NewBuild wanted) {
    var wish =
        new StartWish(
            new PipelineId(call.path("pipeline")),
            wanted.version().map(StartRoutes::choice).orElseGet(VersionChoice.Newest::new),
            Data.ordered(wanted.parameters().orElse(Map.of())),
            trigger(call),
            wanted.remark().orElse(""),
            call.header(KEY));
    return created(call, starts.start(call.actor(), call.project(), wish));
  }

  private Answer restart(Call call, NewRestart wanted) {
    BuildId other = path.build(call);
    return created(
        call,
        starts.restart(
            call.actor(), other, trigger(call), wanted.remark().orElse(""), call.header(KEY)));
  }

  private Answer created(Call call, Build build) {
    return Answer.created(
        BuildPath.location(call, build.id()),
        BuildView.of(views.summary(call.actor(), build.id())));
  }

  /** Programs show tokens; people in a browser have signed in. */
  private static TriggerKind trigger(Call call) {
    return call.who().session().isPresent() ? TriggerKind.MANUAL : TriggerKind.API;
  }

  private static VersionChoice choice(String text) {
    return switch (text) {
      case "newest" -> new VersionChoice.Newest();
      case "draft" -> new VersionChoice.Draft();
      default -> {
        if (!text.matches("[1-9][0-9]{0,8}")) {
          String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
          throw Refused.invalid(BuildApiWording.BAD_VERSION.of(shown));
        }
        yield new VersionChoice.Numbered(new VersionNumber(Integer.parseInt(text)));
      }
    };
  }
}
