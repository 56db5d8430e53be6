package dev.millrace.server;

import dev.millrace.server.builds.Builds;
import dev.millrace.server.http.Route;
import dev.millrace.server.pipelines.PipelineIds;
import dev.millrace.server.pipelines.PipelineStore;
import dev.millrace.server.pipelines.PipelineVersions;
import dev.millrace.server.pipelines.Pipelines;
import dev.millrace.server.pipelines.RunnablePipelines;
import dev.millrace.server.pipelines.VersionReferences;
import dev.millrace.server.pipelines.http.DraftRoutes;
import dev.millrace.server.pipelines.http.PipelineListRoute;
import dev.millrace.server.pipelines.http.PipelineRoutes;
import dev.millrace.server.pipelines.http.VersionRoutes;
import dev.millrace.server.projects.Projects;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The parts of the room {@code pipelines}, over one store. */
record PipelineRooms(Pipelines pipelines, PipelineVersions versions, RunnablePipelines runnable) {
  static PipelineRooms of(
      PipelineStore store,
      VersionReferences references,
      InstantSource clock,
      RandomGenerator random) {
    return new PipelineRooms(
        new Pipelines(store, clock, new PipelineIds(random)),
        new PipelineVersions(store, clock, references),
        new RunnablePipelines(store));
  }

  List<Route> routes(Projects projects, Builds builds) {
    var all = new ArrayList<Route>();
    all.addAll(new PipelineRoutes(pipelines, projects, builds::activity).routes());
    all.addAll(new PipelineListRoute(pipelines, projects, builds::activity).routes());
    all.addAll(new DraftRoutes(versions, pipelines, projects, builds::activity).routes());
    all.addAll(new VersionRoutes(versions, runnable, pipelines, projects).routes());
    return all;
  }
}
