package dev.millrace.pipeline.trigger;

import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What happens, and under which filters, for a trigger to start a build. */
public sealed interface TriggerRule {
  /** A person presses start. */
  record Manual(boolean canSkipTasks, boolean useLatestInputs) implements TriggerRule {}

  /** A call with the pipeline's own token. */
  record Remote() implements TriggerRule {}

  /**
   * A schedule.
   *
   * @param crons 5-field UNIX or 6/7-field Quartz expressions
   * @param interval weekdays and times of day, an alternative to {@code crons}
   * @param repository watched for changes; empty: none
   * @param branches at most 3, one build per branch
   * @param always also when nothing changed
   */
  record Schedule(
      List<String> crons,
      Optional<Interval> interval,
      Optional<RepositoryRef> repository,
      List<String> branches,
      boolean always,
      SequencedMap<String, String> startParameters,
      SequencedMap<String, Data> others)
      implements TriggerRule {
    public Schedule {
      crons = List.copyOf(crons);
      branches = List.copyOf(branches);
      startParameters = Data.ordered(startParameters);
      others = Data.ordered(others);
    }
  }

  /** Weekdays ({@code Sun}..{@code Sat}) and times of day ({@code HH:mm}). */
  record Interval(List<String> week, List<String> timePoints) {
    public Interval {
      week = List.copyOf(week);
      timePoints = List.copyOf(timePoints);
    }
  }

  /**
   * An event of a repository or of a work tracker.
   *
   * @param kind which event
   * @param filters lists by the format's key ({@code branches}, {@code paths-ignore}, {@code
   *     users}, {@code action}, {@code comment}, …); a key that is absent does not filter, one with
   *     an empty list matches as the format says
   * @param pathFilterType empty: prefix
   * @param customFilter asks a service, kept as written
   */
  record Event(
      EventKind kind,
      SequencedMap<String, List<String>> filters,
      Optional<PathFilterType> pathFilterType,
      Optional<Data> customFilter,
      Optional<Boolean> reportCommitCheck,
      Optional<Boolean> blockMergeRequest,
      Optional<Boolean> queue,
      Optional<Boolean> skipWorkInProgress)
      implements TriggerRule {
    public Event {
      filters = Data.ordered(filters);
    }
  }

  /** Kinds of events, with the key each has in YAML. */
  enum EventKind {
    PUSH("push"),
    TAG("tag"),
    MERGE_REQUEST("mr"),
    MERGE_REQUEST_MERGED("mr-merged"),
    ISSUE("issue"),
    REVIEW("review"),
    NOTE("note"),
    CHANGE_COMMIT("change-commit"),
    CHANGE_CONTENT("change-content"),
    CHANGE_SUBMIT("change-submit"),
    SHELVE_COMMIT("shelve-commit"),
    SHELVE_SUBMIT("shelve-submit"),
    STORY("story"),
    BUG("bug"),
    /** v2 files only. */
    DELETE("delete"),
    /** v2 files only. */
    OPENAPI("openapi"),
    /** v2 files only. */
    REPO_HOOK("repo_hook");

    private final String yamlKey;

    EventKind(String yamlKey) {
      this.yamlKey = yamlKey;
    }

    public String yamlKey() {
      return yamlKey;
    }
  }

  /** How a path filter matches. */
  enum PathFilterType {
    /** By prefix, no wildcards. */
    PREFIX,
    /** By Ant patterns, although the format calls it {@code RegexBasedFilter}. */
    GLOB
  }

  /** An element of the JSON model we carry and can't fire; {@code type} is its {@code @type}. */
  record Foreign(String type, SequencedMap<String, Data> fields) implements TriggerRule {
    public Foreign {
      fields = Data.ordered(fields);
    }
  }
}
