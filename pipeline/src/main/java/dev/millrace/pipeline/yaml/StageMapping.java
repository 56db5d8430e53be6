package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.StageCheck.ReviewFlow;
import dev.millrace.pipeline.StageCheck.ReviewInput;
import dev.millrace.pipeline.StageCheck.ReviewVariable;
import dev.millrace.pipeline.StageEntry;
import dev.millrace.pipeline.StageTemplate;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Stages and their checks, as model. */
final class StageMapping {
  private StageMapping() {}

  static StageEntry entry(Node node) {
    View stage = View.of(node);
    return TemplateMapping.isUse(stage)
        ? new StageTemplate(TemplateMapping.use(stage))
        : stage(stage);
  }

  private static Stage stage(View stage) {
    return new Stage(
        stage.textOrEmpty("id"),
        stage.textOrEmpty("name"),
        stage.flag("enable", true),
        stage.texts("label"),
        ConditionMapping.plain(stage.node("if")),
        stage.flag("fast-kill", false),
        stage.node("check-in").map(check -> check(View.of(check))),
        stage.node("check-out").map(check -> check(View.of(check))),
        JobMapping.jobs(stage.map("jobs")),
        stage.carry("if-modify"));
  }

  private static StageCheck check(View check) {
    View reviews = check.map("reviews");
    return new StageCheck(
        check.whole("timeout-hours"),
        reviews.items("flows").stream().map(flow -> flow(View.of(flow))).toList(),
        reviews.map("variables").entries().stream()
            .map(entry -> variable(entry.name(), View.of(entry.value())))
            .toList(),
        reviews.textOrEmpty("description"),
        reviews.text("content-format").filter("markdown"::equals).isPresent(),
        reviews.texts("notify-type"),
        reviews.texts("chat-id"),
        check.data("gates"),
        check.carry("template"));
  }

  private static ReviewFlow flow(View flow) {
    return new ReviewFlow(
        flow.textOrEmpty("name"), people(flow.texts("reviewers")), people(flow.texts("groups")));
  }

  /** Each text may name several, parted by commas. */
  private static List<String> people(List<String> texts) {
    return texts.stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static ReviewVariable variable(String name, View variable) {
    Optional<Scalar> expression = variable.scalar("values");
    return new ReviewVariable(
        name,
        variable.textOrEmpty("label"),
        variable
            .name("type")
            .map(word -> Words.of(ReviewInput.class, word))
            .orElse(ReviewInput.INPUT),
        variable.data("default").orElseGet(Data.Nothing::new),
        variable.items("values").stream().map(View::data).toList(),
        expression.map(Scalar::text),
        variable.flag("required", false),
        variable.textOrEmpty("description"));
  }
}
