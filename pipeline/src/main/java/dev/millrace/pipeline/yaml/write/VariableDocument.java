package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.variable.Variable;
import dev.millrace.pipeline.variable.VariableForm;
import dev.millrace.pipeline.variable.VariableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code variables}. */
final class VariableDocument {
  private static final Set<String> CARRIED = Set.of("required", "value-not-empty", "name");

  /** Such names take the long form only. */
  private static final Pattern CAPITALS = Pattern.compile("[A-Z][A-Z0-9_]*");

  private VariableDocument() {}

  static Data.Fields variables(List<Variable> variables, Report report) {
    var keys = new Keys();
    for (Variable variable : variables) {
      Report here = report.of(variable.name());
      if (keys.has(variable.name()) || variable.name().equals("template")) {
        here.add(Rule.YAML_LACKS_SECOND, variable.name());
      } else {
        keys.put(variable.name(), variable(variable, here));
      }
    }
    return keys.done();
  }

  private static Data variable(Variable variable, Report report) {
    Data.Fields all = longForm(variable, CARRIED, report);
    if (variable.value() instanceof Data.Nothing) {
      report.add(Rule.YAML_LACKS_EMPTY_VALUE);
      return new Keys().put("value", Data.text("")).putAll(all.values()).done();
    }
    boolean valueOnly = all.values().size() == 1 && variable.value() instanceof Data.Text;
    return valueOnly && !CAPITALS.matcher(variable.name()).matches() ? variable.value() : all;
  }

  private static Data.Fields longForm(Variable variable, Set<String> carried, Report report) {
    var keys = new Keys();
    if (!(variable.value() instanceof Data.Nothing)) {
      keys.put("value", variable.value());
    }
    if (variable.constant()) {
      keys.flag("const", true, false);
      if (!variable.readOnly() || variable.atStart()) {
        report.add(Rule.YAML_LACKS_CONSTANT);
      }
    } else {
      keys.flag("readonly", variable.readOnly(), false)
          .flag("allow-modify-at-startup", variable.atStart(), true);
    }
    keys.flag("sensitive", variable.sensitive(), false)
        .flag("as-instance-input", variable.asInstanceInput())
        .textMap("if", variable.shownIf());
    variable.form().ifPresent(form -> keys.put("props", props(form, report)));
    return keys.extras(variable.extras(), carried, report).done();
  }

  private static Data props(VariableForm form, Report report) {
    String control = form.type().yamlName();
    if (control.isEmpty()) {
      report.add(Rule.YAML_LACKS_TYPE, form.type());
      control = VariableType.STRING.yamlName();
    }
    var keys =
        new Keys()
            .text("label", form.label())
            .text("type", control)
            .items("options", form.options().stream().map(VariableDocument::option).toList())
            .text("description", form.description())
            .text("group", form.group())
            .flag("required", form.required(), false)
            .text("repo-id", form.repositoryId())
            .text("relative-path", form.relativePath())
            .text("scm-type", form.scmType());
    form.containerType()
        .ifPresent(type ->
            keys.put(
                "container-type",
                new Keys().text("build-type", type.buildType()).text("os", type.os()).done()));
    keys.text("filter-rule", form.filterRule())
        .flag("version-control", form.versionControl())
        .textMap("metadata", form.metadata())
        .data("payload", form.payload());
    keys.items("fields", fields(form.fields(), report.of("props", "fields")));
    return keys.flag("multiple", form.multiple()).extras(form.extras(), Set.of(), report).done();
  }

  /** As a list with ids, which is the shape of the JSON model and can say every name. */
  private static List<Data> fields(List<Variable> fields, Report report) {
    List<Data> items = new ArrayList<>();
    for (Variable field : fields) {
      Report here = report.of(items.size());
      var keys = new Keys().put("id", Data.text(field.name()));
      items.add(keys.putAll(longForm(field, Set.of(), here).values()).done());
      if (field.form().filter(form -> !form.fields().isEmpty()).isPresent()) {
        here.add(Rule.YAML_LACKS_KEYS, "fields");
      }
    }
    return items;
  }

  private static Data option(VariableForm.Option option) {
    return new Keys()
        .put("id", Data.text(option.id()))
        .text("label", option.label())
        .text("description", option.description())
        .done();
  }
}
