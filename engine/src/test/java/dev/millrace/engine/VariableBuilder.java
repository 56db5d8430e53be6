package dev.millrace.engine;

import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.variable.Variable;
import dev.millrace.pipeline.variable.VariableForm;
import dev.millrace.pipeline.variable.VariableType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A variable of a pipeline for tests; an empty text that anybody may give and change. */
final class VariableBuilder {
  private final String name;
  private Data value = Data.text("");
  private boolean readOnly;
  private boolean constant;
  private boolean sensitive;
  private Map<String, String> shownIf = Map.of();
  private VariableType type = VariableType.STRING;
  private boolean required;
  private List<VariableForm.Option> options = List.of();

  private VariableBuilder(String name) {
    this.name = name;
  }

  static VariableBuilder aVariable(String name) {
    return new VariableBuilder(name);
  }

  VariableBuilder value(Data other) {
    value = other;
    return this;
  }

  VariableBuilder readOnly() {
    readOnly = true;
    return this;
  }

  VariableBuilder constant() {
    constant = true;
    return this;
  }

  VariableBuilder sensitive() {
    sensitive = true;
    return this;
  }

  VariableBuilder shownIf(String other, String its) {
    shownIf = Map.of(other, its);
    return this;
  }

  VariableBuilder of(VariableType other) {
    type = other;
    return this;
  }

  VariableBuilder required() {
    required = true;
    return this;
  }

  VariableBuilder options(String... ids) {
    options = Arrays.stream(ids).map(id -> new VariableForm.Option(id, "", "")).toList();
    return this;
  }

  Variable build() {
    var form =
        new VariableForm(
            type,
            "",
            "",
            "",
            required,
            options,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Data.ordered(Map.of()),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Data.none());
    return new Variable(
        name,
        value,
        readOnly,
        constant,
        !constant,
        sensitive,
        Optional.empty(),
        Data.ordered(shownIf),
        Optional.of(form),
        Data.none());
  }
}
