package dev.millrace.pipeline.yaml.shape;

import dev.millrace.pipeline.problem.Kind;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spelling;
import dev.millrace.pipeline.yaml.tree.CoreScalars;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import dev.millrace.pipeline.yaml.tree.Node.ScalarType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part of the check that looks at single values. */
final class ScalarCheck {
  private static final Pattern DIGITS = Pattern.compile("\\s*[-+]?[0-9]{1,18}\\s*");
  private static final List<String> SWITCH = List.of("enabled", "disabled");

  private final FormatVersion version;
  private final ProblemCollector problems;

  ScalarCheck(FormatVersion version, ProblemCollector problems) {
    this.version = version;
    this.problems = problems;
  }

  void check(Scalar value, Shape shape, String name) {
    switch (shape) {
      case Shape.Text text -> text(value, text, name);
      case Shape.Word(List<String> words) -> word(value, words, name);
      case Shape.Version _ -> version(value);
      case Shape.Flag _ -> flag(value, name);
      case Shape.Switch _ -> {
        if (value.type() != ScalarType.BOOLEAN) {
          word(value, SWITCH, name);
        }
      }
      case Shape.Whole(int min, int max) -> whole(value, min, max, name);
      case Shape.Minutes(int min, int max) -> minutes(value, min, max, name);
      case Shape.Anything _,
          Shape.Items _,
          Shape.Fields _,
          Shape.Entries _,
          Shape.Choice _,
          Shape.ByKey _ ->
          throw new IllegalStateException("no shape of a single value: " + shape);
    }
  }

  private void text(Scalar value, Shape.Text shape, String name) {
    String text = value.text();
    int length = text.codePointCount(0, text.length());
    if (length > shape.max()) {
      problems.add(value.mark().problem(Rule.TEXT_TOO_LONG, name, length, shape.max()));
    } else if (length < shape.min()) {
      problems.add(value.mark().problem(Rule.TEXT_EMPTY, name));
    } else {
      shape
          .form()
          .filter(form -> !form.pattern().matcher(text).matches())
          .ifPresent(form ->
              problems.add(value.mark().problem(Rule.TEXT_MALFORMED, name, text, form.example())));
    }
  }

  private void word(Scalar value, List<String> words, String name) {
    if (!words.contains(value.text())) {
      problems.add(
          value
              .mark()
              .problem(Rule.UNKNOWN_VALUE, name, value.text(), String.join(", ", words))
              .suggesting(Spelling.closest(value.text(), words)));
    }
  }

  private void version(Scalar value) {
    if (!value.text().equals(version.text())) {
      problems.add(
          value
              .mark()
              .problem(Rule.UNSUPPORTED_VERSION, value.text(), version.text())
              .suggesting(Optional.of(version.text())));
    }
  }

  private void flag(Scalar value, String name) {
    if (value.type() != ScalarType.BOOLEAN) {
      problems.add(
          wrongKind(value, name, Kind.BOOLEAN).suggesting(CoreScalars.meantFlag(value.text())));
    }
  }

  private void whole(Scalar value, int min, int max, String name) {
    if (value.type() == ScalarType.INTEGER) {
      range(value, CoreScalars.number(value.text()), min, max, name);
    } else {
      problems.add(wrongKind(value, name, Kind.WHOLE_NUMBER).suggesting(digits(value)));
    }
  }

  /** What a number in quotes, or with the underscores of other languages, most likely means. */
  private static Optional<String> digits(Scalar value) {
    return Optional.of(value.text().strip().replace("_", ""))
        .filter(text -> DIGITS.matcher(text).matches());
  }

  /** A text may hold a reference, whose value only the run knows; its digits are known now. */
  private void minutes(Scalar value, int min, int max, String name) {
    if (value.type() == ScalarType.INTEGER || DIGITS.matcher(value.text()).matches()) {
      range(value, CoreScalars.number(value.text().strip()), min, max, name);
    } else if (!value.text().contains("${")) {
      problems.add(wrongKind(value, name, Kind.WHOLE_NUMBER).suggesting(digits(value)));
    }
  }

  private void range(Scalar value, BigDecimal number, int min, int max, String name) {
    if (number.compareTo(BigDecimal.valueOf(min)) < 0
        || number.compareTo(BigDecimal.valueOf(max)) > 0) {
      problems.add(value.mark().problem(Rule.NUMBER_OUT_OF_RANGE, name, value.text(), min, max));
    }
  }

  private static Problem wrongKind(Scalar value, String name, Kind expected) {
    return value.mark().problem(Rule.WRONG_KIND, name, value.kind(), expected);
  }
}
