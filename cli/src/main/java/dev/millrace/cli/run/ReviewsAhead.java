package dev.millrace.cli.run;

import dev.millrace.engine.StartCheck;
import dev.millrace.engine.state.Review;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.StageCheck.ReviewFlow;
import dev.millrace.pipeline.StageCheck.ReviewVariable;
import dev.millrace.pipeline.data.Data;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Answers to reviews given on the command line, before anybody is asked. A group is named by its
 * stage, or by stage and its name or its number from 1: {@code ship}, {@code ship:2}.
 *
 * @param approved groups approved ahead
 * @param rejected groups rejected ahead; where a group is in both, this counts
 * @param filled values for fields, by {@code STAGE.NAME}
 */
record ReviewsAhead(
    Set<String> approved, Set<String> rejected, SequencedMap<String, String> filled) {
  static final ReviewsAhead NONE = new ReviewsAhead(Set.of(), Set.of(), Data.ordered(Map.of()));

  ReviewsAhead {
    approved = Set.copyOf(approved);
    rejected = Set.copyOf(rejected);
    filled = Data.ordered(filled);
  }

  /** Whether a group is approved, or not; empty: nothing was said about it. */
  Optional<Boolean> about(String stage, int group, String name) {
    List<String> names = namesOf(stage, group, name);
    if (names.stream().anyMatch(rejected::contains)) {
      return Optional.of(false);
    }
    return names.stream().anyMatch(approved::contains) ? Optional.of(true) : Optional.empty();
  }

  private static List<String> namesOf(String stage, int group, String name) {
    return List.of(stage, stage + ":" + (group + 1), stage + ":" + name);
  }

  /** The values given for the fields of a review. */
  SequencedMap<String, String> valuesFor(String stage, Review review) {
    var values = new LinkedHashMap<String, String>();
    for (Review.Field field : review.fields()) {
      String value = filled.get(stage + "." + field.name());
      if (value != null) {
        values.put(field.name(), value);
      }
    }
    return values;
  }

  /** What keeps a run from its end: answers to nothing, and, where nobody can be asked, too few. */
  void check(Pipeline pipeline, boolean canAsk, BiConsumer<String, Object[]> complain) {
    var known = new HashSet<String>();
    var fields = new HashSet<String>();
    List<Stage> stages = pipeline.plainStages();
    boolean goesOn = true;
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      String id = StartCheck.idOf(stage, i);
      Optional<StageCheck> check =
          stage.checkIn().filter(some -> stage.enabled() && !some.flows().isEmpty());
      if (check.isPresent()) {
        names(id, check.get(), known, fields);
        goesOn = goesOn && (canAsk || isAnswered(id, check.get(), complain));
      }
    }
    unknown(known, fields, complain);
  }

  private static void names(String id, StageCheck check, Set<String> known, Set<String> fields) {
    for (int group = 0; group < check.flows().size(); group++) {
      known.addAll(namesOf(id, group, check.flows().get(group).name()));
    }
    check.variables().forEach(variable -> fields.add(id + "." + variable.name()));
  }

  private void unknown(
      Set<String> known, Set<String> fields, BiConsumer<String, Object[]> complain) {
    var named = new ArrayList<String>(approved);
    named.addAll(rejected);
    named.stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(name -> complain.accept("review.unknown", new Object[] {name}));
    filled.keySet().stream()
        .filter(name -> !fields.contains(name))
        .forEach(name -> complain.accept("review.unknown-field", new Object[] {name}));
  }

  /** Goes through the groups as the build would; answers whether it would come past them. */
  private boolean isAnswered(String id, StageCheck check, BiConsumer<String, Object[]> complain) {
    for (int group = 0; group < check.flows().size(); group++) {
      ReviewFlow flow = check.flows().get(group);
      Optional<Boolean> said = about(id, group, flow.name());
      if (said.isEmpty()) {
        complain.accept("review.nobody-to-ask", new Object[] {id, flow.name(), group + 1});
      } else if (!said.get()) {
        return false;
      }
    }
    for (ReviewVariable variable : check.variables()) {
      boolean isEmpty =
          variable.defaultValue() instanceof Data.Nothing
              && !filled.containsKey(id + "." + variable.name());
      if (variable.required() && isEmpty) {
        complain.accept("review.value-needed", new Object[] {id, variable.name()});
      }
    }
    return true;
  }
}
