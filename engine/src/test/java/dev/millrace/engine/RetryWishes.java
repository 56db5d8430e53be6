package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.RetryScope.JobChoice;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.wording.Sentence;

/** What may be asked to run again, and what is heard of it. */
final class RetryWishes {
  private RetryWishes() {}

  static RetryScope job(String id) {
    return new RetryScope.OneJob(new JobId(id));
  }

  /** What is not good of a matrix. */
  static RetryScope cases(String matrix) {
    return new RetryScope.FailedCases(new JobId(matrix));
  }

  /** The task {@code job:2}. */
  static RetryScope task(String id) {
    return new RetryScope.OneTask(jobOf(id), new TaskId(id));
  }

  /** What comes behind the task {@code job:2}. */
  static RetryScope skip(String id) {
    return new RetryScope.SkipTask(jobOf(id), new TaskId(id));
  }

  static RetryScope stage(String id, JobChoice choice) {
    return new RetryScope.FromStage(new StageId(id), choice);
  }

  private static JobId jobOf(String task) {
    return new JobId(task.replaceFirst(":.*", ""));
  }

  /** Whoever asks is told why not, and nothing changes. */
  static void assertRefused(PlayedBuild build, RetryScope scope, String why) {
    assertThat(build.problemOf(scope).map(Sentence::english)).as("%s", scope).hasValue(why);
    var before = build.state();
    assertThat(build.asks(scope).state()).as("%s", scope).isSameAs(before);
  }

  static void assertAllowed(PlayedBuild build, RetryScope scope) {
    assertThat(build.problemOf(scope)).as("%s", scope).isEmpty();
    var before = build.state();
    assertThat(build.asks(scope).state()).as("%s", scope).isNotSameAs(before);
  }
}
