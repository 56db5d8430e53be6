package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.VariableGroupUse;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.variable.Variable;
import dev.millrace.pipeline.variable.VariableForm;
import dev.millrace.pipeline.variable.VariableType;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import dev.millrace.pipeline.yaml.tree.Node.Sequence;
import java.util.List;
import java.util.Optional;

/** Variables, as model. */
final class VariableMapping {
  static final String GROUPS = "template";

  private VariableMapping() {}

  static List<Variable> variables(View variables) {
    return variables.entries().stream()
        .filter(entry -> !entry.name().equals(GROUPS))
        .map(entry -> variable(entry.name(), entry.value()))
        .toList();
  }

  static List<VariableGroupUse> groups(View variables) {
    return variables.items(GROUPS).stream()
        .map(View::of)
        .map(group -> new VariableGroupUse(group.textOrEmpty("name"), group.name("version")))
        .toList();
  }

  static Variable variable(String name, Node node) {
    if (node instanceof Scalar scalar) {
      return new Variable(
          name,
          Data.text(scalar.text()),
          false,
          false,
          true,
          false,
          Optional.empty(),
          Data.ordered(java.util.Map.of()),
          Optional.empty(),
          Data.none());
    }
    View variable = View.of(node);
    boolean constant = variable.flag("const", false);
    return new Variable(
        name,
        variable.node("value").map(VariableMapping::value).orElseGet(Data.Nothing::new),
        constant || variable.flag("readonly", false),
        constant,
        !constant && variable.flag("allow-modify-at-startup", true),
        variable.flag("sensitive", false),
        variable.flag("as-instance-input"),
        variable.textMap("if"),
        variable.node("props").map(props -> form(View.of(props))),
        variable.carry("required", "value-not-empty", "name"));
  }

  /** Every single value is a text at run time, as it was written. */
  private static Data value(Node node) {
    return node instanceof Scalar scalar ? Data.text(scalar.text()) : View.data(node);
  }

  private static VariableForm form(View props) {
    return new VariableForm(
        props.name("type").flatMap(VariableType::ofYamlName).orElse(VariableType.STRING),
        props.textOrEmpty("label"),
        props.textOrEmpty("description"),
        props.textOrEmpty("group"),
        props.flag("required", false),
        props.items("options").stream().map(View::of).map(VariableMapping::option).toList(),
        props.name("repo-id"),
        props.name("relative-path"),
        props.name("scm-type"),
        props.node("container-type").map(type -> resource(View.of(type))),
        props.name("filter-rule"),
        props.flag("version-control"),
        props.textMap("metadata"),
        props.data("payload"),
        props.node("fields").map(VariableMapping::fields).orElse(List.of()),
        props.flag("multiple"),
        Data.none());
  }

  private static VariableForm.Option option(View option) {
    return new VariableForm.Option(
        option.textOrEmpty("id"), option.textOrEmpty("label"), option.textOrEmpty("description"));
  }

  private static VariableForm.BuildResource resource(View type) {
    return new VariableForm.BuildResource(type.textOrEmpty("build-type"), type.textOrEmpty("os"));
  }

  private static List<Variable> fields(Node node) {
    return node instanceof Sequence list
        ? list.items().stream()
            .map(item -> variable(View.of(item).textOrEmpty("id"), item))
            .toList()
        : View.of(node).entries().stream()
            .map(entry -> variable(entry.name(), entry.value()))
            .toList();
  }
}
