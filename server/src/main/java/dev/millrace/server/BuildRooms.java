package dev.millrace.server;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.builds.StoredBuilds;
import dev.millrace.server.builds.http.AnswerRoutes;
import dev.millrace.server.builds.http.BuildRoutes;
import dev.millrace.server.builds.http.StartRoutes;
import dev.millrace.server.builds.http.SteeringRoutes;
import dev.millrace.server.builds.sql.SqlBuildStore;
import dev.millrace.server.builds.wishes.BuildAnswers;
import dev.millrace.server.builds.wishes.BuildGuard;
import dev.millrace.server.builds.wishes.BuildStarts;
import dev.millrace.server.builds.wishes.BuildSteering;
import dev.millrace.server.builds.wishes.BuildViews;
import dev.millrace.server.http.Route;
import dev.millrace.server.pipelines.RunnablePipelines;
import dev.millrace.server.projects.Projects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What people do with builds, over the builds of this process. */
record BuildRooms(
    BuildViews views,
    BuildStarts starts,
    BuildSteering steering,
    BuildAnswers answers,
    RunnablePipelines pipelines) {
  static BuildRooms of(
      LocalEngine engine,
      SqlBuildStore store,
      BuildGuard guard,
      Projects projects,
      RunnablePipelines pipelines,
      RandomGenerator random) {
    return new BuildRooms(
        new BuildViews(guard, engine.queues(), store, store),
        new BuildStarts(guard, projects, pipelines, engine.queues(), new BuildIds(random)),
        new BuildSteering(guard, projects, pipelines),
        new BuildAnswers(guard),
        pipelines);
  }

  /** Which pipeline a build runs, as lists know it. */
  static Optional<PipelineId> pipelineOf(StoredBuilds builds, BuildId id) {
    return builds.summary(id).flatMap(build -> build.facts().pipeline());
  }

  List<Route> routes() {
    var all = new ArrayList<Route>();
    all.addAll(new BuildRoutes(views, pipelines).routes());
    all.addAll(new StartRoutes(starts, views).routes());
    all.addAll(new SteeringRoutes(steering, views).routes());
    all.addAll(new AnswerRoutes(answers, views).routes());
    return all;
  }
}
