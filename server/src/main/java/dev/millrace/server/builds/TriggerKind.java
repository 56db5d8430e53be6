package dev.millrace.server.builds;

import java.util.Arrays;
import java.util.Optional;

/** What started a build. */
public enum TriggerKind {
  /** A person, in the browser or at a terminal. */
  MANUAL("MANUAL"),
  /** A program, by the API. */
  API("SERVICE"),
  /** Whoever knows the address that starts the pipeline. */
  REMOTE("REMOTE"),
  SCHEDULE("TIME_TRIGGER"),
  REPOSITORY("WEB_HOOK"),
  /** A task of another build. */
  CALL("PIPELINE");

  /** The variable that says it to tasks, in the words of BK-CI. */
  public static final String VARIABLE = "BK_CI_START_TYPE";

  private final String value;

  TriggerKind(String value) {
    this.value = value;
  }

  /** The value of {@link #VARIABLE}. */
  public String value() {
    return value;
  }

  /** The kind with this value of {@link #VARIABLE}; empty for other texts. */
  public static Optional<TriggerKind> ofValue(String value) {
    return Arrays.stream(values()).filter(kind -> kind.value.equals(value)).findFirst();
  }
}
