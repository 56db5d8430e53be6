package dev.millrace.engine;

import dev.millrace.engine.state.ServerWork.Review;
import dev.millrace.engine.state.ServerWork.ReviewParameter;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.data.Data;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the inputs of a manual review ask for; their names are those of the format. */
final class ReviewInputs {
  /** A review may name more reviewers, who are then not asked. */
  static final int MAX_REVIEWERS = 1_000;

  /** A week: no review waits longer. */
  static final int MAX_REMINDER_HOURS = 168;

  private ReviewInputs() {}

  /** The review of a task, its inputs replaced. */
  static Review review(Task task, SequencedMap<String, Data> inputs) {
    String namespace = task.namespace().isEmpty() ? text(inputs, "namespace") : task.namespace();
    return new Review(
        reviewers(inputs.get("reviewUsers")),
        text(inputs, "notifyTitle"),
        text(inputs, "desc"),
        parameters(inputs.get("params")),
        Boolean.parseBoolean(text(inputs, "suggestRequired")),
        namespace.strip(),
        hours(text(inputs, "reminderTime")),
        0);
  }

  /** A list, a text parted by commas, or a list of such texts: a variable may hold many users. */
  private static List<String> reviewers(@Nullable Data users) {
    Stream<String> texts =
        switch (users) {
          case Data.Items(var values) -> values.stream().map(StartVariables::text);
          case Data.Text(var text) -> Stream.of(text);
          case null, default -> Stream.empty();
        };
    return texts
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .filter(user -> !user.isEmpty())
        .distinct()
        .limit(MAX_REVIEWERS)
        .toList();
  }

  private static List<ReviewParameter> parameters(@Nullable Data params) {
    var parameters = new ArrayList<ReviewParameter>();
    if (params instanceof Data.Items(var items)) {
      for (Data item : items) {
        if (item instanceof Data.Fields(var fields) && !text(fields, "key").isBlank()) {
          parameters.add(
              new ReviewParameter(
                  text(fields, "key"),
                  text(fields, "value"),
                  Boolean.parseBoolean(text(fields, "required")),
                  text(fields, "desc")));
        }
      }
    }
    return parameters;
  }

  /** Nothing that is no number of hours reminds anybody. */
  private static int hours(String text) {
    return text.matches("\\d{1,4}") ? Math.min(Integer.parseInt(text), MAX_REMINDER_HOURS) : 0;
  }

  private static String text(Map<String, Data> fields, String name) {
    Data value = fields.get(name);
    return value == null ? "" : StartVariables.text(value);
  }
}
