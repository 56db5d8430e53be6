package dev.millrace.cli.client;

import dev.millrace.cli.arguments.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a build asks people.
 *
 * @param shown how to name it on the command line
 * @param path where the answer goes, below the build
 * @param group of reviewers that is asked, its position from 0
 */
record Question(String shown, String path, Optional<Integer> group) {
  /** What can be said. */
  enum Kind {
    APPROVE,
    REJECT,
    CONTINUE
  }

  /**
   * The one that is meant: the one that is named, or the only one there is.
   *
   * @throws ClientError if there is none, or several and none is named
   */
  static Question meant(RemoteBuild build, Invocation invocation, Kind kind) {
    List<Question> asked = kind == Kind.CONTINUE ? paused(build) : reviews(build);
    Optional<String> named =
        invocation
            .value("stage")
            .map(stage -> "--stage " + stage)
            .or(() ->
                invocation
                    .value("job")
                    .map(job -> shown(build.task(job, invocation.value("task").orElse("1")))));
    List<Question> meant =
        asked.stream().filter(each -> named.isEmpty() || named.get().equals(each.shown())).toList();
    if (meant.size() == 1) {
      return meant.getFirst();
    }
    throw asked.isEmpty()
        ? ClientError.wrong("client.asks-nothing", build.shown())
        : ClientError.wrong(
            "client.asks",
            build.shown(),
            String.join("; ", asked.stream().map(Question::shown).toList()));
  }

  private static String shown(RemoteBuild.Task task) {
    return "--job " + RemoteBuild.id(task.job()) + " --task " + RemoteBuild.id(task.task());
  }

  private static List<Question> reviews(RemoteBuild build) {
    var all = new ArrayList<Question>();
    if (build.status().equals("TRIGGER_REVIEWING")) {
      all.add(new Question("", "/trigger-review", Optional.empty()));
    }
    for (JsonNode stage : build.stages()) {
      if (stage.path("status").asString("").equals("PAUSE") && stage.has("review")) {
        String id = RemoteBuild.id(stage);
        int group = stage.path("review").path("current").asInt(0);
        String path = "/stages/" + Api.segment(id) + "/review";
        all.add(new Question("--stage " + id, path, Optional.of(group)));
      }
    }
    all.addAll(tasks(build, "REVIEWING", "/review"));
    return all;
  }

  private static List<Question> paused(RemoteBuild build) {
    return tasks(build, "PAUSE", "/continue");
  }

  private static List<Question> tasks(RemoteBuild build, String status, String below) {
    return build.tasks().stream()
        .filter(task -> task.status().equals(status))
        .map(task ->
            new Question(
                shown(task),
                "/jobs/"
                    + Api.segment(RemoteBuild.id(task.job()))
                    + "/tasks/"
                    + Api.segment(RemoteBuild.id(task.task()))
                    + below,
                Optional.empty()))
        .toList();
  }
}
