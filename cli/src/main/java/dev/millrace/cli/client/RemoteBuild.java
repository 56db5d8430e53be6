package dev.millrace.cli.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A build as the server has it now: its detail, and where it is. */
record RemoteBuild(String path, JsonNode detail) {
  /** A job, or a case of a matrix, of a build. */
  record Task(JsonNode job, JsonNode task) {
    String status() {
      return task.path("status").asString("");
    }

    /** Which execution of it this is. */
    String execution() {
      return key() + " " + task.path("attempt").asInt(1) + "." + task.path("retry").asInt(0);
    }

    String key() {
      return id(job) + "/" + id(task);
    }

    boolean hasStarted() {
      return task.has("startedAt");
    }
  }

  static String id(JsonNode part) {
    return part.path("id").asString("");
  }

  /**
   * Finds the build that somebody means: by its id, or {@code PIPELINE#NUMBER}; else the newest.
   */
  static RemoteBuild find(
      Api api, String project, Optional<String> given, Optional<String> pipeline) {
    String builds = ProjectCommands.PROJECTS + "/" + Api.segment(project) + "/builds";
    int sign = given.map(text -> text.lastIndexOf('#')).orElse(-1);
    String id;
    if (given.isPresent() && sign < 0) {
      id = given.get();
    } else {
      Optional<String> named =
          given
              .map(text -> text.substring(0, sign))
              .filter(text -> !text.isEmpty())
              .or(() -> pipeline);
      String query =
          named
                  .map(name ->
                      "&pipeline=" + Api.segment(id(new RemotePipelines(api, project).named(name))))
                  .orElse("")
              + given.map(text -> "&number=" + Api.segment(text.substring(sign + 1))).orElse("");
      List<JsonNode> found = api.list(builds + "?limit=1" + query, 1);
      if (found.isEmpty()) {
        throw ClientError.wrong("client.no-build", given.orElse(project));
      }
      id = id(found.getFirst());
    }
    String path = builds + "/" + Api.segment(id);
    return new RemoteBuild(path, api.get(path));
  }

  JsonNode summary() {
    return detail.path("build");
  }

  String status() {
    return summary().path("status").asString("");
  }

  /** {@code pie #3}. */
  String shown() {
    return summary().path("pipelineName").asString("") + " #" + summary().path("number").asLong(0);
  }

  List<JsonNode> stages() {
    var all = new ArrayList<JsonNode>();
    detail.path("stages").forEach(all::add);
    return all;
  }

  /** The jobs of a stage, each followed by its cases. */
  static List<JsonNode> jobs(JsonNode stage) {
    var all = new ArrayList<JsonNode>();
    for (JsonNode job : stage.path("jobs")) {
      all.add(job);
      job.path("cases").forEach(all::add);
    }
    return all;
  }

  List<Task> tasks() {
    var all = new ArrayList<Task>();
    for (JsonNode stage : stages()) {
      for (JsonNode job : jobs(stage)) {
        job.path("tasks").forEach(task -> all.add(new Task(job, task)));
      }
    }
    return all;
  }

  /**
   * The task that a job's id and a task's id or position name.
   *
   * @throws ClientError if there is none
   */
  Task task(String job, String task) {
    return tasks().stream()
        .filter(each -> id(each.job()).equals(job))
        .filter(each ->
            id(each.task()).equals(task)
                || Integer.toString(each.task().path("position").asInt(0)).equals(task))
        .findFirst()
        .orElseThrow(() -> ClientError.wrong("client.no-task", job + "/" + task, shown()));
  }
}
