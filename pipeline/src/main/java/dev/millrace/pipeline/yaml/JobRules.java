package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Spelling;
import dev.millrace.pipeline.yaml.tree.Mark;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules among jobs: ids, dependencies, shared machines. */
final class JobRules {
  private final ProblemCollector problems;

  /** Every job of the file by id, the first of equal ones. */
  private final Map<String, Job> known = new LinkedHashMap<>();

  /** A template may bring any job, so a name we don't know may still be right. */
  private boolean templates;

  private JobRules(ProblemCollector problems) {
    this.problems = problems;
  }

  /** A job as written. */
  private record Job(Entry entry) {
    View view() {
      return View.of(entry.value());
    }

    Mark mark() {
      return entry.key().mark();
    }
  }

  static void check(View pipeline, ProblemCollector problems) {
    new JobRules(problems).groups(pipeline);
  }

  private void groups(View pipeline) {
    List<View> groups = new ArrayList<>();
    List<Node> stages = pipeline.items("stages");
    for (Node stage : stages) {
      templates |= TemplateMapping.isUse(View.of(stage));
      groups.add(View.of(stage).map("jobs"));
    }
    groups.add(pipeline.map("jobs"));
    groups.add(pipeline.map("finally"));
    stageCount(stages, pipeline.has("finally"));
    templates |= pipeline.has("extends");
    List<List<Job>> jobs = new ArrayList<>();
    for (int group = 0; group < groups.size(); group++) {
      jobs.add(collect(groups.get(group), group == groups.size() - 1));
    }
    for (List<Job> group : jobs) {
      dependencies(group);
    }
    machines();
    for (Node step : pipeline.items("steps")) {
      StepRules.condition(View.of(step), problems);
    }
    StepRules.ids(pipeline.items("steps"), problems);
    stages.forEach(stage -> StepRules.wordsRefused(View.of(stage), problems));
  }

  private void stageCount(List<Node> stages, boolean last) {
    int most = Limits.STAGES_MAX - (last ? 1 : 0);
    if (stages.size() > most) {
      problems.add(stages.get(most).mark().problem(Rule.TOO_MANY_STAGES, stages.size(), most));
    }
  }

  private List<Job> collect(View jobs, boolean last) {
    List<Job> found = new ArrayList<>();
    for (Entry entry : jobs.entries()) {
      if (entry.name().equals(JobMapping.TEMPLATE)) {
        templates = true;
        continue;
      }
      Job job = new Job(entry);
      @Nullable Job first = known.putIfAbsent(entry.name(), job);
      if (first != null) {
        problems.add(job.mark().problem(Rule.DUPLICATE_JOB_ID, entry.name(), first.mark().place()));
      }
      found.add(job);
      StepRules.job(job.view(), last, problems);
    }
    return found;
  }

  private void dependencies(List<Job> group) {
    Map<String, Set<String>> waits = new LinkedHashMap<>();
    Map<String, Scalar> places = new HashMap<>();
    Set<String> ids = new LinkedHashSet<>();
    group.forEach(job -> ids.add(job.entry().name()));
    for (Job job : group) {
      Set<String> on = waits.computeIfAbsent(job.entry().name(), _ -> new LinkedHashSet<>());
      for (Scalar dependency : job.view().scalars("depend-on")) {
        String id = dependency.text();
        if (ids.contains(id)) {
          on.add(id);
          places.putIfAbsent(job.entry().name() + "\n" + id, dependency);
        } else {
          unknownDependency(job, dependency, ids);
        }
      }
    }
    Cycles.find(waits)
        .forEach(cycle -> {
          Scalar place = places.get(cycle.getFirst() + "\n" + cycle.get(1));
          if (place != null) {
            problems.add(place.mark().problem(Rule.DEPENDENCY_CYCLE, String.join(" → ", cycle)));
          }
        });
  }

  private void unknownDependency(Job job, Scalar dependency, Set<String> ids) {
    String id = dependency.text();
    if (id.contains("${")) {
      return;
    }
    if (known.containsKey(id)) {
      problems.add(dependency.mark().problem(Rule.JOB_OF_OTHER_STAGE, job.entry().name(), id));
    } else if (!templates) {
      List<String> others =
          ids.stream().filter(other -> !other.equals(job.entry().name())).toList();
      problems.add(
          dependency
              .mark()
              .problem(Rule.UNKNOWN_JOB, "depend-on", id)
              .suggesting(Spelling.closest(id, others)));
    }
  }

  /** Whose machine is whose: every target is there, and the chain ends. */
  private void machines() {
    Map<String, Set<String>> uses = new LinkedHashMap<>();
    Map<String, Scalar> places = new HashMap<>();
    for (Job job : known.values()) {
      Optional<Scalar> target =
          job.view()
              .map("runs-on")
              .scalar("lock-resource-with")
              .filter(text -> !text.text().isEmpty() && !text.text().contains("${"));
      uses.put(job.entry().name(), Set.of());
      if (target.isEmpty()) {
        continue;
      }
      String id = target.get().text();
      if (known.containsKey(id)) {
        uses.put(job.entry().name(), Set.of(id));
        places.put(job.entry().name(), target.get());
      } else if (!templates) {
        problems.add(
            target
                .get()
                .mark()
                .problem(Rule.UNKNOWN_JOB, "lock-resource-with", id)
                .suggesting(Spelling.closest(id, known.keySet())));
      }
    }
    Cycles.find(uses)
        .forEach(cycle -> {
          Scalar place = places.get(cycle.getFirst());
          if (place != null) {
            problems.add(place.mark().problem(Rule.MACHINE_CYCLE, String.join(" → ", cycle)));
          }
        });
  }
}
