package dev.millrace.pipeline.yaml.shape;

import static dev.millrace.pipeline.yaml.shape.Shape.ANYTHING;
import static dev.millrace.pipeline.yaml.shape.Shape.FLAG;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXT;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXTS;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXT_MAP;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXT_OR_TEXTS;
import static dev.millrace.pipeline.yaml.shape.Shape.UNLIMITED;
import static dev.millrace.pipeline.yaml.shape.Shape.listOf;
import static dev.millrace.pipeline.yaml.shape.Shape.mapOf;
import static dev.millrace.pipeline.yaml.shape.Shape.name;
import static dev.millrace.pipeline.yaml.shape.Shape.text;
import static dev.millrace.pipeline.yaml.shape.Shape.whole;
import static dev.millrace.pipeline.yaml.shape.Shape.word;

import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.Phrase;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stages with their gates, jobs, and what jobs have. */
final class StageTables {
  private static final Table MUTEX =
      Table.of("mutex", "A lock shared by all jobs of the project that name it.")
          .required("label", name(UNLIMITED), "Name of the lock.")
          .key("queue-length", whole(0, UNLIMITED), "Jobs that may wait; without it none waits.")
          .key(
              "timeout-minutes",
              new Shape.Minutes(0, Limits.MUTEX_MINUTES_MAX),
              "How long a job may wait.")
          .ignored("queue-enable", FLAG, Phrase.QUEUE_LENGTH_SAYS_IT, "queue-length says it")
          .build();

  private static final Shape CASES =
      new Shape.Choice(Optional.of(TEXT), Optional.of(listOf(TEXT_MAP)), Optional.empty());

  private static final Shape AXIS =
      new Shape.Choice(
          Optional.of(TEXT), Optional.of(listOf(ANYTHING, 1, UNLIMITED)), Optional.empty());

  private static final Shape AXES =
      new Shape.Choice(
          Optional.of(name(UNLIMITED)),
          Optional.empty(),
          Optional.of(
              new Shape.Entries(
                  UNLIMITED,
                  AXIS,
                  0,
                  UNLIMITED,
                  Map.of(
                      "include",
                      new Field("include", CASES, false, Field.Era.ALWAYS, "As beside matrix."),
                      "exclude",
                      new Field("exclude", CASES, false, Field.Era.ALWAYS, "As beside matrix.")))));

  private static final Table STRATEGY =
      Table.of("strategy", "The job many times, for each combination of values.")
          .required("matrix", AXES, "Lists of values by name.")
          .key("include", CASES, "Combinations to add or to extend.")
          .key("exclude", CASES, "Combinations to leave out.")
          .key("fast-kill", FLAG, "The first failure stops the others.")
          .key("max-parallel", whole(0, Limits.MATRIX_PARALLEL_MAX), "Cases at once; 5.")
          .build();

  static final Table JOB =
      Table.of("job", "Steps that run one after another on one machine.")
          .key("name", TEXT, "What people see.")
          .key("enable", FLAG, "Whether it runs; true.")
          .key("runs-on", RunsOnTables.RUNS_ON, "What machine it runs on; docker.")
          .key("show-runs-on", FLAG, "Shows the machine on the canvas.")
          .key("services", mapOf(UNLIMITED, ANYTHING, UNLIMITED), "Kept, and without effect.")
          .key("if", StepTables.CONDITION, "When it runs; by default with its stage.")
          .required("steps", StepTables.STEPS, "What it does.")
          .key("timeout-minutes", StepTables.TIMEOUT, "How long it may take; 900.")
          .key("env", StepTables.ENVIRONMENT, "Environment variables of all its steps.")
          .key("continue-on-error", FLAG, "Its failure does not fail the stage.")
          .key("strategy", new Shape.Fields(STRATEGY), "Runs it for each combination of values.")
          .key("depend-on", TEXTS, "Jobs of the same stage it waits for.")
          .key("mutex", new Shape.Fields(MUTEX), "A lock it needs.")
          .key("if-modify", TEXTS, "Paths; kept for import, and without effect.")
          .v2("container", new Shape.Fields(RunsOnTables.CONTAINER), "The image it runs in.")
          .build();

  /** {@code if} is a text here: the words have a rule of their own with a better message. */
  static final Table FINAL_JOB =
      Table.of("finalJob", "A job that runs at the end.")
          .like(JOB, "strategy", "show-runs-on", "if")
          .key(
              "if",
              word(
                  "ALWAYS",
                  "FAILURE",
                  "SUCCESS",
                  "CANCELED",
                  "CANCELLED",
                  "ALWAYS_UNLESS_CANCELLED"),
              "After which ends of the build; always.")
          .build();

  static final Shape JOBS = jobs(JOB);
  static final Shape FINAL_JOBS = jobs(FINAL_JOB);

  private static final Table FLOW =
      Table.of("reviewFlow", "People of whom one must approve.")
          .required("name", TEXT, "What people see.")
          .key("reviewers", TEXT_OR_TEXTS, "Users.")
          .key("groups", TEXT_OR_TEXTS, "User groups.")
          .exactlyOneOf("reviewers", "groups")
          .build();

  private static final Shape REVIEW_VALUE =
      new Shape.Choice(
          Optional.of(text(Limits.REVIEW_VALUE_MAX)),
          Optional.of(listOf(text(Limits.REVIEW_VALUE_MAX))),
          Optional.empty());

  private static final Table REVIEW_VARIABLE =
      Table.of("reviewVariable", "A value a reviewer may fill in.")
          .key("label", TEXT, "What people see.")
          .key(
              "type",
              word("INPUT", "TEXTAREA", "SELECTOR", "SELECTOR-MULTIPLE", "BOOL", "CHECKBOX"),
              "The control; INPUT.")
          .key("default", REVIEW_VALUE, "The value to begin with.")
          .key("values", TEXT_OR_TEXTS, "The choices.")
          .key("required", FLAG, "Must not be empty.")
          .key("description", TEXT, "What it is for.")
          .build();

  private static final Table REVIEWS =
      Table.of("reviews", "Who must approve.")
          .required(
              "flows",
              listOf(new Shape.Fields(FLOW), 1, Limits.REVIEW_FLOWS_MAX),
              "Asked one after another.")
          .key(
              "variables",
              mapOf(Limits.VARIABLE_NAME_MAX, new Shape.Fields(REVIEW_VARIABLE), UNLIMITED),
              "Values reviewers may fill in.")
          .key("description", text(UNLIMITED), "What reviewers read.")
          .key("content-format", word("markdown", "text"), "Format of the description; text.")
          .key("notify-type", TEXTS, "How reviewers are told.")
          .key("chat-id", TEXTS, "Group chats.")
          .build();

  private static final Table GATE =
      Table.of("gate", "A quality gate; kept for import, and without effect.")
          .key("name", TEXT, "What people see.")
          .key("rule", listOf(TEXT, 0, Limits.GATE_RULES_MAX), "Rules.")
          .key("notify-on-fail", ANYTHING, "Who is told.")
          .key("continue-on-fail", ANYTHING, "Who may pass it.")
          .build();

  private static final Table CHECK =
      Table.of("check", "What must be passed before the stage.")
          .key("timeout-hours", whole(1, Limits.REVIEW_HOURS_MAX), "How long reviewers have; 24.")
          .key("reviews", new Shape.Fields(REVIEWS), "Who must approve.")
          .key("gates", listOf(new Shape.Fields(GATE), 0, Limits.GATES_MAX), "Quality gates.")
          .v2("template", ANYTHING, "Gates of a template.")
          .build();

  static final Table STAGE =
      Table.of("stage", "Jobs side by side, after the stage before.")
          .key("id", TEXT, "Its id.")
          .key("name", TEXT, "What people see.")
          .key("enable", FLAG, "Whether it runs; true.")
          .key("label", labels(), "What it does; Build.")
          .key("if", StepTables.CONDITION, "When it runs; by default after the stage before.")
          .key("fast-kill", FLAG, "The first failing job ends the stage.")
          .key("check-in", new Shape.Fields(CHECK), "What must be passed before.")
          .key("check-out", new Shape.Fields(CHECK), "What must be passed after.")
          .required("jobs", JOBS, "Its jobs by id.")
          .key("if-modify", TEXTS, "Paths; kept for import, and without effect.")
          .build();

  static final Shape STAGES =
      listOf(
          new Shape.ByKey(
              List.of("template", "template-id"),
              new Shape.Fields(TemplateTables.USE),
              new Shape.Fields(STAGE)),
          1,
          UNLIMITED);

  private StageTables() {}

  private static Shape jobs(Table job) {
    return new Shape.Entries(
        Limits.JOB_ID_MAX,
        new Shape.Fields(job),
        1,
        Limits.JOBS_PER_STAGE_MAX,
        Map.of("template", TemplateTables.jobTemplates()));
  }

  private static Shape labels() {
    String[] words = {"Build", "Test", "Deploy", "Approve"};
    return new Shape.Choice(
        Optional.of(word(words)), Optional.of(Shape.someOf(words)), Optional.empty());
  }
}
