package dev.millrace.pipeline.yaml.shape;

import static dev.millrace.pipeline.yaml.shape.Shape.ANYTHING;
import static dev.millrace.pipeline.yaml.shape.Shape.ANY_MAP;
import static dev.millrace.pipeline.yaml.shape.Shape.FLAG;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXT;
import static dev.millrace.pipeline.yaml.shape.Shape.UNLIMITED;
import static dev.millrace.pipeline.yaml.shape.Shape.either;
import static dev.millrace.pipeline.yaml.shape.Shape.listOf;
import static dev.millrace.pipeline.yaml.shape.Shape.mapOf;
import static dev.millrace.pipeline.yaml.shape.Shape.name;
import static dev.millrace.pipeline.yaml.shape.Shape.word;

import java.util.Optional;

/** References to templates, and template files. */
final class TemplateTables {
  private static final Table OVERRIDE =
      Table.of("templateVariable", "A value for a variable of the template.")
          .key("value", ANYTHING, "The value.")
          .key("allow-modify-at-startup", FLAG, "Whoever starts a build may change it.")
          .build();

  private static final Shape OVERRIDES =
      mapOf(
          UNLIMITED,
          new Shape.Choice(
              Optional.of(TEXT),
              Optional.of(listOf(ANYTHING)),
              Optional.of(new Shape.Fields(OVERRIDE))),
          UNLIMITED);

  /** In the place of a stage, a job or a step. */
  static final Table USE =
      Table.of("templateUse", "What a template gives, put here.")
          .key("template", name(UNLIMITED), "Path below .ci/templates/, or path@repository.")
          .key("ref", TEXT, "Branch, tag or commit of the template.")
          .key("template-id", name(UNLIMITED), "Id of a template the platform keeps.")
          .key("version", TEXT, "Version of the template.")
          .key("variables", OVERRIDES, "Values for the template's parameters.")
          .key("parameters", ANY_MAP, "Values for the template's parameters.")
          .exactlyOneOf("template", "template-id")
          .build();

  private static final Table JOB_USE =
      Table.of("jobTemplateUse", "Jobs of a template, put here.")
          .like(USE)
          .key("name", name(UNLIMITED), "Path of the template, in the older word.")
          .exactlyOneOf("template", "template-id", "name")
          .build();

  private static final Table WHOLE =
      Table.of("wholeTemplate", "The template of the whole pipeline.")
          .key("path", name(UNLIMITED), "Path below .ci/templates/, or path@repository.")
          .key("ref", TEXT, "Branch, tag or commit of the template.")
          .key("template-id", name(UNLIMITED), "Id of a template the platform keeps.")
          .key("version", TEXT, "Version of the template, needed with template-id.")
          .key("variables", OVERRIDES, "Values for the template's variables and parameters.")
          .key("parameters", ANY_MAP, "Values for the template's parameters.")
          .key("trigger-conf", ANY_MAP, "Changes to triggers of the template, by their id.")
          .key(
              "recommended-version",
              new Shape.Fields(VersionTables.RECOMMENDED_VERSION),
              "The semantic version of what is built.")
          .exactlyOneOf("path", "template-id")
          .needs("template-id", "version")
          .build();

  private static final Table EXTENDS_TABLE =
      Table.of("extends", "The template the whole body comes from.")
          .required("template", either(name(UNLIMITED), WHOLE), "The template.")
          .key("parameters", ANY_MAP, "Values for the template's parameters.")
          .build();

  static final Shape EXTENDS = new Shape.Fields(EXTENDS_TABLE);

  private static final Table PARAMETER =
      Table.of("parameter", "A parameter of a template.")
          .required("name", name(UNLIMITED), "Written as parameters.<name>.")
          .key("type", word("string", "number", "boolean", "array"), "Kind of value; string.")
          .key("default", ANYTHING, "Value where the use gives none.")
          .key("values", listOf(ANYTHING), "The only values allowed.")
          .build();

  /** Bodies are checked where they are used, with the parameters filled in. */
  static final Table TEMPLATE_FILE =
      Table.of("template", "A template file.")
          .key("version", word("v3.0", "v2.0"), "Version of the format.")
          .key("name", TEXT, "What people see.")
          .key("desc", TEXT, "What it is for.")
          .key("parameters", listOf(new Shape.Fields(PARAMETER)), "What a use may or must give.")
          .key("resources", ANYTHING, "What is taken from elsewhere.")
          .key("stages", ANYTHING, "Stages it gives.")
          .key("jobs", ANYTHING, "Jobs it gives.")
          .key("steps", ANYTHING, "Steps it gives.")
          .key("variables", ANYTHING, "Variables it gives.")
          .key("finally", ANYTHING, "Final jobs it gives.")
          .key("gates", ANYTHING, "Gates it gives.")
          .key("extends", ANYTHING, "The template it extends.")
          .key("on", ANYTHING, "Triggers of a whole pipeline.")
          .key("label", ANYTHING, "Labels of a whole pipeline.")
          .key("notices", ANYTHING, "Notices of a whole pipeline.")
          .key("concurrency", ANYTHING, "Concurrency of a whole pipeline.")
          .key("recommended-version", ANYTHING, "Recommended version of a whole pipeline.")
          .key("custom-build-num", ANYTHING, "Build number rule of a whole pipeline.")
          .key("syntax-dialect", ANYTHING, "Dialect of a whole pipeline.")
          .key("cancel-policy", ANYTHING, "Cancel policy of a whole pipeline.")
          .key("fail-if-variable-invalid", ANYTHING, "Setting of a whole pipeline.")
          .key("disable-pipeline", ANYTHING, "Setting of a whole pipeline.")
          .build();

  private TemplateTables() {}

  /** The format's schema takes a text and its reader a list; version 2 has a map. All are taken. */
  static Field jobTemplates() {
    Shape one = either(name(UNLIMITED), JOB_USE);
    Shape any =
        new Shape.Choice(
            Optional.of(name(UNLIMITED)),
            Optional.of(listOf(one, 1, UNLIMITED)),
            Optional.of(new Shape.Fields(JOB_USE)));
    return new Field("template", any, false, Field.Era.ALWAYS, "Jobs of templates.");
  }
}
