package dev.millrace.pipeline.json;

import dev.millrace.pipeline.JobEntry;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageEntry;
import dev.millrace.pipeline.StageTemplate;
import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.node.ObjectNode;

/** Stages, but that of the triggers and that of the finally jobs. */
final class StageJson {
  static final String CONTAINERS = "containers";

  static final String CONTROL = "stageControlOption";
  private static final String NAMED = "named";
  private static final String LABELS = "labels";
  private static final String TAG = "tag";

  private StageJson() {}

  /** {@code number} counts from 1, the stage of the triggers included. */
  static StageEntry read(JsonAt at, int number, List<JobEntry> jobs) {
    return at.has("template") && jobs.isEmpty() && !Templates.isNone(at)
        ? Templates.read(at, idOf(number), StageTemplate::new, StageJson::template)
        : carrier(number, jobs).read(at);
  }

  /** Without its jobs. */
  static ObjectNode write(StageEntry entry, int number) {
    return switch (entry) {
      case Stage stage -> {
        ObjectNode node = carrier(number, stage.jobs()).write(stage, stage.extras());
        yield node.has("template") && stage.jobs().isEmpty() ? Templates.markNone(node) : node;
      }
      case StageTemplate template -> template(template, idOf(number));
    };
  }

  static String idOf(int number) {
    return "stage-" + number;
  }

  private static ObjectNode template(StageTemplate template, String id) {
    ObjectNode node = JsonData.object().put("id", id).put("name", id);
    node.putArray(CONTAINERS);
    node.set("template", TemplateJson.write(template.use()));
    return node;
  }

  private static Carrier<Stage> carrier(int number, List<JobEntry> jobs) {
    return new Carrier<>(
        RunTimeFields.STAGE.and(CONTAINERS, Envelope.FINALLY),
        (at, extras) -> own(at, extras, idOf(number), jobs),
        stage -> own(stage, idOf(number)));
  }

  private static Stage own(
      JsonAt at, SequencedMap<String, Data> extras, String id, List<JobEntry> jobs) {
    JsonAt control = at.object(CONTROL);
    String name = at.text("name", "");
    return new Stage(
        at.text("stageIdForUser", ""),
        name.equals(id) && !at.own().flag(NAMED, false) ? "" : name,
        control.flag("enable", true),
        labels(at),
        ConditionJson.read(control, Tables.STAGE_CONDITIONS),
        at.flag("fastKill", false),
        StageCheckJson.read(at, "checkIn"),
        StageCheckJson.read(at, "checkOut"),
        jobs,
        extras);
  }

  private static List<String> labels(JsonAt at) {
    return at.own()
        .maybeTexts(LABELS)
        .orElseGet(() ->
            at.texts(TAG).stream()
                .map(tag -> Tables.STAGE_LABELS.meaning(tag).orElse(tag))
                .toList());
  }

  private static ObjectNode own(Stage stage, String id) {
    ObjectNode node =
        JsonData.object().put("id", id).put("name", stage.name().isEmpty() ? id : stage.name());
    if (stage.name().equals(id)) {
      Residue.own(node).put(NAMED, true);
    }
    if (!stage.id().isEmpty()) {
      node.put("stageIdForUser", stage.id());
    }
    if (!stage.labels().isEmpty()) {
      List<String> tags =
          stage.labels().stream()
              .map(label -> Tables.STAGE_LABELS.word(label).orElse(label))
              .toList();
      node.set(TAG, JsonData.texts(tags));
      if (!labels(JsonAt.silent(node)).equals(stage.labels())) {
        Residue.own(node).set(LABELS, JsonData.texts(stage.labels()));
      }
    }
    node.put("fastKill", stage.fastKill()).put("finally", false);
    ObjectNode control = node.putObject(CONTROL).put("enable", stage.enabled());
    ConditionJson.write(control, stage.condition(), Tables.STAGE_CONDITIONS);
    stage.checkIn().ifPresent(check -> node.set("checkIn", StageCheckJson.write(check)));
    stage.checkOut().ifPresent(check -> node.set("checkOut", StageCheckJson.write(check)));
    return node;
  }
}
