package dev.millrace.pipeline;

import java.util.Optional;

/**
 * How many builds of a pipeline, or of a group of pipelines, run at once.
 *
 * @param lock which rule
 * @param group name of the group; may hold expressions; only with {@link RunLock#GROUP_LOCK}
 * @param queueLength builds that may wait, 0..200; empty: 10
 * @param queueTimeoutMinutes 1..1440; empty: the format's default, 480 in YAML
 * @param maxParallel 1..200; only with {@link RunLock#MULTIPLE}
 */
public record Concurrency(
    RunLock lock,
    Optional<String> group,
    boolean cancelInProgress,
    Optional<Integer> queueLength,
    Optional<Integer> queueTimeoutMinutes,
    Optional<Integer> maxParallel) {
  public static final Concurrency DEFAULT =
      new Concurrency(
          RunLock.MULTIPLE,
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Rules for builds of the same pipeline or group. */
  public enum RunLock {
    MULTIPLE,
    SINGLE,
    SINGLE_LOCK,
    LOCK,
    GROUP_LOCK
  }
}
