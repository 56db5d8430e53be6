package dev.millrace.pipeline.check;

import dev.millrace.pipeline.check.Outline.JobOutline;
import dev.millrace.pipeline.check.Outline.StageOutline;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spelling;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules among jobs: ids, dependencies, shared machines. */
final class JobRules {
  private final ProblemCollector problems;

  /** Every job of the file by id, the first of equal ones. */
  private final Map<String, JobOutline> known = new LinkedHashMap<>();

  /** A template may bring any job, so a name we don't know may still be right. */
  private final boolean isOpen;

  private JobRules(boolean isOpen, ProblemCollector problems) {
    this.isOpen = isOpen;
    this.problems = problems;
  }

  static void check(Outline pipeline, ProblemCollector problems) {
    var rules = new JobRules(pipeline.isOpen(), problems);
    for (StageOutline stage : pipeline.stages()) {
      stage.jobs().forEach(rules::learn);
    }
    for (StageOutline stage : pipeline.stages()) {
      rules.dependencies(stage.jobs());
    }
    rules.machines();
  }

  private void learn(JobOutline job) {
    Written id = job.id();
    @Nullable JobOutline first = known.putIfAbsent(id.text(), job);
    if (first != null) {
      problems.add(id.spot().problem(Rule.DUPLICATE_JOB_ID, id.text(), first.id().spot().shown()));
    }
  }

  private void dependencies(List<JobOutline> stage) {
    Map<String, Set<String>> waits = new LinkedHashMap<>();
    Map<String, Written> places = new HashMap<>();
    Set<String> ids = new LinkedHashSet<>();
    stage.forEach(job -> ids.add(job.id().text()));
    for (JobOutline job : stage) {
      String id = job.id().text();
      Set<String> on = waits.computeIfAbsent(id, _ -> new LinkedHashSet<>());
      for (Written dependency : job.dependsOn()) {
        if (ids.contains(dependency.text())) {
          on.add(dependency.text());
          places.putIfAbsent(id + "\n" + dependency.text(), dependency);
        } else {
          unknownDependency(id, dependency, ids);
        }
      }
    }
    Cycles.find(waits)
        .forEach(cycle -> {
          Written place = places.get(cycle.getFirst() + "\n" + cycle.get(1));
          if (place != null) {
            problems.add(place.spot().problem(Rule.DEPENDENCY_CYCLE, String.join(" → ", cycle)));
          }
        });
  }

  private void unknownDependency(String job, Written dependency, Set<String> ids) {
    String id = dependency.text();
    if (id.contains("${")) {
      return;
    }
    if (known.containsKey(id)) {
      problems.add(dependency.spot().problem(Rule.JOB_OF_OTHER_STAGE, job, id));
    } else if (!isOpen) {
      List<String> others = ids.stream().filter(other -> !other.equals(job)).toList();
      problems.add(
          dependency
              .spot()
              .problem(Rule.UNKNOWN_JOB, dependency.key(), id)
              .suggesting(Spelling.closest(id, others)));
    }
  }

  /** Whose machine is whose: every target is there, and the chain ends. */
  private void machines() {
    Map<String, Set<String>> uses = new LinkedHashMap<>();
    Map<String, Written> places = new HashMap<>();
    known.forEach((job, outline) -> {
      uses.put(job, Set.of());
      outline
          .machineOf()
          .filter(target -> !target.text().isEmpty() && !target.text().contains("${"))
          .ifPresent(target -> {
            if (known.containsKey(target.text())) {
              uses.put(job, Set.of(target.text()));
              places.put(job, target);
            } else if (!isOpen) {
              problems.add(
                  target
                      .spot()
                      .problem(Rule.UNKNOWN_JOB, target.key(), target.text())
                      .suggesting(Spelling.closest(target.text(), known.keySet())));
            }
          });
    });
    Cycles.find(uses)
        .forEach(cycle -> {
          Written place = places.get(cycle.getFirst());
          if (place != null) {
            problems.add(place.spot().problem(Rule.MACHINE_CYCLE, String.join(" → ", cycle)));
          }
        });
  }
}
