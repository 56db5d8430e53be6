package dev.millrace.pipeline.json;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields that reading leaves out: those that a run writes into its copy of the model, which say
 * nothing about the definition and are dropped, and those that are read elsewhere.
 *
 * @param own names of such fields
 * @param nested the same for fields that hold objects or arrays of objects
 */
record RunTimeFields(Set<String> own, Map<String, RunTimeFields> nested) {
  static final RunTimeFields NONE = of();

  static final RunTimeFields STAGE =
      of("status", "startEpoch", "elapsed", "canRetry", "executeCount", "timeCost");

  static final RunTimeFields CHECK =
      new RunTimeFields(
          Set.of("status", "checkTimes"),
          Map.of("reviewGroups", of("status", "operator", "reviewTime", "suggest", "params")));

  static final RunTimeFields JOB =
      new RunTimeFields(
          Set.of(
              "status",
              "startEpoch",
              "systemElapsed",
              "elementElapsed",
              "canRetry",
              "startVMStatus",
              "executeCount",
              "timeCost",
              "startVMTaskSeq",
              "matrixGroupId",
              "matrixContext",
              "groupContainers"),
          Map.of(
              "mutexGroup", of("runtimeMutexGroup", "linkTip"),
              "matrixControlOption", of("totalCount", "finishCount"),
              "jobControlOption", of("dependOnContainerId2JobIds")));

  static final RunTimeFields TASK =
      of(
          "status",
          "executeCount",
          "canRetry",
          "retryCount",
          "retryCountManual",
          "retryCountAuto",
          "errorType",
          "errorCode",
          "errorMsg",
          "timeCost",
          "atomName",
          "classifyCode",
          "progressRate",
          "startEpoch",
          "elapsed");

  /** Of the model itself, see {@link Envelope}. */
  static final RunTimeFields MODEL =
      new RunTimeFields(
          Set.of("timeCost", Envelope.STAGES),
          Map.of(
              Envelope.TRIGGER_STAGE, STAGE.and(StageJson.CONTAINERS),
              Envelope.TRIGGER, JOB.and(ActionJson.TYPE, Envelope.PARAMS, JobJson.ELEMENTS),
              Envelope.FINALLY_STAGE, STAGE.and(StageJson.CONTAINERS, Envelope.FINALLY)));

  private static RunTimeFields of(String... names) {
    return new RunTimeFields(Set.of(names), Map.of());
  }

  /** These and more. */
  RunTimeFields and(String... names) {
    var all = new HashSet<>(own);
    all.addAll(List.of(names));
    return new RunTimeFields(all, nested);
  }

  /** A copy of {@code node} without them. */
  ObjectNode without(ObjectNode node) {
    if (own.isEmpty() && nested.isEmpty()) {
      return node;
    }
    ObjectNode copy = node.deepCopy();
    remove(copy);
    return copy;
  }

  private void remove(ObjectNode node) {
    node.remove(own);
    nested.forEach((key, fields) -> {
      JsonNode value = node.get(key);
      if (value instanceof ObjectNode object) {
        fields.remove(object);
      } else if (value != null && value.isArray()) {
        value.values().stream()
            .filter(ObjectNode.class::isInstance)
            .forEach(item -> fields.remove((ObjectNode) item));
      }
    });
  }
}
