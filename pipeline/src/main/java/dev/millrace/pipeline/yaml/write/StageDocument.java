package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.StageCheck.ReviewFlow;
import dev.millrace.pipeline.StageCheck.ReviewInput;
import dev.millrace.pipeline.StageCheck.ReviewVariable;
import dev.millrace.pipeline.StageEntry;
import dev.millrace.pipeline.StageTemplate;
import dev.millrace.pipeline.data.Data;
import java.util.Set;

/** {@code stages} and their checks. */
final class StageDocument {
  private static final Set<String> CARRIED = Set.of("if-modify");
  private static final Set<String> CARRIED_BY_CHECK = Set.of("template");

  private StageDocument() {}

  static Data write(StageEntry entry, Report report) {
    return switch (entry) {
      case StageTemplate(var use) -> ConditionDocument.use(use, report);
      case Stage stage -> stage(stage, report);
    };
  }

  private static Data stage(Stage stage, Report report) {
    var keys =
        new Keys()
            .text("name", stage.name())
            .text("id", stage.id())
            .flag("enable", stage.enabled(), true);
    if (stage.labels().size() == 1) {
      keys.text("label", stage.labels().getFirst());
    } else {
      keys.texts("label", stage.labels());
    }
    ConditionDocument.write(keys, stage.condition(), ConditionDocument.Level.PLAIN, report);
    keys.flag("fast-kill", stage.fastKill(), false);
    stage.checkIn().ifPresent(check -> keys.put("check-in", check(check, report.of("check-in"))));
    stage
        .checkOut()
        .ifPresent(check -> keys.put("check-out", check(check, report.of("check-out"))));
    keys.extras(stage.extras(), CARRIED, report);
    Report ofJobs = report.of("jobs");
    return keys.put("jobs", JobDocument.jobs(stage.jobs(), ConditionDocument.Level.PLAIN, ofJobs))
        .done();
  }

  private static Data check(StageCheck check, Report report) {
    var reviews =
        new Keys().items("flows", check.flows().stream().map(StageDocument::flow).toList());
    var variables = new Keys();
    check.variables().forEach(variable -> variables.put(variable.name(), variable(variable)));
    if (!variables.isEmpty()) {
      reviews.put("variables", variables.done());
    }
    reviews.text("description", check.description());
    if (check.markdown()) {
      reviews.text("content-format", "markdown");
    }
    reviews.texts("notify-type", check.notifyTypes()).texts("chat-id", check.chatIds());
    var keys = new Keys().number("timeout-hours", check.timeoutHours());
    if (!reviews.isEmpty()) {
      keys.put("reviews", reviews.done());
    }
    return keys.data("gates", check.gates())
        .extras(check.extras(), CARRIED_BY_CHECK, report)
        .done();
  }

  private static Data flow(ReviewFlow flow) {
    return new Keys()
        .text("name", flow.name())
        .texts("reviewers", flow.reviewers())
        .texts("groups", flow.groups())
        .done();
  }

  private static Data variable(ReviewVariable variable) {
    var keys = new Keys().text("label", variable.label());
    if (variable.type() != ReviewInput.INPUT) {
      keys.text("type", variable.type().name().replace('_', '-'));
    }
    if (!(variable.defaultValue() instanceof Data.Nothing)) {
      keys.put("default", variable.defaultValue());
    }
    keys.items("values", variable.values());
    keys.text("values", variable.valuesExpression());
    return keys.flag("required", variable.required(), false)
        .text("description", variable.description())
        .done();
  }
}
