package dev.millrace.pipeline.yaml.shape;

import static dev.millrace.pipeline.yaml.shape.Shape.ANYTHING;
import static dev.millrace.pipeline.yaml.shape.Shape.FLAG;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXT;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXT_MAP;
import static dev.millrace.pipeline.yaml.shape.Shape.UNLIMITED;
import static dev.millrace.pipeline.yaml.shape.Shape.either;
import static dev.millrace.pipeline.yaml.shape.Shape.form;
import static dev.millrace.pipeline.yaml.shape.Shape.listOf;
import static dev.millrace.pipeline.yaml.shape.Shape.name;
import static dev.millrace.pipeline.yaml.shape.Shape.text;
import static dev.millrace.pipeline.yaml.shape.Shape.word;

import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.Phrase;
import dev.millrace.pipeline.variable.VariableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Variables and their form controls. */
final class VariableTables {
  private static final Table OPTION =
      Table.of("option", "One choice.")
          .required("id", TEXT, "The value.")
          .key("label", TEXT, "What people see.")
          .key("description", TEXT, "What it means.")
          .build();

  private static final Table BUILD_RESOURCE =
      Table.of("buildResource", "What kind of machine can be chosen.")
          .key("build-type", TEXT, "Kind of machine.")
          .key("os", word("MACOS", "WINDOWS", "LINUX"), "System of the machine.")
          .build();

  private static final Table CONTROL =
      Table.of("control", "How the value is asked for.")
          .required("type", controls(), "Kind of control; vuex-input.")
          .key("label", TEXT, "What people see.")
          .key("options", listOf(new Shape.Fields(OPTION)), "The choices.")
          .key("description", TEXT, "What it is for.")
          .key("group", TEXT, "Heading it stands under.")
          .key("required", FLAG, "Must not be empty at start.")
          .key("repo-id", TEXT, "Repository, for git-ref and svn-tag.")
          .key("relative-path", TEXT, "Folder, for svn-tag.")
          .key("scm-type", TEXT, "Kind of repository, for code-lib.")
          .key("container-type", new Shape.Fields(BUILD_RESOURCE), "For container-type.")
          .key("filter-rule", TEXT, "Pattern of artifact names, for artifactory.")
          .key("version-control", FLAG, "Keeps uploaded versions, for custom-file.")
          .key("metadata", TEXT_MAP, "Metadata of artifacts, for artifactory.")
          .key("payload", ANYTHING, "Data of the user interface, kept as it is.")
          .key("multiple", FLAG, "More than one choice.")
          .build();

  /** A child of a form-list, named by its key: a variable that can have no children of its own. */
  private static final Table FORM_FIELD =
      Table.of("formField", "One field of a form-list.")
          .key("value", ANYTHING, "The value to begin with.")
          .key("readonly", FLAG, "Can't be changed.")
          .key("const", FLAG, "Never changes and is never asked for.")
          .key("allow-modify-at-startup", FLAG, "Whoever starts a build may change it.")
          .key("sensitive", FLAG, "Masked wherever it would be shown.")
          .key("as-instance-input", FLAG, "Asked for when a template is instantiated.")
          .key("if", TEXT_MAP, "Shown only if these inputs have these values.")
          .key("props", new Shape.Fields(CONTROL), "How it is asked for.")
          .build();

  /** The same in a list, as the JSON model has it. */
  private static final Table FORM_ITEM =
      Table.of("formItem", "One field of a form-list.")
          .required("id", name(Limits.VARIABLE_NAME_MAX), "Its name.")
          .like(FORM_FIELD)
          .build();

  private static final Table PROPS =
      Table.of("props", "How the value is asked for.")
          .like(CONTROL)
          .key(
              "fields",
              new Shape.Choice(
                  Optional.empty(),
                  Optional.of(listOf(new Shape.Fields(FORM_ITEM))),
                  Optional.of(
                      Shape.mapOf(
                          Limits.VARIABLE_NAME_MAX, new Shape.Fields(FORM_FIELD), UNLIMITED))),
              "Children of a form-list.")
          .build();

  static final Table VARIABLE =
      Table.of("variable", "A variable with its default value.")
          .required("value", ANYTHING, "The default value.")
          .key("readonly", FLAG, "Steps can't change it.")
          .key("const", FLAG, "Never changes and is never asked for.")
          .key("allow-modify-at-startup", FLAG, "Whoever starts a build may change it; true.")
          .key("sensitive", FLAG, "Masked wherever it would be shown.")
          .key("as-instance-input", FLAG, "Asked for when a template is instantiated.")
          .key("if", TEXT_MAP, "Shown only if these inputs have these values.")
          .key("props", new Shape.Fields(PROPS), "How it is asked for.")
          .ignored(
              "required",
              FLAG,
              Phrase.PROPS_REQUIRED_SAYS_IT,
              "props.required makes a value mandatory")
          .ignored(
              "value-not-empty",
              FLAG,
              Phrase.PROPS_REQUIRED_SAYS_IT,
              "props.required makes a value mandatory")
          .ignored(
              "name",
              TEXT,
              Phrase.KEY_IS_THE_NAME,
              "the key is the name, props.label is what people see")
          .build();

  private static final Table GROUP =
      Table.of("variableGroup", "A group of variables the project shares, or a file of variables.")
          .required("name", name(UNLIMITED), "Name of the group, or path of the file.")
          .key("version", form(UNLIMITED, "v.+", "v1"), "Version of the group.")
          .key("parameters", Shape.ANY_MAP, "Parameters of the file.")
          .key("variables", Shape.ANY_MAP, "Parameters of the file, in the newer word.")
          .build();

  static final Shape VARIABLES =
      new Shape.Entries(
          Limits.VARIABLE_NAME_MAX,
          either(text(Limits.VARIABLE_VALUE_MAX), VARIABLE),
          0,
          UNLIMITED,
          Map.of(
              "template",
              new Field(
                  "template",
                  listOf(new Shape.Fields(GROUP)),
                  false,
                  Field.Era.ALWAYS,
                  "Shared groups of variables.")));

  private VariableTables() {}

  private static Shape controls() {
    List<String> words = new ArrayList<>();
    for (VariableType type : VariableType.values()) {
      if (!type.yamlName().isEmpty()) {
        words.add(type.yamlName());
      }
    }
    return new Shape.Word(words);
  }
}
