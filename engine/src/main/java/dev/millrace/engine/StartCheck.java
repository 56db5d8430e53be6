package dev.millrace.engine;

import dev.millrace.engine.event.BuildRequest;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.RunsOn.Target;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.TaskEntry;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a build may be started at all: its parameters, its dependencies, what it asks for. */
public final class StartCheck {
  private final BuildRequest request;
  private final Set<Sentence> problems = new LinkedHashSet<>();

  private StartCheck(BuildRequest request) {
    this.request = request;
  }

  /** Everything that speaks against the start, empty: it may start. */
  public static List<Sentence> problemsOf(BuildRequest request) {
    var check = new StartCheck(request);
    Pipeline pipeline = request.pipeline();
    if (!pipeline.isExpanded()) {
      return List.of(StartWording.TEMPLATES_NOT_EXPANDED.of());
    }
    if (pipeline.settings().disabled()) {
      check.problems.add(StartWording.PIPELINE_DISABLED.of());
    }
    check.problems.addAll(ParameterCheck.problemsOf(request));
    check.stages();
    UnsupportedFeature.in(pipeline).stream()
        .filter(UnsupportedFeature::refusesStart)
        .map(feature ->
            StartWording.ASKS_FOR
                .of(feature.place(), feature.name())
                .because(feature.consequence()))
        .forEach(check.problems::add);
    return List.copyOf(check.problems);
  }

  /** The id of a stage at this position, from 0: the author's, or one by its number. */
  public static String idOf(Stage stage, int position) {
    return stage.id().isEmpty() ? "stage-" + (position + 1) : stage.id();
  }

  private void stages() {
    var stageIds = new HashSet<String>();
    var jobIds = new HashSet<String>();
    int position = 0;
    for (Stage stage : request.pipeline().plainStages()) {
      String id = idOf(stage, position++);
      if (!stageIds.add(id)) {
        problems.add(StartWording.DUPLICATE_STAGE.of(id));
      }
      word(stage.condition(), Set.of(), StartWording.STAGE.of(id));
      jobs(stage.plainJobs(), jobIds, Set.of());
    }
    jobs(request.pipeline().plainFinallyJobs(), jobIds, Set.of(Word.values()));
    for (String wanted : request.onlyJobs()) {
      if (!jobIds.contains(wanted)) {
        problems.add(StartWording.NO_JOB_TO_RUN.of(wanted));
      }
    }
  }

  private void jobs(List<Job> jobs, Set<String> jobIds, Set<Word> words) {
    for (Job job : jobs) {
      if (!jobIds.add(job.id())) {
        problems.add(StartWording.DUPLICATE_JOB.of(job.id()));
      }
      word(job.condition(), words, StartWording.JOB.of(job.id()));
      for (TaskEntry task : job.tasks()) {
        word(
            task.plain().condition(),
            Set.of(
                Word.ALWAYS, Word.ALWAYS_UNLESS_CANCELLED, Word.FAILURE, Word.FAILURE_NOT_EXCUSED),
            StartWording.SOME_TASK.of(job.id()));
      }
    }
    dependencies(jobs);
  }

  private void word(RunCondition condition, Set<Word> allowed, Sentence place) {
    if (condition instanceof RunCondition.By(var word) && !allowed.contains(word)) {
      problems.add(StartWording.CONDITION_MISPLACED.of(place, word));
    }
  }

  private void dependencies(List<Job> jobs) {
    Map<String, Job> known = new HashMap<>();
    jobs.forEach(job -> known.putIfAbsent(job.name(), job));
    jobs.forEach(job -> known.put(job.id(), job));
    Map<String, List<String>> waitsFor = new HashMap<>();
    for (Job job : jobs) {
      var ids = new ArrayList<String>();
      for (String wanted : job.dependsOn()) {
        Job dependency = wanted.isEmpty() ? null : known.get(wanted);
        if (dependency == null) {
          problems.add(StartWording.UNKNOWN_DEPENDENCY.of(job.id(), wanted));
        } else {
          ids.add(dependency.id());
        }
      }
      if (job.runsOn().target() instanceof Target.SameAsJob(var lender)
          && jobs.stream().anyMatch(other -> other.id().equals(lender))) {
        ids.add(lender);
      }
      waitsFor.put(job.id(), ids);
    }
    removeReady(waitsFor);
    if (!waitsFor.isEmpty()) {
      problems.add(
          StartWording.DEPENDENCY_CYCLE.of(
              String.join(", ", waitsFor.keySet().stream().sorted().toList())));
    }
  }

  /** Takes away what can run, again and again; what is left waits for itself in the end. */
  private static void removeReady(Map<String, List<String>> waitsFor) {
    Map<String, Integer> open = new HashMap<>();
    Map<String, List<String>> dependents = new HashMap<>();
    waitsFor.forEach((job, dependencies) -> {
      open.put(job, dependencies.size());
      dependencies.forEach(
          dependency -> dependents.computeIfAbsent(dependency, _ -> new ArrayList<>()).add(job));
    });
    var ready = new ArrayList<String>();
    open.forEach((job, count) -> {
      if (count == 0) {
        ready.add(job);
      }
    });
    while (!ready.isEmpty()) {
      String job = ready.removeLast();
      waitsFor.remove(job);
      for (String dependent : dependents.getOrDefault(job, List.of())) {
        if (open.merge(dependent, -1, Integer::sum) == 0) {
          ready.add(dependent);
        }
      }
    }
  }
}
