package dev.millrace.pipeline.json;

import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.JobEntry;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageEntry;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects of a text beside what was read from them, for those who look at both. Tells no
 * problem: {@link Envelope} has.
 *
 * @param trigger the container of the triggers
 * @param stages all others
 */
record Layout(JsonAt model, JsonAt setting, Optional<JsonAt> trigger, List<JsonAt> stages) {
  /** A stage's object and the stage, or what stands in its place; the final one has none. */
  record StageAt(JsonAt at, Optional<StageEntry> entry, List<JobAt> jobs) {
    Optional<Stage> stage() {
      return entry.filter(Stage.class::isInstance).map(Stage.class::cast);
    }

    boolean isFinal() {
      return entry.isEmpty();
    }
  }

  /** A container and its job. */
  record JobAt(JsonAt at, Job job, List<TaskAt> tasks) {
    JsonAt control() {
      return at.object(JobJson.CONTROL);
    }
  }

  /** An element and its task. */
  record TaskAt(JsonAt at, Task task) {
    JsonAt control() {
      return at.object(TaskJson.OPTIONS);
    }
  }

  static Layout of(ObjectNode root) {
    var at = new JsonAt(root, "$", (_, _, _) -> {});
    JsonAt model = root.has(Envelope.MODEL) ? at.object(Envelope.MODEL) : at;
    List<JsonAt> stages = new ArrayList<>(model.objects(Envelope.STAGES));
    Optional<JsonAt> trigger =
        stages.stream()
            .limit(1)
            .flatMap(first -> first.objects(StageJson.CONTAINERS).stream())
            .filter(Envelope::isTrigger)
            .findFirst();
    if (trigger.isPresent()) {
      stages.removeFirst();
    }
    return new Layout(model, at.object(Envelope.SETTING), trigger, stages);
  }

  /** The stages with what {@code pipeline}, read from them, has for each. */
  List<StageAt> of(Pipeline pipeline) {
    List<StageAt> found = new ArrayList<>();
    var entries = pipeline.stages().iterator();
    var finalJobs = pipeline.finallyJobs().iterator();
    for (JsonAt at : stages) {
      List<JsonAt> containers = at.objects(StageJson.CONTAINERS);
      if (at.flag(Envelope.FINALLY, false)) {
        List<JobEntry> jobs = containers.stream().map(_ -> finalJobs.next()).toList();
        found.add(new StageAt(at, Optional.empty(), jobs(containers, jobs)));
      } else {
        StageEntry entry = entries.next();
        List<JobEntry> jobs = entry instanceof Stage stage ? stage.jobs() : List.of();
        found.add(new StageAt(at, Optional.of(entry), jobs(containers, jobs)));
      }
    }
    return found;
  }

  private static List<JobAt> jobs(List<JsonAt> containers, List<JobEntry> jobs) {
    List<JobAt> found = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      if (jobs.get(i) instanceof Job job) {
        found.add(new JobAt(containers.get(i), job, tasks(containers.get(i), job.tasks())));
      }
    }
    return found;
  }

  private static List<TaskAt> tasks(JsonAt container, List<TaskEntry> tasks) {
    List<JsonAt> elements = container.objects(JobJson.ELEMENTS);
    List<TaskAt> found = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      if (tasks.get(i) instanceof Task task) {
        found.add(new TaskAt(elements.get(i), task));
      }
    }
    return found;
  }
}
