package dev.millrace.engine.state;

import dev.millrace.pipeline.StageCheck.ReviewInput;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * People are asked whether a stage may begin, one group after another; any one of a group decides
 * for it. Texts are as they were when they were asked: their variables are replaced.
 *
 * @param groups in order; the first without a decision is asked now
 * @param fields what reviewers may fill in, with the values so far
 * @param dueAt when nobody is waited for any longer
 * @param reason why it was rejected
 */
public record Review(
    Status status,
    String description,
    List<Group> groups,
    List<Field> fields,
    Instant askedAt,
    Instant dueAt,
    Optional<Sentence> reason) {
  /** Who decided where no person did. */
  public static final String SYSTEM = "SYSTEM";

  /** How far a review has come. */
  public enum Status {
    REVIEWING,
    REVIEW_PROCESSED,
    REVIEW_ABORT
  }

  /** People of whom any one decides. */
  public record Group(
      String name, List<String> reviewers, List<String> roles, Optional<Decision> decision) {
    public Group {
      reviewers = List.copyOf(reviewers);
      roles = List.copyOf(roles);
    }

    /** Whether there is nobody who could decide. */
    public boolean isEmpty() {
      return reviewers.isEmpty() && roles.isEmpty();
    }

    /** Whether this person may decide: by name, or by a role. */
    public boolean admits(String user, Set<String> roleNames) {
      return reviewers.contains(user) || roles.stream().anyMatch(roleNames::contains);
    }

    private Group decided(Decision how) {
      return new Group(name, reviewers, roles, Optional.of(how));
    }
  }

  /**
   * What one of a group said.
   *
   * @param by the person, or {@link #SYSTEM}
   * @param suggestion a remark, possibly empty
   * @param values only those this group changed
   */
  public record Decision(
      boolean approved,
      String by,
      Instant at,
      String suggestion,
      SequencedMap<String, String> values) {
    public Decision {
      values = Data.ordered(values);
    }
  }

  /**
   * A value a reviewer may fill in; it becomes a variable of the build.
   *
   * @param label what people see; the name where there is none
   * @param options what it may be; empty: anything
   */
  public record Field(
      String name,
      String label,
      String description,
      ReviewInput type,
      List<String> options,
      boolean required,
      String value) {
    public Field {
      options = List.copyOf(options);
    }

    /** The same with another value. */
    public Field with(String next) {
      return new Field(name, label, description, type, options, required, next);
    }
  }

  public Review {
    groups = List.copyOf(groups);
    fields = List.copyOf(fields);
  }

  /** Position of the group that is asked now; the number of groups when all have decided. */
  public int current() {
    int position = 0;
    while (position < groups.size() && groups.get(position).decision().isPresent()) {
      position++;
    }
    return position;
  }

  /** Approved by the current group; by the last one: passed. */
  public Review approved(String by, Instant at, String suggestion, Map<String, String> given) {
    var changed = new LinkedHashMap<String, String>();
    var next = new ArrayList<Field>(fields.size());
    for (Field field : fields) {
      String value = given.getOrDefault(field.name(), field.value());
      next.add(field.with(value));
      if (!value.equals(field.value())) {
        changed.put(field.name(), value);
      }
    }
    boolean isLast = current() == groups.size() - 1;
    return decided(
        isLast ? Status.REVIEW_PROCESSED : Status.REVIEWING,
        new Decision(true, by, at, suggestion, changed),
        next,
        Optional.empty());
  }

  /** Rejected in the place of the current group: by one of it, or by the system. */
  public Review rejected(String by, Instant at, String suggestion, Sentence why) {
    var decision = new Decision(false, by, at, suggestion, Data.ordered(Map.of()));
    return decided(Status.REVIEW_ABORT, decision, fields, Optional.of(why));
  }

  private Review decided(
      Status next, Decision decision, List<Field> values, Optional<Sentence> why) {
    var after = new ArrayList<Group>(groups);
    int position = current();
    if (position < after.size()) {
      after.set(position, after.get(position).decided(decision));
    }
    return new Review(next, description, after, values, askedAt, dueAt, why);
  }
}
