package dev.millrace.engine.order;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Variables that follow from a build's state, and are therefore computed and not stored. */
final class BuiltIns {
  static final String START_TIME = "BK_CI_BUILD_START_TIME";
  static final String BUILD_STATUS = "BK_CI_BUILD_STATUS";
  static final String FAILED_TASKS = "BK_CI_BUILD_FAIL_TASKS";
  static final String FAILED_TASK_NAMES = "BK_CI_BUILD_FAIL_TASKNAMES";

  private BuiltIns() {}

  static Stream<String> names() {
    return Stream.of(
        START_TIME,
        BUILD_STATUS,
        FAILED_TASKS,
        FAILED_TASK_NAMES,
        "BK_CI_RETRY_COUNT",
        "BK_CI_BUILD_JOB_ID",
        "BK_CI_BUILD_TASK_ID");
  }

  static @Nullable String value(
      String name,
      Build build,
      @Nullable StageState stage,
      @Nullable JobState job,
      @Nullable TaskState task) {
    return switch (name) {
      case START_TIME -> build.startedAt().map(at -> Long.toString(at.toEpochMilli())).orElse(null);
      case BUILD_STATUS ->
          stage != null && stage.isFinally()
              ? build.statusBefore(stage).map(BuiltIns::shown).orElse(null)
              : null;
      case FAILED_TASKS -> failedTasks(build, "\n", true);
      case FAILED_TASK_NAMES -> failedTasks(build, ",", false);
      case "BK_CI_RETRY_COUNT" ->
          build.attempt() > 1 ? Integer.toString(build.attempt() - 1) : null;
      case "BK_CI_BUILD_JOB_ID" -> job == null ? null : job.id().value();
      case "BK_CI_BUILD_TASK_ID" -> task == null ? null : task.id().value();
      default -> null;
    };
  }

  /** A skipped stage counts as a success, one that people did not let begin as a failure. */
  private static String shown(StageStatus status) {
    return switch (status) {
      case SKIP -> StageStatus.SUCCEED.name();
      case STAGE_SUCCESS -> StageStatus.FAILED.name();
      case QUEUE, PAUSE, RUNNING, SUCCEED, FAILED, CANCELED, UNEXEC -> status.name();
    };
  }

  private static @Nullable String failedTasks(Build build, String separator, boolean withPlace) {
    List<String> failed = new ArrayList<>();
    for (StageState stage : build.stages()) {
      for (JobState job : stage.jobs()) {
        boolean mayHaveFailed =
            job.status() != JobStatus.QUEUE && (job.tasks().failed() || job.tasks().excused());
        Optional.of(job).filter(_ -> mayHaveFailed).stream()
            .flatMap(any -> any.tasks().stream())
            .filter(Tasks::isFailure)
            .map(task -> withPlace ? place(stage, job, task) : task.definition().displayName())
            .forEach(failed::add);
      }
    }
    return failed.isEmpty() ? null : String.join(separator, failed);
  }

  private static String place(StageState stage, JobState job, TaskState task) {
    return "[" + stage.name() + "][" + job.name() + "]" + task.definition().displayName();
  }
}
