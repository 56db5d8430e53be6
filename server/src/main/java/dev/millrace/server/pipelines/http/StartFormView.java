package dev.millrace.server.pipelines.http;

import dev.millrace.pipeline.RecommendedVersion;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.variable.VariableForm;
import dev.millrace.pipeline.variable.VariableType;
import dev.millrace.server.pipelines.StartForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What whoever starts a build is asked, as {@link StartForm} has it. */
public record StartFormView(
    List<FieldView> fields,
    Optional<BuiltVersionView> version,
    boolean byHand,
    boolean canSkipTasks,
    boolean useLatestInputs) {
  /**
   * One variable.
   *
   * @param value a JSON value; absent where it is secret
   * @param shownIf other variables and the values with which this one is shown
   * @param control absent: the pipeline says nothing of it
   */
  public record FieldView(
      String name,
      String label,
      VariableType type,
      Optional<Object> value,
      List<OptionView> options,
      boolean required,
      String description,
      String group,
      boolean readOnly,
      boolean secret,
      Map<String, String> shownIf,
      Optional<ControlView> control) {}

  /** One choice. */
  public record OptionView(String id, String label, String description) {}

  /** How a value is asked for, as {@link VariableForm} has it. */
  public record ControlView(
      VariableType type,
      Optional<String> repositoryId,
      Optional<String> relativePath,
      Optional<String> scmType,
      Optional<MachineView> containerType,
      Optional<String> filterRule,
      Optional<Boolean> versionControl,
      Optional<Boolean> multiple,
      Map<String, String> metadata,
      Optional<Object> payload,
      List<FieldView> fields,
      Map<String, Object> extras) {}

  /** What kind of machine may be chosen. */
  public record MachineView(String buildType, String os) {}

  /** The version of what is built. */
  public record BuiltVersionView(
      String major,
      String minor,
      String fix,
      int initialBuildNumber,
      RecommendedVersion.BuildNumberStrategy strategy,
      boolean changeable) {}

  static StartFormView of(StartForm form) {
    return new StartFormView(
        form.fields().stream().map(StartFormView::field).toList(),
        form.version().map(StartFormView::version),
        form.byHand(),
        form.canSkipTasks(),
        form.useLatestInputs());
  }

  private static BuiltVersionView version(RecommendedVersion version) {
    return new BuiltVersionView(
        version.major(),
        version.minor(),
        version.fix(),
        version.initialBuildNumber(),
        version.strategy(),
        version.allowModifyAtStartup());
  }

  private static FieldView field(StartForm.Field field) {
    return new FieldView(
        field.name(),
        field.label(),
        field.type(),
        field.value().flatMap(StartFormView::json),
        field.options().stream()
            .map(option -> new OptionView(option.id(), option.label(), option.description()))
            .toList(),
        field.required(),
        field.description(),
        field.group(),
        field.readOnly(),
        field.secret(),
        field.shownIf(),
        field.form().map(StartFormView::control));
  }

  private static ControlView control(VariableForm form) {
    return new ControlView(
        form.type(),
        form.repositoryId(),
        form.relativePath(),
        form.scmType(),
        form.containerType().map(each -> new MachineView(each.buildType(), each.os())),
        form.filterRule(),
        form.versionControl(),
        form.multiple(),
        form.metadata(),
        form.payload().flatMap(StartFormView::json),
        form.fields().stream().map(child -> field(StartForm.Field.of(child))).toList(),
        fields(form.extras()));
  }

  /** As JSON has it; empty for an explicit null. */
  private static Optional<Object> json(Data data) {
    return switch (data) {
      case Data.Text(var text) -> Optional.of(text);
      case Data.Flag(var flag) -> Optional.of(flag);
      case Data.Decimal(var number) -> Optional.of(number);
      case Data.Items(var items) -> Optional.of(items.stream().map(StartFormView::json).toList());
      case Data.Fields(var fields) -> Optional.of(fields(fields));
      case Data.Nothing() -> Optional.empty();
    };
  }

  private static Map<String, Object> fields(SequencedMap<String, Data> fields) {
    var all = new LinkedHashMap<String, Object>();
    fields.forEach((name, value) -> json(value).ifPresent(there -> all.put(name, there)));
    return all;
  }
}
