package dev.millrace.engine;

import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.StageCheck.ReviewFlow;
import dev.millrace.pipeline.StageCheck.ReviewInput;
import dev.millrace.pipeline.StageCheck.ReviewVariable;
import dev.millrace.pipeline.data.Data;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a stage must pass, for tests. */
final class CheckBuilder {
  private final List<ReviewFlow> flows = new ArrayList<>();
  private final List<ReviewVariable> variables = new ArrayList<>();
  private Optional<Integer> hours = Optional.empty();
  private Optional<Data> gates = Optional.empty();
  private String description = "";

  /** A review by one group of these people. */
  static CheckBuilder aReviewBy(String... reviewers) {
    return new CheckBuilder().then(reviewers);
  }

  /** Gates with these rules. */
  static CheckBuilder gates(String... rules) {
    return new CheckBuilder().rules(rules);
  }

  /** And then another group. */
  CheckBuilder then(String... reviewers) {
    flows.add(new ReviewFlow("Flow " + (flows.size() + 1), List.of(reviewers), List.of()));
    return this;
  }

  CheckBuilder thenRoles(String... roles) {
    flows.add(new ReviewFlow("Flow " + (flows.size() + 1), List.of(), List.of(roles)));
    return this;
  }

  CheckBuilder rules(String... rules) {
    gates = Optional.of(new Data.Items(Arrays.stream(rules).map(Data::text).toList()));
    return this;
  }

  CheckBuilder hours(int wanted) {
    hours = Optional.of(wanted);
    return this;
  }

  CheckBuilder saying(String text) {
    description = text;
    return this;
  }

  CheckBuilder asking(String name, String value) {
    return asking(name, ReviewInput.INPUT, value, false);
  }

  CheckBuilder asking(
      String name, ReviewInput type, String value, boolean required, String... options) {
    variables.add(
        new ReviewVariable(
            name,
            "",
            type,
            Data.text(value),
            Arrays.stream(options).map(Data::text).toList(),
            Optional.empty(),
            required,
            ""));
    return this;
  }

  /** A field whose options are a text with references, or the name of a variable. */
  CheckBuilder choosing(String name, String options) {
    variables.add(
        new ReviewVariable(
            name,
            "",
            ReviewInput.SELECTOR,
            new Data.Nothing(),
            List.of(),
            Optional.of(options),
            false,
            ""));
    return this;
  }

  StageCheck build() {
    return new StageCheck(
        hours, flows, variables, description, false, List.of(), List.of(), gates, Data.none());
  }
}
