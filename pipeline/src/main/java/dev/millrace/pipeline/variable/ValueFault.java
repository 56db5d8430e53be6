package dev.millrace.pipeline.variable;

import dev.millrace.pipeline.limit.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is wrong with the value of a variable: with the default its author wrote as with the one a
 * build is started with. Holds no value as a whole, since that may be a secret.
 *
 * <p>The rules: a value has at most {@link Limits#VARIABLE_VALUE_MAX} characters (code points). An
 * empty one is none, which only a required variable complains about. One with a reference, <code>
 * ${</code>, is known when the build runs and passes. Choices are separated by commas; blanks
 * around one do not count, nor does an empty one. Choices are held against the options only where
 * there are any and no payload: otherwise they come from elsewhere.
 */
public sealed interface ValueFault {
  /** It is empty and must not be. An input that is hidden at start may be empty all the same. */
  record Missing() implements ValueFault {}

  /** It has so many characters. */
  record TooLong(int characters) implements ValueFault {}

  /** It is neither {@code true} nor {@code false}. */
  record NotABoolean() implements ValueFault {}

  record NotAWholeNumber() implements ValueFault {}

  /** One of its choices is none of {@code options}, which are not empty. */
  record NotAnOption(String choice, List<String> options) implements ValueFault {
    public NotAnOption {
      options = List.copyOf(options);
    }
  }

  Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d{1,18}");

  /** Everything wrong with {@code value} as that of {@code variable}; empty: nothing. */
  static List<ValueFault> of(Variable variable, String value) {
    int characters = value.codePointCount(0, value.length());
    if (characters > Limits.VARIABLE_VALUE_MAX) {
      return List.of(new TooLong(characters));
    }
    if (value.isEmpty()) {
      return variable.required() ? List.of(new Missing()) : List.of();
    }
    return value.contains("${") ? List.of() : ofType(variable, value);
  }

  private static List<ValueFault> ofType(Variable variable, String value) {
    return switch (variable.type()) {
      case BOOLEAN ->
          value.equals("true") || value.equals("false") ? List.of() : List.of(new NotABoolean());
      case LONG ->
          WHOLE_NUMBER.matcher(value).matches() ? List.of() : List.of(new NotAWholeNumber());
      case ENUM -> ofChoices(variable, List.of(value));
      case MULTIPLE ->
          ofChoices(
              variable,
              Arrays.stream(value.split(","))
                  .map(String::strip)
                  .filter(choice -> !choice.isEmpty())
                  .toList());
      case STRING,
          TEXTAREA,
          GIT_REF,
          SVN_TAG,
          REPO_REF,
          CODE_LIB,
          CONTAINER_TYPE,
          ARTIFACTORY,
          SUB_PIPELINE,
          CUSTOM_FILE,
          FORM_LIST,
          TIPS,
          TIME_PICKER,
          COMPANY_STAFF,
          DATE,
          PASSWORD,
          TEMPORARY ->
          List.of();
    };
  }

  private static List<ValueFault> ofChoices(Variable variable, List<String> choices) {
    List<String> options =
        variable.form().filter(form -> form.payload().isEmpty()).stream()
            .flatMap(form -> form.options().stream())
            .map(VariableForm.Option::id)
            .toList();
    return options.isEmpty()
        ? List.of()
        : choices.stream()
            .filter(choice -> !options.contains(choice))
            .<ValueFault>map(choice -> new NotAnOption(choice, options))
            .toList();
  }
}
