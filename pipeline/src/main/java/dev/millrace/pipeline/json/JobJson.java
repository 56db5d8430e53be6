package dev.millrace.pipeline.json;

import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.JobEntry;
import dev.millrace.pipeline.JobTemplate;
import dev.millrace.pipeline.Matrix;
import dev.millrace.pipeline.Mutex;
import dev.millrace.pipeline.RunsOn.Target;
import dev.millrace.pipeline.TaskEntry;
import dev.millrace.pipeline.Timeout;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.problem.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Jobs: containers of a stage. */
final class JobJson {
  static final String ELEMENTS = "elements";

  private static final String TEMPLATE = "jobTemplate";
  static final String CONTROL = "jobControlOption";
  static final String MUTEX = "mutexGroup";
  static final String MATRIX = "matrixControlOption";
  private static final String NAMED = "named";

  /**
   * Where a container stands.
   *
   * @param containerId what the format calls it by position, {@code 1} for the first
   * @param jobId what the job is called unless it says otherwise
   * @param stage position of its stage, for the ids of tasks
   * @param idsOfContainers job ids of the stage by the ids of their containers
   */
  record Place(String containerId, String jobId, int stage, Map<String, String> idsOfContainers) {
    private TaskJson.Place task(int index, boolean withoutMachine) {
      return new TaskJson.Place(
          "e-" + stage + "-" + containerId + "-" + (index + 1), withoutMachine);
    }
  }

  private JobJson() {}

  static JobEntry read(JsonAt at, Place place) {
    String type = at.text(ActionJson.TYPE, MachineJson.WITH_MACHINE);
    if (type.equals(TEMPLATE) && !Templates.isNone(at)) {
      return Templates.read(at, place.containerId(), JobTemplate::new, JobJson::template);
    }
    if (!type.equals(MachineJson.WITH_MACHINE) && !type.equals(MachineJson.AGENTLESS)) {
      at.problemAt(ActionJson.TYPE, Rule.CANNOT_RUN, ActionJson.TYPE, type);
    }
    var tasks = new ArrayList<TaskEntry>();
    boolean withoutMachine = MachineJson.read(at.quiet()).target() instanceof Target.Agentless;
    List<JsonAt> elements = at.objects(ELEMENTS);
    for (int i = 0; i < elements.size(); i++) {
      tasks.add(TaskJson.read(elements.get(i), place.task(i, withoutMachine)));
    }
    return carrier(place, tasks).read(at);
  }

  static ObjectNode write(JobEntry entry, Place place) {
    return switch (entry) {
      case JobTemplate template -> template(template, place.containerId());
      case Job job -> {
        ObjectNode node = carrier(place, job.tasks()).write(job, job.extras());
        ArrayNode elements = node.putArray(ELEMENTS);
        if (node.path(ActionJson.TYPE).asString("").equals(TEMPLATE)) {
          Templates.markNone(node);
        }
        boolean withoutMachine = job.runsOn().target() instanceof Target.Agentless;
        for (int i = 0; i < job.tasks().size(); i++) {
          elements.add(TaskJson.write(job.tasks().get(i), place.task(i, withoutMachine)));
        }
        yield node;
      }
    };
  }

  private static ObjectNode template(JobTemplate template, String id) {
    ObjectNode node =
        JsonData.object()
            .put(ActionJson.TYPE, TEMPLATE)
            .put("id", id)
            .put("containerId", id)
            .put("name", "template");
    node.putArray(ELEMENTS);
    node.set("template", TemplateJson.write(template.use()));
    return node;
  }

  private static Carrier<Job> carrier(Place place, List<TaskEntry> tasks) {
    return new Carrier<>(
        RunTimeFields.JOB.and(ELEMENTS),
        (at, extras) -> own(at, extras, tasks, place),
        job -> own(job, place));
  }

  private static Job own(
      JsonAt at, SequencedMap<String, Data> extras, List<TaskEntry> tasks, Place place) {
    JsonAt control = at.object(CONTROL);
    String id = at.filled("jobId").orElse(place.jobId());
    String name = at.text("name", "");
    return new Job(
        id,
        name.equals(id) && !at.own().flag(NAMED, false) ? "" : name,
        control.flag("enable", true),
        MachineJson.read(at),
        ConditionJson.read(control, Tables.JOB_CONDITIONS),
        tasks,
        TimeoutJson.read(control, Timeout.DEFAULT_MINUTES),
        control.integer("prepareTimeout"),
        at.pairs("customEnv"),
        control.flag("continueWhenFailed", false),
        matrix(at),
        dependsOn(control, place),
        mutex(at),
        at.own().fields("services"),
        extras);
  }

  private static Optional<Matrix> matrix(JsonAt at) {
    return at.flag("matrixGroupFlag", false)
        ? Optional.of(MatrixJson.read(at.object(MATRIX)))
        : Optional.empty();
  }

  private static Optional<Mutex> mutex(JsonAt at) {
    JsonAt mutex = at.object(MUTEX);
    return mutex.flag("enable", false)
        ? Optional.of(
            new Mutex(
                mutex.text("mutexGroupName", ""),
                mutex.flag("queueEnable", false)
                    ? Optional.of(mutex.integer("queue").orElse(0))
                    : Optional.empty(),
                TimeoutJson.read(mutex, Timeout.DEFAULT_MINUTES)))
        : Optional.empty();
  }

  /** By id means ids of containers, which change with their positions: names are kept instead. */
  private static List<String> dependsOn(JsonAt control, Place place) {
    if (!control.text("dependOnType", "NAME").equals("ID")) {
      return CommaList.read(control, "dependOnName");
    }
    var jobs = new ArrayList<String>();
    for (String containerId : control.texts("dependOnId")) {
      String jobId = place.idsOfContainers().get(containerId);
      if (jobId == null) {
        control.problemAt("dependOnId", Rule.UNKNOWN_JOB, "dependOnId", containerId);
      } else {
        jobs.add(jobId);
      }
    }
    return jobs;
  }

  private static ObjectNode own(Job job, Place place) {
    ObjectNode node =
        JsonData.object()
            .put(ActionJson.TYPE, MachineJson.containerType(job.runsOn()))
            .put("id", place.containerId())
            .put("containerId", place.containerId())
            .put("jobId", job.id())
            .put("name", job.displayName());
    if (job.name().equals(job.id())) {
      Residue.own(node).put(NAMED, true);
    }
    if (!job.environment().isEmpty()) {
      node.set("customEnv", ConditionJson.pairs(job.environment()));
    }
    node.set(CONTROL, control(job));
    job.mutex().ifPresent(mutex -> node.set(MUTEX, mutex(mutex)));
    node.put("matrixGroupFlag", job.matrix().isPresent());
    job.matrix().ifPresent(matrix -> node.set(MATRIX, MatrixJson.write(matrix)));
    if (!job.services().isEmpty()) {
      Residue.own(node).set("services", JsonData.object(job.services()));
    }
    MachineJson.write(node, job.runsOn());
    return node;
  }

  private static ObjectNode control(Job job) {
    ObjectNode control = JsonData.object().put("enable", job.enabled());
    job.prepareTimeoutMinutes().ifPresent(minutes -> control.put("prepareTimeout", minutes));
    TimeoutJson.write(control, job.timeout());
    ConditionJson.write(control, job.condition(), Tables.JOB_CONDITIONS);
    control.put("dependOnType", "NAME");
    CommaList.write(control, "dependOnName", job.dependsOn());
    return control.put("continueWhenFailed", job.continueOnError());
  }

  private static ObjectNode mutex(Mutex mutex) {
    ObjectNode node =
        JsonData.object()
            .put("enable", true)
            .put("mutexGroupName", mutex.label())
            .put("queueEnable", mutex.queueLength().isPresent());
    mutex.queueLength().ifPresent(length -> node.put("queue", length));
    TimeoutJson.write(node, mutex.timeout());
    return node;
  }

  /** Job ids by the ids of their containers, to resolve dependencies by id. */
  static Map<String, String> idsOfContainers(List<JsonAt> containers, List<String> jobIds) {
    var ids = new LinkedHashMap<String, String>();
    for (int i = 0; i < containers.size(); i++) {
      String jobId = containers.get(i).filled("jobId").orElse(jobIds.get(i));
      containers.get(i).quiet().text("id").ifPresent(id -> ids.put(id, jobId));
      containers.get(i).quiet().text("containerHashId").ifPresent(id -> ids.put(id, jobId));
    }
    return ids;
  }
}
