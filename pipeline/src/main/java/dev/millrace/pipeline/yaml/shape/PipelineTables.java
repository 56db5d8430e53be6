package dev.millrace.pipeline.yaml.shape;

import static dev.millrace.pipeline.yaml.shape.Shape.FLAG;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXT;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXTS;
import static dev.millrace.pipeline.yaml.shape.Shape.UNLIMITED;
import static dev.millrace.pipeline.yaml.shape.Shape.either;
import static dev.millrace.pipeline.yaml.shape.Shape.form;
import static dev.millrace.pipeline.yaml.shape.Shape.listOf;
import static dev.millrace.pipeline.yaml.shape.Shape.listOr;
import static dev.millrace.pipeline.yaml.shape.Shape.name;
import static dev.millrace.pipeline.yaml.shape.Shape.text;
import static dev.millrace.pipeline.yaml.shape.Shape.whole;
import static dev.millrace.pipeline.yaml.shape.Shape.word;

import dev.millrace.pipeline.check.BuildNumberRules;
import dev.millrace.pipeline.limit.Limits;

/** The root of a pipeline file and its settings. */
final class PipelineTables {
  private static final Table REPOSITORY =
      Table.of("repository", "A repository templates may come from.")
          .required("repository", name(UNLIMITED), "Group and name of the repository.")
          .required("name", name(UNLIMITED), "The alias to write behind @ in template paths.")
          .key("ref", TEXT, "Branch, tag or commit.")
          .key(
              "credentials",
              new Shape.Fields(
                  Table.of("repositoryCredentials", "How to get at the repository.")
                      .key("personal-access-token", TEXT, "Reference to the token.")
                      .build()),
              "How to get at the repository.")
          .build();

  private static final Table POOL =
      Table.of("pool", "Machines of another project.")
          .required("from", name(UNLIMITED), "The other project and its environment: project@name.")
          .required("name", name(UNLIMITED), "The name to use as runs-on.pool-name here.")
          .build();

  private static final Table RESOURCES =
      Table.of("resources", "Repositories and machines from elsewhere.")
          .key("repositories", listOf(new Shape.Fields(REPOSITORY)), "Sources of templates.")
          .key("pools", listOf(new Shape.Fields(POOL)), "Machines of other projects.")
          .build();

  private static final Table CONCURRENCY =
      Table.of("concurrency", "How many builds run at once.")
          .key("group", name(Limits.CONCURRENCY_GROUP_MAX), "One build at a time in this group.")
          .key("cancel-in-progress", FLAG, "A new build cancels running ones of the group.")
          .key("queue-length", whole(0, Limits.QUEUE_LENGTH_MAX), "Builds that may wait; 10.")
          .key(
              "queue-timeout-minutes",
              whole(1, Limits.QUEUE_MINUTES_MAX),
              "How long a build may wait; 480.")
          .key(
              "max-parallel",
              whole(1, Limits.PARALLEL_BUILDS_MAX),
              "Builds of this pipeline at once, without a group.")
          .build();

  private static final Table NOTICE =
      Table.of("notice", "Who is told how when a build ends.")
          .required("type", channels(), "How they are told.")
          .key("receivers", TEXTS, "Users; by default who started the build.")
          .key("groups", TEXTS, "User groups of the project.")
          .key("content", TEXT, "What they are told.")
          .key("chat-id", TEXTS, "Group chats, for wework-chat.")
          .key("content-format", word("text", "markdown"), "Format of the content; text.")
          .key("attach-build-url", FLAG, "Adds a link to the build.")
          .key("if", word("ALWAYS", "FAILURE", "SUCCESS"), "After which ends; any.")
          .v2("title", TEXT, "Subject of a mail.")
          .v2("ccs", TEXTS, "Who gets a copy.")
          .build();

  private static final Table CREATIVE_POOL =
      Table.of("rootRunsOn", "Kept, and without effect here.")
          .key("pool-name", TEXT, "Name of the pool.")
          .key("pool-id", TEXT, "Id of the pool.")
          .build();

  static final Table PIPELINE =
      Table.of("pipeline", "A pipeline: what is built, how and when.")
          .required("version", new Shape.Version(), "Version of this format.")
          .key("name", text(Limits.NAME_MAX), "Name of the pipeline; the file's name by default.")
          .key("desc", text(Limits.DESCRIPTION_MAX), "What it is for.")
          .key("label", TEXTS, "Labels to find it by.")
          .key(
              "on",
              listOr(
                  listOf(new Shape.Fields(TriggerTables.ON_ENTRY), 1, UNLIMITED),
                  TriggerTables.ON_ENTRY),
              "What starts a build.")
          .key("variables", VariableTables.VARIABLES, "Variables and their defaults.")
          .key("stages", StageTables.STAGES, "Groups of jobs, one after another.")
          .key("jobs", StageTables.JOBS, "Jobs side by side, when one stage is enough.")
          .key("steps", StepTables.STEPS, "Steps, when one job is enough.")
          .key("extends", TemplateTables.EXTENDS, "The template the whole body comes from.")
          .key("resources", new Shape.Fields(RESOURCES), "What is taken from elsewhere.")
          .key("finally", StageTables.FINAL_JOBS, "Jobs that run at the end, whatever happened.")
          .key("notices", listOf(new Shape.Fields(NOTICE)), "Who is told when a build ends.")
          .key("concurrency", new Shape.Fields(CONCURRENCY), "How many builds run at once.")
          .key("disable-pipeline", FLAG, "No build can be started.")
          .key(
              "fail-if-variable-invalid",
              FLAG,
              "A start with a value of more than 4000 characters is refused.")
          .key(
              "recommended-version",
              new Shape.Fields(VersionTables.RECOMMENDED_VERSION),
              "The semantic version of what is built.")
          .key(
              "custom-build-num",
              form(Limits.BUILD_NUMBER_RULE_MAX, BuildNumberRules.FORM, BuildNumberRules.EXAMPLE),
              "How builds are numbered besides 1, 2, 3.")
          .key(
              "syntax-dialect",
              word("INHERIT", "CLASSIC", "CONSTRAINT"),
              "How variables are written in texts.")
          .key(
              "cancel-policy",
              word("BROAD", "RESTRICTED"),
              "Who may cancel: all who may start, or only who did.")
          .key("runs-on", either(TEXT, CREATIVE_POOL), "Kept, and without effect here.")
          .exactlyOneOf("stages", "jobs", "steps", "extends")
          .atMostOneOf("extends", "variables")
          .atMostOneOf("extends", "finally")
          .build();

  private PipelineTables() {}

  private static Shape channels() {
    String[] words = {"email", "wework-message", "wework-chat", "sms", "voice"};
    return new Shape.Choice(
        java.util.Optional.of(word(words)),
        java.util.Optional.of(new Shape.Items(word(words), 1, UNLIMITED, true)),
        java.util.Optional.empty());
  }
}
