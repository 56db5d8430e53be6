package dev.millrace.server.builds.http;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.server.builds.wishes.BuildRefused;
import dev.millrace.server.builds.wishes.BuildViews;
import dev.millrace.server.http.Call;

/** What the paths of this room name. */
record BuildPath(BuildViews views) {
  static final String BUILDS = "/api/v1/projects/{project}/builds";
  static final String BUILD = BUILDS + "/{build}";
  static final String TASK = BUILD + "/jobs/{job}/tasks/{task}";

  /**
   * The build that a path names.
   *
   * @throws BuildRefused if the project has no such build that whoever asks may see
   */
  BuildId build(Call call) {
    return views.find(call.actor(), call.project(), new BuildId(call.path("build"))).id();
  }

  static StageId stage(Call call) {
    return new StageId(call.path("stage"));
  }

  static JobId job(Call call) {
    return new JobId(call.path("job"));
  }

  static TaskId task(Call call) {
    return new TaskId(call.path("task"));
  }

  /** Where a build is found. */
  static String location(Call call, BuildId build) {
    return "/api/v1/projects/" + call.project() + "/builds/" + build;
  }
}
