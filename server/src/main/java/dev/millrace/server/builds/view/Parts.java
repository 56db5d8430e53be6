package dev.millrace.server.builds.view;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.why.Place;
import dev.millrace.pipeline.data.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The parts of a build, each with those in it. */
final class Parts {
  private static final SequencedMap<String, String> NO_VALUES = Data.ordered(Map.of());

  private Parts() {}

  static StageDetail of(StageState stage, Times times) {
    // Cases follow their parent; one look at each job, since there may be thousands.
    Map<JobId, List<JobDetail>> cases = new LinkedHashMap<>();
    for (JobState job : stage.jobs()) {
      if (job.role() instanceof MatrixRole.Child(var parent, _, var values)) {
        cases
            .computeIfAbsent(parent, _ -> new ArrayList<>())
            .add(of(stage, job, values, List.of(), times));
      }
    }
    List<JobDetail> jobs = new ArrayList<>();
    for (JobState job : stage.jobs()) {
      if (!(job.role() instanceof MatrixRole.Child)) {
        jobs.add(of(stage, job, NO_VALUES, cases.getOrDefault(job.id(), List.of()), times));
      }
    }
    return new StageDetail(
        stage.id(),
        stage.name(),
        stage.isFinally(),
        stage.status(),
        stage.attempt(),
        stage.startedAt(),
        stage.endedAt(),
        times.of(stage),
        stage.failure(),
        stage.checks(),
        jobs);
  }

  private static JobDetail of(
      StageState stage,
      JobState job,
      SequencedMap<String, String> values,
      List<JobDetail> cases,
      Times times) {
    return new JobDetail(
        job.id(),
        job.name(),
        job.status(),
        job.attempt(),
        job.dependsOn(),
        values,
        job.preparedAt(),
        job.startedAt(),
        job.endedAt(),
        times.of(stage, job),
        job.failure(),
        job.mutex(),
        job.isMatrixParent()
            ? List.of()
            : job.tasks().stream().map(task -> of(task, times)).toList(),
        cases);
  }

  private static TaskDetail of(TaskState task, Times times) {
    return new TaskDetail(
        task.id(),
        task.definition().displayName(),
        task.isPost(),
        task.status(),
        task.attempt(),
        task.retry(),
        task.startedAt(),
        task.endedAt(),
        times.of(task),
        task.failure(),
        task.warnings(),
        task.continued(),
        task.work());
  }

  static List<Fault> faultsOf(Build build) {
    var faults = new ArrayList<Fault>();
    add(new Place.OfBuild(), build.failure(), faults);
    for (StageState stage : build.stages()) {
      add(new Place.OfStage(stage.id()), stage.failure(), faults);
      for (JobState job : stage.jobs()) {
        add(new Place.OfJob(job.id()), job.failure(), faults);
        for (TaskState task : job.tasks()) {
          add(new Place.OfTask(job.id(), task.id()), task.failure(), faults);
        }
      }
    }
    return faults;
  }

  private static void add(Place place, Optional<Failure> failure, List<Fault> faults) {
    if (failure.isPresent() && faults.size() < BuildDetail.MAX_FAULTS) {
      faults.add(new Fault(place, failure.get()));
    }
  }
}
