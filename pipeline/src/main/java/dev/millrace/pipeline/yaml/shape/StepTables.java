package dev.millrace.pipeline.yaml.shape;

import static dev.millrace.pipeline.yaml.shape.Shape.ANY_MAP;
import static dev.millrace.pipeline.yaml.shape.Shape.FLAG;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXT;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXTS;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXT_MAP;
import static dev.millrace.pipeline.yaml.shape.Shape.UNLIMITED;
import static dev.millrace.pipeline.yaml.shape.Shape.either;
import static dev.millrace.pipeline.yaml.shape.Shape.form;
import static dev.millrace.pipeline.yaml.shape.Shape.listOf;
import static dev.millrace.pipeline.yaml.shape.Shape.mapOf;
import static dev.millrace.pipeline.yaml.shape.Shape.name;
import static dev.millrace.pipeline.yaml.shape.Shape.text;
import static dev.millrace.pipeline.yaml.shape.Shape.whole;
import static dev.millrace.pipeline.yaml.shape.Shape.word;

import dev.millrace.pipeline.limit.Limits;
import java.util.List;

/** Steps, and what steps, jobs and stages have in common. */
final class StepTables {
  private static final Table MATCH =
      Table.of("condition", "A condition over variables.")
          .required(
              "mode",
              word("RUN_WHEN_ALL_PARAMS_MATCH", "NOT_RUN_WHEN_ALL_PARAMS_MATCH"),
              "Whether it runs when all match.")
          .required("params", TEXT_MAP, "Names of variables and the values to compare with.")
          .build();

  static final Shape CONDITION = either(text(Limits.CONDITION_MAX), MATCH);

  static final Shape TIMEOUT = new Shape.Minutes(1, Limits.TIMEOUT_MINUTES_MAX);

  static final Shape ENVIRONMENT =
      mapOf(
          Limits.ENVIRONMENT_KEY_MAX,
          text(Limits.ENVIRONMENT_VALUE_MAX),
          Limits.ENVIRONMENT_ENTRIES_MAX);

  private static final Table CHECKOUT =
      Table.of("checkoutSource", "A repository of the project.")
          .key("repo-id", name(UNLIMITED), "By its id.")
          .key("repo-name", name(UNLIMITED), "By its alias.")
          .exactlyOneOf("repo-id", "repo-name")
          .build();

  static final Table STEP =
      Table.of("step", "One script, checkout or plugin call.")
          .key("name", TEXT, "What people see.")
          .key("id", text(Limits.STEP_ID_MAX), "Name for steps.<id>.outputs; unique in the job.")
          .key("enable", FLAG, "Whether it runs; true.")
          .key("run", TEXT, "A script.")
          .key(
              "shell",
              word("bash", "cmd", "pwsh", "powershell", "python", "sh", "win_bash", "auto"),
              "What runs the script.")
          .key(
              "uses", form(UNLIMITED, "[^@\\s]+@[^@\\s]+", "code@1.*"), "A plugin and its version.")
          .key("with", ANY_MAP, "Inputs of the plugin, the checkout or the script.")
          .key(
              "checkout",
              either(name(UNLIMITED), CHECKOUT),
              "A repository to check out: self, a URL, or one of the project.")
          .key("namespace", TEXT, "Prefix of the names of its output variables.")
          .key("if", CONDITION, "When it runs; by default if all before succeeded.")
          .key("timeout-minutes", TIMEOUT, "How long it may take; 900.")
          .key(
              "continue-on-error",
              word("true", "false", "auto", "manual"),
              "true and auto: the job goes on after a failure; manual: a person may say so.")
          .key("retry-times", whole(0, Limits.RETRIES_MAX), "Automatic retries; 0.")
          .key("can-manually-retry", FLAG, "A person may run it again after a failure.")
          .key("can-pause-before-run", FLAG, "Waits before it runs until a person continues.")
          .key("pause-notice-receivers", TEXTS, "Who is told about the pause.")
          .key("env", ENVIRONMENT, "Environment variables, over those of the job.")
          .key("if-modify", TEXTS, "Paths; kept for import, and without effect.")
          .exactlyOneOf("run", "uses", "checkout")
          .build();

  static final Shape STEP_ENTRY =
      new Shape.ByKey(
          List.of("template", "template-id"),
          new Shape.Fields(TemplateTables.USE),
          new Shape.Fields(STEP));

  static final Shape STEPS = listOf(STEP_ENTRY, 1, Limits.STEPS_PER_JOB_MAX);

  private StepTables() {}
}
