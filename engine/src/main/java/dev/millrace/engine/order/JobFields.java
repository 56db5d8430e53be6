package dev.millrace.engine.order;

import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.StageState;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the contexts {@code job} and {@code jobs.<id>} say of a job. */
final class JobFields {
  private static final List<String> FIELDS =
      List.of("id", "name", "status", "outcome", "stage_id", "stage_name");

  private JobFields() {}

  /** Fields of {@code job}. */
  static Stream<String> namesOfThis() {
    return Stream.concat(FIELDS.stream(), Stream.of("index"));
  }

  static @Nullable String ofThis(StageState stage, JobState job, String field) {
    return field.equals("index")
        ? job.role() instanceof MatrixRole.Child child ? Integer.toString(child.index()) : null
        : field(stage, job, field);
  }

  /** Full names of what {@code jobs.} says of one job. */
  static Stream<String> names(JobState job) {
    String start = "jobs." + job.id() + ".";
    return Stream.concat(
        FIELDS.stream().map(field -> start + field),
        StepFields.names(job).map(name -> start + name));
  }

  static @Nullable String of(StageState stage, JobState job, String path) {
    if (!path.startsWith("steps.")) {
      return field(stage, job, path);
    }
    String rest = path.substring("steps.".length());
    return job.isMatrixParent() ? ofChildren(stage, job, rest) : StepFields.ofJob(job, rest);
  }

  /** An output of a matrix is that of all its children, a JSON array. */
  private static @Nullable String ofChildren(StageState stage, JobState parent, String path) {
    List<JobState> children = stage.jobs().childrenOf(stage.jobs().positionOf(parent.id()));
    List<@Nullable String> values =
        children.stream().<@Nullable String>map(child -> StepFields.ofJob(child, path)).toList();
    return !path.contains(".outputs.") || values.stream().allMatch(value -> value == null)
        ? null
        : values.stream()
            .map(value -> JsonText.quoted(value == null ? "" : value))
            .collect(Collectors.joining(",", "[", "]"));
  }

  private static @Nullable String field(StageState stage, JobState job, String field) {
    return switch (field) {
      case "id" -> job.id().value();
      case "name" -> job.name();
      case "status" -> excused(job) ? JobStatus.SUCCEED.name() : job.status().name();
      case "outcome" -> job.status().name();
      case "stage_id" -> stage.id().value();
      case "stage_name" -> stage.name();
      default -> null;
    };
  }

  private static boolean excused(JobState job) {
    return job.status() == JobStatus.FAILED && job.definition().continueOnError();
  }
}
