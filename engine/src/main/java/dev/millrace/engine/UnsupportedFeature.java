package dev.millrace.engine;

import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RunsOn.Target;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.TaskEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something a pipeline asks for that this version can't do. Never ignored silently: whoever starts
 * the build is told.
 *
 * @param name of the feature, as in the YAML format: {@code mutex}, {@code check-in reviews}
 * @param place where it is asked for, {@code job compile}
 * @param consequence what happens instead, a whole sentence
 * @param refusesStart the build can't be started because of it
 */
public record UnsupportedFeature(
    String name, String place, String consequence, boolean refusesStart) {
  private static final String FAILS = "the task fails";

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
        String place = "stage " + (stage.id().isEmpty() ? "stage-" + number : stage.id());
        ofCheck("check-in", stage.checkIn(), place, found);
        ofCheck("check-out", stage.checkOut(), place, found);
        stage.plainJobs().forEach(job -> ofJob(job, found));
      }
    }
    pipeline.plainFinallyJobs().forEach(job -> ofJob(job, found));
    return List.copyOf(found);
  }

  private static void ofPipeline(Pipeline pipeline, List<UnsupportedFeature> found) {
    if (!pipeline.concurrency().equals(Concurrency.DEFAULT)) {
      found.add(goesOn("concurrency", "the pipeline", "builds start without waiting for others"));
    }
    if (pipeline.settings().customBuildNumber().isPresent()) {
      found.add(goesOn("custom-build-num", "the pipeline", "builds have plain numbers only"));
    }
    if (pipeline.recommendedVersion().filter(version -> version.enabled()).isPresent()) {
      found.add(goesOn("recommended-version", "the pipeline", "the version variables are not set"));
    }
    if (!pipeline.notices().isEmpty()) {
      found.add(goesOn("notices", "the pipeline", "nobody is told when a build ends"));
    }
  }

  private static void ofCheck(
      String name, Optional<StageCheck> check, String place, List<UnsupportedFeature> found) {
    if (check.filter(some -> !some.flows().isEmpty()).isPresent()) {
      found.add(refuses(name + " reviews", place, "nobody can be asked yet"));
    }
    if (check.flatMap(StageCheck::gates).isPresent()) {
      found.add(refuses(name + " gates", place, "quality gates can't be checked yet"));
    }
  }

  private static void ofJob(Job job, List<UnsupportedFeature> found) {
    if (!job.enabled()) {
      return;
    }
    String place = "job " + job.id();
    if (job.mutex().isPresent()) {
      found.add(goesOn("mutex", place, "the job runs without waiting for others"));
    }
    if (!job.services().isEmpty()) {
      found.add(goesOn("services", place, "no services are started"));
    }
    target(job.runsOn().target())
        .ifPresent(
            name -> found.add(goesOn(name, place, "the job runs where the platform places it")));
    if (job.runsOn().container().isPresent()) {
      found.add(goesOn("container", place, "the job runs without a container"));
    }
    int position = 0;
    for (TaskEntry entry : job.tasks()) {
      position++;
      if (entry.plain().enabled()) {
        ofTask(entry.plain(), place + ", task " + position, found);
      }
    }
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

  private static void ofTask(Task task, String place, List<UnsupportedFeature> found) {
    if (task.pauseBeforeRun()) {
      found.add(refuses("can-pause-before-run", place, "nobody can be asked yet"));
    }
    if (task.post().isPresent()) {
      found.add(goesOn("post action", place, "it does not run"));
    }
    switch (task.action()) {
      case TaskAction.ManualReview _ ->
          found.add(refuses("manual review", place, "nobody can be asked yet"));
      case TaskAction.SubPipeline _ -> found.add(goesOn("sub-pipeline", place, FAILS));
      case TaskAction.Plugin plugin -> found.add(goesOn("plugin " + plugin.code(), place, FAILS));
      case TaskAction.Foreign(var type, _) -> found.add(goesOn("element " + type, place, FAILS));
      case TaskAction.Script _, TaskAction.Checkout _ -> {}
    }
  }

  private static UnsupportedFeature goesOn(String name, String place, String consequence) {
    return new UnsupportedFeature(name, place, consequence, false);
  }

  private static UnsupportedFeature refuses(String name, String place, String consequence) {
    return new UnsupportedFeature(name, place, consequence, true);
  }
}
