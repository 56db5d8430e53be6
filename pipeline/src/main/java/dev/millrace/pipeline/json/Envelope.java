package dev.millrace.pipeline.json;

import dev.millrace.pipeline.JobEntry;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RecommendedVersion;
import dev.millrace.pipeline.StageEntry;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.trigger.Trigger;
import dev.millrace.pipeline.variable.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole text: {@code {"model": …, "setting": …}}, or a model alone. Takes apart what the format
 * nests where we have a list of its own: the first stage holds triggers and variables, the last may
 * hold the finally jobs.
 */
final class Envelope {
  static final String MODEL = "model";
  static final String SETTING = "setting";
  static final String TRIGGER_STAGE = "triggerStage";
  static final String TRIGGER = "trigger";
  static final String FINALLY_STAGE = "finallyStage";

  static final String STAGES = "stages";
  static final String PARAMS = "params";
  static final String FINALLY = "finally";

  /** What stands beside the model's own fields while the pipeline itself is read. */
  static final List<String> STRUCTURE = List.of(SETTING, TRIGGER_STAGE, TRIGGER, FINALLY_STAGE);

  private final JsonAt.Sink problems;
  private final Set<String> takenJobIds = new HashSet<>();

  /** Containers are numbered through the pipeline; the trigger's is 0. */
  private int containers;

  private Envelope(JsonAt.Sink problems) {
    this.problems = problems;
  }

  static Pipeline read(ObjectNode root, JsonAt.Sink problems) {
    boolean isBare = !root.has(MODEL) && root.has(STAGES);
    JsonAt at = new JsonAt(root, "$", problems);
    return new Envelope(problems).read(isBare ? at : at.object(MODEL), isBare, root);
  }

  private Pipeline read(JsonAt model, boolean isBare, ObjectNode root) {
    ObjectNode flat = model.node().deepCopy();
    flat.remove(STAGES);
    if (!isBare && root.get(SETTING) instanceof ObjectNode setting) {
      flat.set(SETTING, setting);
    }
    List<JsonAt> stages = new ArrayList<>(model.objects(STAGES));
    stages.forEach(stage -> stage.quiet().objects(StageJson.CONTAINERS).forEach(this::takeJobId));
    List<Trigger> triggers = List.of();
    List<Variable> variables = List.of();
    Optional<RecommendedVersion> version = Optional.empty();
    Optional<JsonAt> trigger = stages.isEmpty() ? Optional.empty() : triggerOf(stages.getFirst());
    if (trigger.isPresent()) {
      flat.set(TRIGGER_STAGE, without(stages.removeFirst(), StageJson.CONTAINERS));
      ObjectNode container = without(trigger.get(), PARAMS);
      container.remove(JobJson.ELEMENTS);
      flat.set(TRIGGER, container);
      triggers = triggers(trigger.get().objects(JobJson.ELEMENTS));
      List<JsonAt> params = trigger.get().objects(PARAMS);
      variables = PipelineJson.variables(params);
      version = VersionJson.read(trigger.get(), params);
    } else {
      model.problem(Rule.TRIGGER_CONTAINER_MISSING);
    }
    var read = new ArrayList<StageEntry>();
    var finallyJobs = new ArrayList<JobEntry>();
    for (int i = 0; i < stages.size(); i++) {
      JsonAt stage = stages.get(i);
      List<JobEntry> jobs = jobs(stage, i + 2);
      if (!stage.flag(FINALLY, false)) {
        read.add(StageJson.read(stage, i + 2, jobs));
        continue;
      }
      if (i < stages.size() - 1) {
        stage.problemAt(FINALLY, Rule.FINALLY_STAGE_NOT_LAST);
      }
      finallyJobs.addAll(jobs);
      ObjectNode own = RunTimeFields.STAGE.without(without(stage, StageJson.CONTAINERS));
      flat.set(FINALLY_STAGE, own);
    }
    return PipelineJson.read(
        new JsonAt(flat, model.path(), problems),
        new PipelineJson.Parts(triggers, variables, version, read, finallyJobs));
  }

  private void takeJobId(JsonAt container) {
    container.filled("jobId").ifPresent(takenJobIds::add);
  }

  private Optional<JsonAt> triggerOf(JsonAt stage) {
    List<JsonAt> containers = stage.objects(StageJson.CONTAINERS);
    List<JsonAt> found = containers.stream().filter(Envelope::isTrigger).toList();
    if (!found.isEmpty() && containers.size() > 1) {
      stage.problemAt(StageJson.CONTAINERS, Rule.TRIGGER_CONTAINER_NOT_ALONE);
    }
    return found.stream().findFirst();
  }

  static boolean isTrigger(JsonAt container) {
    return container.quiet().text(ActionJson.TYPE, "").equals(TRIGGER);
  }

  private static ObjectNode without(JsonAt at, String key) {
    ObjectNode copy = at.node().deepCopy();
    copy.remove(key);
    return copy;
  }

  private static List<Trigger> triggers(List<JsonAt> elements) {
    var triggers = new ArrayList<Trigger>();
    for (int i = 0; i < elements.size(); i++) {
      triggers.add(TriggerJson.read(elements.get(i), i));
    }
    return triggers;
  }

  private List<JobEntry> jobs(JsonAt stage, int number) {
    List<JsonAt> found = stage.objects(StageJson.CONTAINERS);
    var jobIds = new ArrayList<String>();
    for (int i = 0; i < found.size(); i++) {
      jobIds.add(freeJobId("job_" + number + "_" + (i + 1)));
    }
    var idsOfContainers = JobJson.idsOfContainers(found, jobIds);
    var jobs = new ArrayList<JobEntry>();
    for (int i = 0; i < found.size(); i++) {
      String containerId = Integer.toString(++containers);
      jobs.add(
          JobJson.read(
              found.get(i),
              new JobJson.Place(containerId, jobIds.get(i), number, idsOfContainers)));
    }
    return jobs;
  }

  private String freeJobId(String wanted) {
    String id = wanted;
    while (!takenJobIds.add(id)) {
      id += "_";
    }
    return id;
  }

  static ObjectNode write(Pipeline pipeline) {
    return new Envelope((_, _, _) -> {}).nested(pipeline);
  }

  private ObjectNode nested(Pipeline pipeline) {
    ObjectNode model = PipelineJson.write(pipeline);
    ArrayNode stages = JsonData.object().arrayNode();
    ObjectNode triggerStage = taken(model, TRIGGER_STAGE);
    stages.add(triggerStage);
    ObjectNode trigger = taken(model, TRIGGER);
    triggerStage.putArray(StageJson.CONTAINERS).add(trigger);
    ArrayNode params = trigger.putArray(PARAMS);
    pipeline.variables().forEach(variable -> params.add(VariableJson.write(variable)));
    pipeline
        .recommendedVersion()
        .ifPresent(version -> VersionJson.writeParts(params, version, pipeline.variables()));
    ArrayNode elements = trigger.putArray(JobJson.ELEMENTS);
    for (int i = 0; i < pipeline.triggers().size(); i++) {
      elements.add(TriggerJson.write(pipeline.triggers().get(i), i));
    }
    for (StageEntry entry : pipeline.stages()) {
      int number = stages.size() + 1;
      ObjectNode stage = StageJson.write(entry, number);
      stages.add(stage);
      stage.set(StageJson.CONTAINERS, containers(jobsOf(entry), number));
    }
    ObjectNode finallyStage = taken(model, FINALLY_STAGE);
    if (!pipeline.finallyJobs().isEmpty()) {
      int number = stages.size() + 1;
      finallyStage.set(StageJson.CONTAINERS, containers(pipeline.finallyJobs(), number));
      stages.add(finallyStage);
    }
    ObjectNode setting = taken(model, SETTING);
    ObjectNode root = JsonData.object();
    root.set(MODEL, model.set(STAGES, stages));
    root.set(SETTING, setting);
    return root;
  }

  private static List<JobEntry> jobsOf(StageEntry entry) {
    return entry instanceof dev.millrace.pipeline.Stage stage ? stage.jobs() : List.of();
  }

  private static ObjectNode taken(ObjectNode model, String key) {
    return model.remove(key) instanceof ObjectNode node ? node : JsonData.object();
  }

  private ArrayNode containers(List<JobEntry> jobs, int stage) {
    ArrayNode nodes = JsonData.object().arrayNode();
    for (JobEntry job : jobs) {
      String id = Integer.toString(++containers);
      nodes.add(JobJson.write(job, new JobJson.Place(id, id, stage, java.util.Map.of())));
    }
    return nodes;
  }
}
