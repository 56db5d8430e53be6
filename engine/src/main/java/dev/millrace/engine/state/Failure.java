package dev.millrace.engine.state;

import dev.millrace.wording.Sentence;
import java.util.OptionalInt;

/**
 * Why something did not succeed, for the person who reads the build.
 *
 * @param code stable number, BK-CI's where it has one
 * @param message what happened; secrets are masked already
 * @param exitCode of a task's process
 */
public record Failure(FailureKind kind, int code, Sentence message, OptionalInt exitCode) {
  /** A failure without a process. */
  public static Failure of(FailureKind kind, int code, Sentence message) {
    return new Failure(kind, code, message, OptionalInt.empty());
  }
}
