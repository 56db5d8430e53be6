package dev.millrace.engine.state;

import java.util.List;
import java.util.Optional;

/** What the server does for a task that no worker runs, resolved when the task began. */
public sealed interface ServerWork {
  /**
   * People are asked. Resolved once, since who may answer must not change with the variables of
   * other jobs.
   *
   * @param reviewers users of whom any may answer; at least one
   * @param title empty if the author gave none
   * @param parameters what the reviewer may set
   * @param needsSuggestion whether an answer must say something
   * @param namespace before the names of the variables it sets, or empty
   * @param reminderHours between reminders; 0: nobody is reminded
   * @param reminders sent so far
   */
  record Review(
      List<String> reviewers,
      String title,
      String description,
      List<ReviewParameter> parameters,
      boolean needsSuggestion,
      String namespace,
      int reminderHours,
      int reminders)
      implements ServerWork {
    public Review {
      reviewers = List.copyOf(reviewers);
      parameters = List.copyOf(parameters);
    }

    /** This review with one reminder more. */
    public Review reminded() {
      return new Review(
          reviewers,
          title,
          description,
          parameters,
          needsSuggestion,
          namespace,
          reminderHours,
          reminders + 1);
    }
  }

  /**
   * A variable that a reviewer may set.
   *
   * @param value it has unless the reviewer says otherwise
   */
  record ReviewParameter(String name, String value, boolean required, String description) {}

  /**
   * Another pipeline was called.
   *
   * @param waits whether the task ends with the child, or as soon as it has started
   * @param child its build, once it has started
   */
  record Call(boolean waits, Optional<BuildId> child) implements ServerWork {}

  /**
   * A quality gate was asked for.
   *
   * @param gatekeepers of whom any may decide; empty unless its rules do not hold
   * @param decidedBy the one who decided; empty: nobody had to
   */
  record GateCheck(List<String> gatekeepers, String decidedBy) implements ServerWork {
    /** Asked, and not answered yet. */
    public static final GateCheck ASKED = new GateCheck(List.of(), "");

    public GateCheck {
      gatekeepers = List.copyOf(gatekeepers);
    }
  }
}
