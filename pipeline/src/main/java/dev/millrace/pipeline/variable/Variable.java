package dev.millrace.pipeline.variable;

import dev.millrace.pipeline.data.Data;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A variable of a pipeline with its default value.
 *
 * @param name at most 64 characters
 * @param value a text as a rule; a map for {@code repo-ref}, a list for {@code form-list}
 * @param readOnly tasks can't change it
 * @param constant never a start input, always read-only
 * @param atStart whoever starts a build may give another value
 * @param sensitive masked wherever it would be shown
 * @param asInstanceInput templates only; empty: not said
 * @param shownIf all must equal for the input to be shown; a hidden input may stay empty
 * @param form the control of the start form; empty: a plain text field
 */
public record Variable(
    String name,
    Data value,
    boolean readOnly,
    boolean constant,
    boolean atStart,
    boolean sensitive,
    Optional<Boolean> asInstanceInput,
    SequencedMap<String, String> shownIf,
    Optional<VariableForm> form,
    SequencedMap<String, Data> extras) {
  public Variable {
    shownIf = Data.ordered(shownIf);
    extras = Data.ordered(extras);
  }

  /** The value of a variable that must be masked is not shown. */
  @Override
  public String toString() {
    boolean isSecret = sensitive || type() == VariableType.PASSWORD;
    return "Variable[name="
        + name
        + ", value="
        + (isSecret ? "***" : value)
        + ", readOnly="
        + readOnly
        + ", constant="
        + constant
        + ", atStart="
        + atStart
        + ", sensitive="
        + sensitive
        + ", asInstanceInput="
        + asInstanceInput
        + ", shownIf="
        + shownIf
        + ", form="
        + form
        + ", extras="
        + extras
        + "]";
  }

  /** The control's type, plain text where none is given. */
  public VariableType type() {
    return form.map(VariableForm::type).orElse(VariableType.STRING);
  }

  /** Whether a start without a value for it is refused. */
  public boolean required() {
    return form.map(VariableForm::required).orElse(false);
  }
}
