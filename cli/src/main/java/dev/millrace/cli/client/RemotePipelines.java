package dev.millrace.cli.client;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The pipelines of a project, as the server has them. */
record RemotePipelines(Api api, String project) {
  private static final int MOST = 10_000;

  String path() {
    return ProjectCommands.PROJECTS + "/" + Api.segment(project) + "/pipelines";
  }

  /** Where a pipeline is, or something below it. */
  String path(JsonNode pipeline, String below) {
    return path() + "/" + Api.segment(pipeline.path("id").asString("")) + below;
  }

  /** All, by their names; those that are deleted instead if wanted. */
  List<JsonNode> all(boolean deleted) {
    return api.list(path() + "?limit=100" + (deleted ? "&deleted=true" : ""), MOST);
  }

  /**
   * The pipeline of this name or id.
   *
   * @throws ClientError if there is none
   */
  JsonNode named(String nameOrId) {
    return api.list(path() + "?limit=100&name=" + Api.segment(nameOrId), MOST).stream()
        .filter(each -> each.path("name").asString("").equals(nameOrId))
        .findFirst()
        .orElseGet(() -> api.get(path() + "/" + Api.segment(nameOrId)));
  }

  /**
   * The deleted pipeline of this name or id, the one that was deleted last.
   *
   * @throws ClientError if there is none
   */
  JsonNode deleted(String nameOrId) {
    return all(true).stream()
        .filter(each ->
            each.path("name").asString("").equals(nameOrId)
                || each.path("id").asString("").equals(nameOrId))
        .reduce((one, other) -> deletedAt(one).compareTo(deletedAt(other)) > 0 ? one : other)
        .orElseThrow(() -> ClientError.wrong("client.not-deleted", nameOrId));
  }

  private static String deletedAt(JsonNode pipeline) {
    return pipeline.path("deletedAt").asString("");
  }

  /** Releases the draft with this stamp. */
  JsonNode release(JsonNode pipeline, long stamp, String note) {
    return api.post(path(pipeline, "/release"), Map.of("description", note), ifMatch(stamp));
  }

  /** The header that says which version of a thing was seen. */
  static String[] ifMatch(long version) {
    return new String[] {"If-Match", "\"" + version + "\""};
  }
}
