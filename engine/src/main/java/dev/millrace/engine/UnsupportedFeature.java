package dev.millrace.engine;

import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RunsOn.Target;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.TaskEntry;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something a pipeline asks for that this version can't do. Never ignored silently: whoever starts
 * the build is told.
 *
 * @param name of the feature, as in the YAML format: {@code mutex}, {@code check-in reviews}
 * @param place where it is asked for, {@code job compile}
 * @param consequence what happens instead
 * @param refusesStart the build can't be started because of it
 */
public record UnsupportedFeature(
    String name, Sentence place, Sentence consequence, boolean refusesStart) {
  private static final Sentence FAILS = StartWording.TASK_FAILS.of();

  /**
   * Everything of this kind in an expanded pipeline, in its order. What is disabled asks nothing.
   */
  public static List<UnsupportedFeature> in(Pipeline pipeline) {
    var found = new ArrayList<UnsupportedFeature>();
    ofPipeline(pipeline, found);
    int number = 0;
    for (Stage stage : pipeline.plainStages()) {
      number++;
      if (stage.enabled()) {
        Sentence place =
            StartWording.STAGE.of(stage.id().isEmpty() ? "stage-" + number : stage.id());
        ofCheck("check-in", stage.checkIn(), place, found);
        ofCheck("check-out", stage.checkOut(), place, found);
        stage.plainJobs().forEach(job -> ofJob(job, found));
      }
    }
    pipeline.plainFinallyJobs().forEach(job -> ofJob(job, found));
    return List.copyOf(found);
  }

  private static void ofPipeline(Pipeline pipeline, List<UnsupportedFeature> found) {
    Sentence pipelineItself = StartWording.THE_PIPELINE.of();
    if (!pipeline.notices().isEmpty()) {
      found.add(goesOn("notices", pipelineItself, StartWording.NOBODY_TOLD.of()));
    }
  }

  private static void ofCheck(
      String name, Optional<StageCheck> check, Sentence place, List<UnsupportedFeature> found) {
    boolean asksPeople = check.filter(some -> !some.flows().isEmpty()).isPresent();
    if (asksPeople && name.equals("check-out")) {
      found.add(refuses(name + " reviews", place, StartWording.NOBODY_AFTERWARDS.of()));
    }
    if (check.flatMap(StageCheck::gates).isPresent()) {
      found.add(refuses(name + " gates", place, StartWording.NO_GATES.of()));
    }
  }

  private static void ofJob(Job job, List<UnsupportedFeature> found) {
    if (!job.enabled()) {
      return;
    }
    Sentence place = StartWording.JOB.of(job.id());
    if (!job.services().isEmpty()) {
      found.add(goesOn("services", place, StartWording.NO_SERVICES.of()));
    }
    target(job.runsOn().target())
        .filter(_ -> needsMachine(job))
        .ifPresent(name -> found.add(goesOn(name, place, StartWording.RUNS_ELSEWHERE.of())));
    if (job.runsOn().container().isPresent()) {
      found.add(goesOn("container", place, StartWording.RUNS_WITHOUT_CONTAINER.of()));
    }
    int position = 0;
    for (TaskEntry entry : job.tasks()) {
      position++;
      if (entry.plain().enabled()) {
        ofTask(entry.plain(), StartWording.TASK.of(job.id(), position), found);
      }
    }
  }

  private static boolean needsMachine(Job job) {
    return job.plainTasks().stream()
        .anyMatch(task -> task.enabled() && TaskPlace.of(task.action()) == TaskPlace.WORKER);
  }

  private static Optional<String> target(Target target) {
    return switch (target) {
      case Target.Docker _ -> Optional.of("runs-on docker");
      case Target.Agentless _ -> Optional.of("runs-on agentless");
      case Target.Pool(var name) ->
          name.equals("local") ? Optional.empty() : Optional.of("runs-on pool " + name);
      case Target.Environment(var name, _, _) -> Optional.of("runs-on environment " + name);
      case Target.Node(var name) -> Optional.of("runs-on node " + name);
      case Target.SameAsJob(var job) -> Optional.of("runs-on lock-resource-with " + job);
      case Target.UnnamedSelfHosted _ -> Optional.of("runs-on self-hosted");
      case Target.Foreign(var type, _) -> Optional.of("runs-on " + type);
    };
  }

  private static void ofTask(Task task, Sentence place, List<UnsupportedFeature> found) {
    switch (task.action()) {
      case TaskAction.QualityGate _ ->
          found.add(refuses("quality gate", place, StartWording.NO_GATES.of()));
      case TaskAction.SubPipeline _ -> found.add(goesOn("sub-pipeline", place, FAILS));
      case TaskAction.Plugin plugin -> found.add(goesOn("plugin " + plugin.code(), place, FAILS));
      case TaskAction.Foreign(var type, _) -> found.add(goesOn("element " + type, place, FAILS));
      case TaskAction.Script _, TaskAction.Checkout _, TaskAction.ManualReview _ -> {}
    }
  }

  private static UnsupportedFeature goesOn(String name, Sentence place, Sentence consequence) {
    return new UnsupportedFeature(name, place, consequence, false);
  }

  private static UnsupportedFeature refuses(String name, Sentence place, Sentence consequence) {
    return new UnsupportedFeature(name, place, consequence, true);
  }
}
