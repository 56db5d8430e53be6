package dev.millrace.pipeline.yaml.shape;

import dev.millrace.pipeline.check.Measure;
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

/** The part of the check that looks at single values; no switch for the reason it names. */
final class ScalarCheck {
  private static final List<String> SWITCH = List.of("enabled", "disabled");

  private final FormatVersion version;
  private final ProblemCollector problems;
  private final Measure measure;

  ScalarCheck(FormatVersion version, ProblemCollector problems) {
    this.version = version;
    this.problems = problems;
    this.measure = new Measure(problems);
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
    if (measure.text(value.mark(), name, text, shape.min(), shape.max())) {
      shape
          .form()
          .ifPresent(
              form -> measure.form(value.mark(), name, text, form.pattern(), form.example()));
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
          wrongKind(value, name, Kind.BOOLEAN).suggesting(Spelling.meantFlag(value.text())));
    }
  }

  private void whole(Scalar value, int min, int max, String name) {
    if (value.type() == ScalarType.INTEGER) {
      range(value, min, max, name);
    } else {
      problems.add(
          wrongKind(value, name, Kind.WHOLE_NUMBER).suggesting(Measure.digits(value.text())));
    }
  }

  /** Only a number may be written as 0x3C. */
  private void minutes(Scalar value, int min, int max, String name) {
    if (value.type() == ScalarType.INTEGER) {
      range(value, min, max, name);
    } else {
      measure.minutes(value.mark(), name, value.text(), value.kind(), min, max);
    }
  }

  private void range(Scalar value, int min, int max, String name) {
    String text = value.text();
    measure.range(value.mark(), name, text, CoreScalars.whole(text), min, max);
  }

  private static Problem wrongKind(Scalar value, String name, Kind expected) {
    return value.mark().problem(Rule.WRONG_KIND, name, value.kind(), expected);
  }
}
