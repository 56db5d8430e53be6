package dev.millrace.pipeline.yaml.shape;

import dev.millrace.pipeline.problem.Kind;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spelling;
import dev.millrace.pipeline.yaml.tree.CoreScalars;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import dev.millrace.pipeline.yaml.tree.Node.ScalarType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part of the check that looks at single values; no switch for the reason it names. */
final class ScalarCheck {
  private static final Pattern DIGITS = Pattern.compile("\\s*[-+]?[0-9]{1,18}\\s*");
  private static final List<String> SWITCH = List.of("enabled", "disabled");

  private final FormatVersion version;
  private final ProblemCollector problems;

  ScalarCheck(FormatVersion version, ProblemCollector problems) {
    this.version = version;
    this.problems = problems;
  }

  void check(Scalar value, Shape.Single shape, String name) {
    if (shape instanceof Shape.Text text) {
      text(value, text, name);
    } else if (shape instanceof Shape.Word word) {
      word(value, word.words(), name);
    } else if (shape instanceof Shape.Version) {
      version(value);
    } else if (shape instanceof Shape.Flag) {
      flag(value, name);
    } else if (shape instanceof Shape.Whole whole) {
      whole(value, whole.min(), whole.max(), name);
    } else if (shape instanceof Shape.Minutes minutes) {
      minutes(value, minutes.min(), minutes.max(), name);
    } else if (shape instanceof Shape.Switch && value.type() != ScalarType.BOOLEAN) {
      word(value, SWITCH, name);
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
      range(value, CoreScalars.whole(value.text()), min, max, name);
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
      range(value, CoreScalars.whole(value.text().strip()), min, max, name);
    } else if (!value.text().contains("${")) {
      problems.add(wrongKind(value, name, Kind.WHOLE_NUMBER).suggesting(digits(value)));
    }
  }

  private void range(Scalar value, long number, int min, int max, String name) {
    if (number < min || number > max) {
      problems.add(value.mark().problem(Rule.NUMBER_OUT_OF_RANGE, name, value.text(), min, max));
    }
  }

  private static Problem wrongKind(Scalar value, String name, Kind expected) {
    return value.mark().problem(Rule.WRONG_KIND, name, value.kind(), expected);
  }
}
