package dev.millrace.server.pipelines;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RecommendedVersion;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.trigger.Trigger;
import dev.millrace.pipeline.trigger.TriggerRule;
import dev.millrace.pipeline.variable.Variable;
import dev.millrace.pipeline.variable.VariableForm;
import dev.millrace.pipeline.variable.VariableType;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What whoever starts a build is asked, and shown.
 *
 * @param fields in the order of the pipeline; constants among them, to be shown only
 * @param version the version of what is built, where the pipeline has one that counts
 * @param byHand whether people may start it
 * @param canSkipTasks whether they may leave tasks out
 * @param useLatestInputs whether the form begins with what was given last
 */
public record StartForm(
    List<Field> fields,
    Optional<RecommendedVersion> version,
    boolean byHand,
    boolean canSkipTasks,
    boolean useLatestInputs) {
  public StartForm {
    fields = List.copyOf(fields);
  }

  /**
   * One variable.
   *
   * @param label as shown; the name where the pipeline says none
   * @param value what it is without anything given; empty for one that is secret
   * @param options of a choice; empty: any value, or they come from elsewhere
   * @param required an empty value is refused, unless the field is hidden
   * @param readOnly a constant: nothing can be given
   * @param secret masked wherever it is shown, this form included
   * @param shownIf other variables and the values with which this one is shown; empty: always
   * @param form everything else the pipeline says about the control
   */
  public record Field(
      String name,
      String label,
      VariableType type,
      Optional<Data> value,
      List<VariableForm.Option> options,
      boolean required,
      String description,
      String group,
      boolean readOnly,
      boolean secret,
      SequencedMap<String, String> shownIf,
      Optional<VariableForm> form) {
    public Field {
      options = List.copyOf(options);
      shownIf = Data.ordered(shownIf);
    }

    /** What is asked for a variable. */
    public static Field of(Variable variable) {
      boolean secret = variable.sensitive() || variable.type() == VariableType.PASSWORD;
      Optional<VariableForm> form = variable.form();
      return new Field(
          variable.name(),
          form.map(VariableForm::label).filter(label -> !label.isEmpty()).orElse(variable.name()),
          variable.type(),
          secret ? Optional.empty() : Optional.of(variable.value()),
          form.map(VariableForm::options).orElse(List.of()),
          variable.required(),
          form.map(VariableForm::description).orElse(""),
          form.map(VariableForm::group).orElse(""),
          variable.constant(),
          secret,
          variable.shownIf(),
          form);
    }
  }

  /** The form of a pipeline. */
  public static StartForm of(Pipeline pipeline) {
    Optional<TriggerRule.Manual> manual =
        pipeline.triggers().stream()
            .filter(Trigger::enabled)
            .map(Trigger::rule)
            .filter(TriggerRule.Manual.class::isInstance)
            .map(TriggerRule.Manual.class::cast)
            .findFirst();
    return new StartForm(
        pipeline.variables().stream()
            .filter(variable -> variable.atStart() || variable.constant())
            .map(Field::of)
            .toList(),
        pipeline.recommendedVersion().filter(RecommendedVersion::enabled),
        !pipeline.triggersWritten() || manual.isPresent(),
        manual.map(TriggerRule.Manual::canSkipTasks).orElse(false),
        manual.map(TriggerRule.Manual::useLatestInputs).orElse(false));
  }
}
