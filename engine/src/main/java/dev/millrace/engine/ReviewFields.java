package dev.millrace.engine;

import dev.millrace.engine.order.Texts;
import dev.millrace.engine.state.Review;
import dev.millrace.expression.Json;
import dev.millrace.expression.Value;
import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.StageCheck.ReviewVariable;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.wording.Sentence;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What reviewers may fill in: from what the author wrote, and what is wrong with a value. */
final class ReviewFields {
  private ReviewFields() {}

  /** The fields of a review with their texts replaced and their default values. */
  static List<Review.Field> of(StageCheck check, Texts texts) {
    return check.variables().stream().map(variable -> field(variable, texts)).toList();
  }

  private static Review.Field field(ReviewVariable variable, Texts texts) {
    return new Review.Field(
        variable.name(),
        texts.replace(variable.label().isEmpty() ? variable.name() : variable.label()),
        texts.replace(variable.description()),
        variable.type(),
        options(variable, texts),
        variable.required(),
        texts.replace(text(variable.defaultValue())));
  }

  private static List<String> options(ReviewVariable variable, Texts texts) {
    return variable
        .valuesExpression()
        .map(text -> listed(texts, text))
        .orElseGet(
            () -> variable.values().stream().map(value -> texts.replace(text(value))).toList());
  }

  /**
   * A JSON array, or texts parted by commas; the text may be the name of a variable with either.
   */
  private static List<String> listed(Texts texts, String text) {
    String replaced = texts.replace(text).strip();
    String named = texts.valueOf(replaced);
    String list = named.isEmpty() ? replaced : named;
    return Json.tryRead(list) instanceof Value.Arr array
        ? array.elements().stream().map(Value::asText).toList()
        : parts(list);
  }

  private static List<String> parts(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** Several values are one text, parted by commas. */
  private static String text(Data value) {
    return value instanceof Data.Items(var values)
        ? values.stream().map(StartVariables::text).collect(Collectors.joining(","))
        : StartVariables.text(value);
  }

  /** What is wrong with a value for a field. */
  static Optional<Sentence> problemOf(Review.Field field, String value) {
    if (value.isBlank()) {
      return field.required()
          ? Optional.of(ReviewWording.VALUE_NEEDED.of(field.name()))
          : Optional.empty();
    }
    if (value.length() > Limits.REVIEW_VALUE_MAX) {
      return Optional.of(ReviewWording.VALUE_TOO_LONG.of(field.name(), Limits.REVIEW_VALUE_MAX));
    }
    boolean isGood =
        switch (field.type()) {
          case INPUT, TEXTAREA -> true;
          case SELECTOR -> field.options().isEmpty() || field.options().contains(value);
          case SELECTOR_MULTIPLE ->
              field.options().isEmpty() || field.options().containsAll(parts(value));
          case BOOL, CHECKBOX -> value.equals("true") || value.equals("false");
        };
    return isGood
        ? Optional.empty()
        : Optional.of(
            switch (field.type()) {
              case BOOL, CHECKBOX -> ReviewWording.VALUE_NOT_BOOLEAN.of(field.name());
              case INPUT, TEXTAREA, SELECTOR, SELECTOR_MULTIPLE ->
                  ReviewWording.VALUE_NOT_OPTION.of(
                      field.name(), String.join(", ", field.options()));
            });
  }
}
