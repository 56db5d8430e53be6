package dev.millrace.cli.run;

import dev.millrace.pipeline.data.Data;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Answers given on the command line, before anybody is asked. What asks has names, any of which may
 * be used: a review of a stage {@code ship}, {@code ship:2}, {@code ship:leads}; a task {@code
 * deploy/3}, {@code deploy/check}.
 *
 * @param approved names of what shall go on
 * @param rejected names of what shall not; where both are said, this counts
 * @param filled values, by {@code NAME.FIELD}
 */
record AnswersAhead(
    Set<String> approved, Set<String> rejected, SequencedMap<String, String> filled) {
  static final AnswersAhead NONE = new AnswersAhead(Set.of(), Set.of(), Data.ordered(Map.of()));

  AnswersAhead {
    approved = Set.copyOf(approved);
    rejected = Set.copyOf(rejected);
    filled = Data.ordered(filled);
  }

  /** The names of a group of a stage's review; {@code group} counts from 0. */
  static List<String> namesOfGroup(String stage, int group, String name) {
    return List.of(stage, stage + ":" + (group + 1), stage + ":" + name);
  }

  /**
   * The names of a task, the shortest that is always there first.
   *
   * @param position from 0
   * @param id the author's, or empty
   */
  static List<String> namesOfTask(String job, int position, String id) {
    String byPosition = job + "/" + (position + 1);
    return id.isEmpty() ? List.of(byPosition) : List.of(byPosition, job + "/" + id);
  }

  /** Whether what has these names shall go on, or not; empty: nothing was said about it. */
  Optional<Boolean> about(List<String> names) {
    if (names.stream().anyMatch(rejected::contains)) {
      return Optional.of(false);
    }
    return names.stream().anyMatch(approved::contains) ? Optional.of(true) : Optional.empty();
  }

  /** The values given for fields of what has these names. */
  SequencedMap<String, String> valuesFor(List<String> names, Collection<String> fields) {
    var values = new LinkedHashMap<String, String>();
    for (String field : fields) {
      names.stream()
          .map(name -> filled.get(name + "." + field))
          .flatMap(Stream::ofNullable)
          .findFirst()
          .ifPresent(value -> values.put(field, value));
    }
    return values;
  }

  boolean isFilled(List<String> names, String field) {
    return !valuesFor(names, List.of(field)).isEmpty();
  }
}
