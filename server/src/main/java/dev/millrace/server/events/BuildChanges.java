package dev.millrace.server.events;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.server.builds.ChangedJobs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what looks different after a step; looks only at what is not the very same. */
@SuppressWarnings("ReferenceEquality") // identity is how a state says what changed
final class BuildChanges {
  private static final Comparator<Change> OUTER_FIRST = Comparator.comparing(Change::kind);

  private final List<Change> changes = new ArrayList<>();

  private BuildChanges() {}

  /**
   * What changed, so that whoever keeps what they are told has the state of the build: parts they
   * were told nothing of are in the status QUEUE. Cases that a matrix loses are not told.
   *
   * <p>First what is over, a part before the whole; then what goes on, the whole before its parts;
   * last the end of the build.
   *
   * @param before empty: of a build just accepted
   */
  static List<Change> between(Optional<Build> before, Build after) {
    var found = new BuildChanges();
    found.add(before.map(Change.OfBuild::of), Change.OfBuild.of(after));
    for (StageState stage : after.stages()) {
      found.addStage(before.map(build -> build.stages().get(stage.index())), stage);
    }
    return Stream.of(
            found.changes.stream()
                .filter(change -> change.isOver() && change.kind() != EventKind.BUILD)
                .sorted(OUTER_FIRST.reversed()),
            found.changes.stream().filter(change -> !change.isOver()).sorted(OUTER_FIRST),
            found.changes.stream()
                .filter(change -> change.isOver() && change.kind() == EventKind.BUILD))
        .flatMap(part -> part)
        .toList();
  }

  private void add(Optional<? extends Change> before, Change after) {
    if (before.isEmpty() || !before.get().equals(after)) {
      changes.add(after);
    }
  }

  private void addStage(Optional<StageState> before, StageState after) {
    if (before.isPresent() && before.get() == after) {
      return;
    }
    if (before.isPresent() || after.status() != StageStatus.QUEUE) {
      add(before.map(Change.OfStage::of), Change.OfStage.of(after));
    }
    List<JobState> jobs =
        before.map(old -> ChangedJobs.between(old, after)).orElseGet(() -> after.jobs());
    for (JobState job : jobs) {
      addJob(after, before, job);
    }
  }

  private void addJob(StageState stage, Optional<StageState> before, JobState after) {
    Optional<JobState> old = before.flatMap(was -> was.jobs().find(after.id()));
    if (before.isPresent() || after.status() != JobStatus.QUEUE) {
      add(old.map(job -> Change.OfJob.of(stage.id(), job)), Change.OfJob.of(stage.id(), after));
    }
    for (int i = 0; i < after.tasks().size(); i++) {
      TaskState task = after.tasks().get(i);
      int position = i;
      Optional<TaskState> was =
          old.filter(job -> position < job.tasks().size()).map(job -> job.tasks().get(position));
      boolean isSame = was.isPresent() && was.get() == task;
      if (!isSame && (before.isPresent() || task.status() != TaskStatus.QUEUE)) {
        add(was.map(one -> Change.OfTask.of(after.id(), one)), Change.OfTask.of(after.id(), task));
      }
    }
  }
}
