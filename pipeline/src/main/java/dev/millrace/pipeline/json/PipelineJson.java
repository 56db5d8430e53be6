package dev.millrace.pipeline.json;

import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.JobEntry;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RecommendedVersion;
import dev.millrace.pipeline.Resources;
import dev.millrace.pipeline.StageEntry;
import dev.millrace.pipeline.TemplateUse;
import dev.millrace.pipeline.VariableGroupUse;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.trigger.Trigger;
import dev.millrace.pipeline.variable.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of the pipeline itself. For this the envelope is laid out flat ({@link Envelope}): the
 * model's fields, and beside them the settings, the trigger's stage and container and the finally
 * stage, each without what it contains.
 */
final class PipelineJson {
  private static final String DEFAULT_TRIGGERS = "defaultTriggers";
  private static final String CREDENTIAL = "personal-access-token";

  /** What has been read before the pipeline itself. */
  record Parts(
      List<Trigger> triggers,
      List<Variable> variables,
      Optional<RecommendedVersion> version,
      List<StageEntry> stages,
      List<JobEntry> finallyJobs) {}

  private PipelineJson() {}

  static Pipeline read(JsonAt flat, Parts parts) {
    return carrier(parts).read(flat);
  }

  static ObjectNode write(Pipeline pipeline) {
    var parts =
        new Parts(
            pipeline.triggers(),
            pipeline.variables(),
            pipeline.recommendedVersion(),
            pipeline.stages(),
            pipeline.finallyJobs());
    var kept = new LinkedHashMap<>(pipeline.extras());
    var aside = new LinkedHashMap<String, Data>();
    for (String key : Envelope.STRUCTURE) {
      Data extra = kept.get(key);
      boolean hasPlace =
          extra instanceof Data.Fields
              && (!key.equals(Envelope.FINALLY_STAGE) || !pipeline.finallyJobs().isEmpty());
      if (extra != null && !hasPlace) {
        aside.put(key, extra);
        kept.remove(key);
      }
    }
    ObjectNode node = carrier(parts).write(pipeline, kept);
    aside.forEach((key, extra) -> Carrier.putAside(node, key, extra));
    return node;
  }

  private static Carrier<Pipeline> carrier(Parts parts) {
    return new Carrier<>(
        RunTimeFields.MODEL, (at, extras) -> own(at, parts, extras), PipelineJson::own);
  }

  private static Pipeline own(JsonAt at, Parts parts, SequencedMap<String, Data> extras) {
    JsonAt setting = at.object(Envelope.SETTING).atPath("$." + Envelope.SETTING);
    List<String> labels = setting.texts("labels");
    return new Pipeline(
        settingOr(setting.filled("pipelineName"), at, "name"),
        settingOr(setting.filled("desc"), at, "desc"),
        labels.isEmpty() ? at.texts("labels") : labels,
        !at.own().flag(DEFAULT_TRIGGERS, false),
        parts.triggers(),
        parts.variables(),
        at.objects("publicVarGroups").stream().map(PipelineJson::group).toList(),
        parts.stages(),
        parts.finallyJobs(),
        template(at),
        resources(at.object("resources")),
        NoticesJson.read(setting),
        at.has(Envelope.SETTING) ? SettingJson.concurrency(setting) : Concurrency.DEFAULT,
        parts.version(),
        SettingJson.settings(setting),
        extras);
  }

  private static String settingOr(Optional<String> ofSetting, JsonAt model, String key) {
    return ofSetting.orElseGet(() -> model.text(key, ""));
  }

  private static VariableGroupUse group(JsonAt at) {
    return new VariableGroupUse(at.text("groupName", ""), at.text("versionName"));
  }

  private static Optional<TemplateUse> template(JsonAt at) {
    return at.has("template")
        ? Optional.of(TemplateJson.read(at.object("template")))
        : Optional.empty();
  }

  private static Resources resources(JsonAt at) {
    return new Resources(
        at.objects("repositories").stream()
            .map(item ->
                new Resources.Repository(
                    item.text("repository", ""),
                    item.text("name", ""),
                    item.text("ref"),
                    item.object("credentials").text(CREDENTIAL)))
            .toList(),
        at.objects("pools").stream()
            .map(item -> new Resources.Pool(item.text("from", ""), item.text("name", "")))
            .toList());
  }

  private static ObjectNode own(Pipeline pipeline) {
    ObjectNode node =
        JsonData.object().put("name", pipeline.name()).put("desc", pipeline.description());
    node.set("labels", JsonData.texts(pipeline.labels()));
    if (!pipeline.triggersWritten()) {
      Residue.own(node).put(DEFAULT_TRIGGERS, true);
    }
    if (!pipeline.variableGroups().isEmpty()) {
      ArrayNode groups = node.putArray("publicVarGroups");
      for (VariableGroupUse group : pipeline.variableGroups()) {
        ObjectNode item = groups.addObject().put("groupName", group.name());
        group.version().ifPresent(version -> item.put("versionName", version));
      }
    }
    pipeline.template().ifPresent(use -> node.set("template", TemplateJson.write(use)));
    if (!pipeline.resources().equals(Resources.NONE)) {
      node.set("resources", resources(pipeline.resources()));
    }
    node.set(Envelope.SETTING, SettingJson.write(pipeline));
    ObjectNode stage = node.putObject(Envelope.TRIGGER_STAGE);
    stage.put("id", StageJson.idOf(1)).put("name", StageJson.idOf(1));
    ObjectNode container =
        node.putObject(Envelope.TRIGGER)
            .put(ActionJson.TYPE, Envelope.TRIGGER)
            .put("id", "0")
            .put("containerId", "0")
            .put("name", "trigger");
    pipeline
        .recommendedVersion()
        .ifPresent(version -> container.set("buildNo", VersionJson.write(version)));
    if (!pipeline.finallyJobs().isEmpty()) {
      String id = StageJson.idOf(pipeline.stages().size() + 2);
      node.putObject(Envelope.FINALLY_STAGE)
          .put("id", id)
          .put("name", "Final")
          .put("finally", true);
    }
    return node;
  }

  private static ObjectNode resources(Resources resources) {
    ObjectNode node = JsonData.object();
    ArrayNode repositories = node.putArray("repositories");
    for (Resources.Repository repository : resources.repositories()) {
      ObjectNode item =
          repositories
              .addObject()
              .put("repository", repository.repository())
              .put("name", repository.name());
      repository.ref().ifPresent(ref -> item.put("ref", ref));
      repository
          .personalAccessToken()
          .ifPresent(token -> item.putObject("credentials").put(CREDENTIAL, token));
    }
    ArrayNode pools = node.putArray("pools");
    resources
        .pools()
        .forEach(pool -> pools.addObject().put("from", pool.from()).put("name", pool.name()));
    return node;
  }

  /** What the variables of the trigger container are, those of the version left out. */
  static List<Variable> variables(List<JsonAt> params) {
    var variables = new ArrayList<Variable>();
    for (JsonAt param : params) {
      if (!VersionJson.isPart(param)) {
        variables.add(VariableJson.read(param));
      }
    }
    return variables;
  }
}
