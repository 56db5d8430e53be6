package dev.millrace.server.pipelines;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON model as a tree, for what must not be read and written again as a pipeline: that would say
 * what its author left open. Only for texts that read as a pipeline.
 */
final class ModelTree {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String NAME = "name";
  private static final String SETTING = "setting";
  private static final String NAME_IN_SETTING = "pipelineName";

  private ModelTree() {}

  /** The settings; of a model alone, one without fields. */
  static JsonNode setting(String text) {
    return JSON.readTree(text).path(SETTING);
  }

  /** The same text with another name wherever it says one; for people: indented. */
  static String named(String text, String name) {
    JsonNode root = JSON.readTree(text);
    JsonNode model = root.has("model") ? root.path("model") : root;
    put(model, NAME, name);
    put(root.path(SETTING), NAME_IN_SETTING, name);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static void put(JsonNode node, String key, String name) {
    if (node instanceof ObjectNode object && object.has(key)) {
      object.put(key, name);
    }
  }
}
