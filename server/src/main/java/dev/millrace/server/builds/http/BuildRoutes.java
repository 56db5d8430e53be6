package dev.millrace.server.builds.http;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.UserId;
import dev.millrace.server.builds.BuildFacts;
import dev.millrace.server.builds.BuildFilter;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.Remarks;
import dev.millrace.server.builds.TriggerKind;
import dev.millrace.server.builds.wishes.BuildViews;
import dev.millrace.server.builds.wishes.ShownVariable;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Query;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.json.Cursor;
import dev.millrace.server.http.problem.Refused;
import dev.millrace.server.pipelines.RunnablePipeline;
import dev.millrace.server.pipelines.RunnablePipelines;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists builds, and shows them. */
public final class BuildRoutes {
  /** Builds of a page where nobody says how many. */
  static final int USUAL_LIMIT = 50;

  private static final int MAX_ID = 255;

  private static final Query<Optional<String>> PIPELINE =
      Query.text("pipeline", "the id of the pipeline they run", MAX_ID);
  private static final Query<Set<BuildStatus>> STATUS =
      Query.choices("status", "any of these", BuildStatus.class);
  private static final Query<Optional<String>> STARTED_BY =
      Query.text("startedBy", "the user who started them", UserId.MAX_LENGTH);
  private static final Query<Optional<TriggerKind>> TRIGGER =
      Query.choice("trigger", "what started them", TriggerKind.class);
  private static final Query<Optional<Long>> NUMBER =
      Query.number("number", "the number, of one pipeline", 1, Long.MAX_VALUE);
  private static final Query<Optional<String>> REMARK =
      Query.text("remark", "a part of the remark", Remarks.MAX_LENGTH);
  private static final Query<Optional<Instant>> FROM =
      Query.moment("from", "the first moment at which they were created");
  private static final Query<Optional<Instant>> UNTIL =
      Query.moment("until", "the first moment at which they were not created yet");
  private static final Query<Optional<String>> CURSOR = Query.cursor();
  private static final Query<Integer> LIMIT = Query.limit(USUAL_LIMIT, BuildQuery.MAX_LIMIT);

  private final BuildViews views;
  private final RunnablePipelines pipelines;
  private final BuildPath path;

  /** {@code pipelines} tells which pipelines there are in a project. */
  public BuildRoutes(BuildViews views, RunnablePipelines pipelines) {
    this.views = views;
    this.pipelines = pipelines;
    this.path = new BuildPath(views);
  }

  /**
   * A remark to be put on a build.
   *
   * @param remark empty: none any more
   */
  public record NewRemark(String remark) {}

  /** The variables of a build. */
  public record VariableList(List<VariableView> items) {
    static VariableList of(List<ShownVariable> variables) {
      return new VariableList(
          variables.stream()
              .map(each -> new VariableView(each.name(), each.value(), each.readOnly()))
              .toList());
    }
  }

  /**
   * A variable of a build.
   *
   * @param value absent: it is a secret
   */
  public record VariableView(String name, Optional<String> value, boolean readOnly) {}

  /** Whose a build is. */
  public record Whereabouts(String build, String project, String pipeline, String url) {}

  public List<Route> routes() {
    return List.of(
        Route.get("list-builds", BuildPath.BUILDS)
            .summary("Lists the builds of a project, newest first")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .query(PIPELINE, STATUS, STARTED_BY, TRIGGER, NUMBER, REMARK, FROM, UNTIL)
            .query(CURSOR, LIMIT)
            .answers(BuildList.class)
            .by(call -> list(call, call.get(PIPELINE).map(PipelineId::new))),
        Route.get(
                "list-builds-of-pipeline", "/api/v1/projects/{project}/pipelines/{pipeline}/builds")
            .summary("Lists the builds of a pipeline, newest first")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .query(STATUS, STARTED_BY, TRIGGER, NUMBER, REMARK, FROM, UNTIL)
            .query(CURSOR, LIMIT)
            .answers(BuildList.class)
            .by(this::listOfPipeline),
        Route.get("show-build", BuildPath.BUILD)
            .summary("Shows a build with its stages, jobs and tasks, and where the time went")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .answers(DetailView.class)
            .by(this::show),
        Route.get("list-build-variables", BuildPath.BUILD + "/variables")
            .summary("Lists the variables of a build as they are now")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .answers(VariableList.class)
            .by(call ->
                Answer.ok(VariableList.of(views.variables(call.actor(), path.build(call))))),
        Route.get("list-build-parameters", BuildPath.BUILD + "/parameters")
            .summary("Lists the values that whoever started a build gave it")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .answers(VariableList.class)
            .by(call ->
                Answer.ok(VariableList.of(views.parameters(call.actor(), path.build(call))))),
        Route.get("explain-build", BuildPath.BUILD + "/why")
            .summary("Says what a build waits for, who holds that, and what ends the wait")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .answers(WhyView.class)
            .by(call ->
                Answer.ok(WhyView.of(views.why(call.actor(), path.build(call)), new Saying(call)))),
        Route.put("put-build-remark", BuildPath.BUILD + "/remark")
            .summary("Puts a remark on a build in place of what there is")
            .needs(Needs.in(Permission.EXECUTE_PIPELINE))
            .answers(BuildView.class)
            .takes(NewRemark.class)
            .by((call, body) ->
                Answer.ok(
                    BuildView.of(views.remark(call.actor(), path.build(call), body.remark())))),
        Route.get("find-build", "/api/v1/builds/{build}")
            .summary("Tells the project and the pipeline of a build")
            .needs(new Needs.SignedIn())
            .answers(Whereabouts.class)
            .by(this::find));
  }

  private Answer listOfPipeline(Call call) {
    var pipeline = new PipelineId(call.path("pipeline"));
    var _ = pipelines.entry(call.project(), RunnablePipeline.ownerOf(pipeline));
    return list(call, Optional.of(pipeline));
  }

  private Answer list(Call call, Optional<PipelineId> pipeline) {
    Optional<Long> number = call.get(NUMBER);
    if (number.isPresent() && pipeline.isEmpty()) {
      throw Refused.invalid(BuildApiWording.NUMBER_NEEDS_PIPELINE.of());
    }
    var filter =
        new BuildFilter(
            Optional.of(call.project()),
            pipeline,
            Optional.empty(),
            call.get(STATUS),
            call.get(STARTED_BY),
            call.get(TRIGGER),
            number.map(BuildFilter.Numbers::only),
            call.get(REMARK),
            call.get(FROM),
            call.get(UNTIL));
    var after = call.get(CURSOR).map(text -> Cursor.read(text, 2, BuildRoutes::place));
    return Answer.ok(
        BuildList.of(
            views.list(
                call.actor(), call.project(), new BuildQuery(filter, after, call.get(LIMIT)))));
  }

  private static BuildQuery.Position place(List<String> pieces) {
    return new BuildQuery.Position(Instant.parse(pieces.get(0)), new BuildId(pieces.get(1)));
  }

  private Answer show(Call call) {
    BuildId id = path.build(call);
    return Answer.ok(
        new DetailWriter(new Saying(call), views.variables(call.actor(), id))
            .of(views.detail(call.actor(), id)));
  }

  private Answer find(Call call) {
    Build build = views.find(call.actor(), new BuildId(call.path("build")));
    ProjectId project = BuildFacts.of(build).project().orElseThrow();
    return Answer.ok(
        new Whereabouts(
            build.id().value(),
            project.value(),
            build.queueing().pipeline().value(),
            "/api/v1/projects/" + project + "/builds/" + build.id()));
  }
}
