package dev.millrace.engine.state;

import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Optional;

/**
 * A quality gate of a stage: rules that are checked elsewhere.
 *
 * @param number counts the checks of the stage, over all attempts, so that a late answer is known
 * @param rules ids of the rules
 * @param gatekeepers who may decide while it waits for a person
 * @param decidedBy the person who decided; empty: nobody had to
 * @param reason why it was not passed
 */
public record Gate(
    Status status,
    int number,
    List<String> rules,
    List<String> gatekeepers,
    String decidedBy,
    Optional<Sentence> reason) {
  /** Where a gate stands. */
  public enum Point {
    IN,
    OUT
  }

  /** How far the check of a gate has come. */
  public enum Status {
    /** Asked, and not answered yet. */
    QUALITY_CHECKING,
    /** A gatekeeper has to decide. */
    QUALITY_CHECK_WAIT,
    QUALITY_CHECK_PASS,
    QUALITY_CHECK_FAIL;

    /** Whether something has to come from outside. */
    public boolean isOpen() {
      return switch (this) {
        case QUALITY_CHECKING, QUALITY_CHECK_WAIT -> true;
        case QUALITY_CHECK_PASS, QUALITY_CHECK_FAIL -> false;
      };
    }
  }

  public Gate {
    rules = List.copyOf(rules);
    gatekeepers = List.copyOf(gatekeepers);
  }

  /** A gate that is being asked for. */
  public static Gate asked(int number, List<String> rules) {
    return new Gate(Status.QUALITY_CHECKING, number, rules, List.of(), "", Optional.empty());
  }

  /** One of these people has to decide. */
  public Gate waitsFor(List<String> people) {
    return new Gate(Status.QUALITY_CHECK_WAIT, number, rules, people, decidedBy, reason);
  }

  /** Passed, {@code by} a person or by itself. */
  public Gate passed(String by) {
    return new Gate(Status.QUALITY_CHECK_PASS, number, rules, gatekeepers, by, Optional.empty());
  }

  /** Not passed. */
  public Gate refused(String by, Sentence why) {
    return new Gate(Status.QUALITY_CHECK_FAIL, number, rules, gatekeepers, by, Optional.of(why));
  }
}
