package dev.millrace.server.pipelines;

import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Settings beside a definition's text. Where the text says the same thing, the text is in force;
 * what it has no place for is only here.
 *
 * @param description what the pipeline is for, 0..255 characters
 * @param concurrency also rules that YAML has no words for
 * @param cancelPolicy who may cancel a build
 * @param failIfVariableInvalid a start with a value over 4,000 characters is refused
 * @param cleanVariablesWhenRetry a retry of the whole build forgets what its tasks have set
 * @param versionsKept released versions kept, 1..500
 */
public record PipelineSettings(
    String description,
    Concurrency concurrency,
    CancelPolicy cancelPolicy,
    boolean failIfVariableInvalid,
    boolean cleanVariablesWhenRetry,
    int versionsKept) {
  /** Those of a new pipeline. */
  public static final PipelineSettings DEFAULT =
      new PipelineSettings(
          "",
          Concurrency.DEFAULT,
          CancelPolicy.RESTRICTED,
          false,
          false,
          PipelineLimits.VERSIONS_KEPT);

  /** Who may cancel a build. */
  public enum CancelPolicy {
    /** All who may start one. */
    EXECUTE_PERMISSION,
    /** Who started it, and who may cancel any. */
    RESTRICTED
  }

  /** What is out of range, a sentence each. */
  List<Sentence> problems() {
    var problems = new ArrayList<Sentence>();
    length(PipelineWording.DESCRIPTION, 0, description, PipelineLimits.DESCRIPTION_MAX, problems);
    if (concurrency.lock() == RunLock.GROUP_LOCK) {
      length(
          PipelineWording.CONCURRENCY_GROUP,
          1,
          concurrency.group().orElse(""),
          Limits.CONCURRENCY_GROUP_MAX,
          problems);
    }
    range(
        PipelineWording.QUEUE_LENGTH,
        0,
        concurrency.queueLength(),
        Limits.QUEUE_LENGTH_MAX,
        problems);
    range(
        PipelineWording.QUEUE_MINUTES,
        1,
        concurrency.queueTimeoutMinutes(),
        Limits.QUEUE_MINUTES_MAX,
        problems);
    range(
        PipelineWording.PARALLEL_BUILDS,
        1,
        concurrency.maxParallel(),
        Limits.PARALLEL_BUILDS_MAX,
        problems);
    range(
        PipelineWording.VERSIONS_KEPT,
        PipelineLimits.VERSIONS_KEPT_MIN,
        Optional.of(versionsKept),
        PipelineLimits.VERSIONS_KEPT_MAX,
        problems);
    return problems;
  }

  static void length(
      PipelineWording what, int least, String text, int most, List<Sentence> problems) {
    if (!PipelineLimits.isWithin(least, text, most)) {
      problems.add(PipelineWording.WRONG_LENGTH.of(what.of(), least, most));
    }
    if (text.indexOf('\0') >= 0) {
      problems.add(PipelineWording.NUL_INSIDE.of(what.of()));
    }
  }

  private static void range(
      PipelineWording what,
      int least,
      Optional<Integer> number,
      int most,
      List<Sentence> problems) {
    if (number.filter(given -> given < least || given > most).isPresent()) {
      problems.add(PipelineWording.OUT_OF_RANGE.of(what.of(), least, most));
    }
  }
}
