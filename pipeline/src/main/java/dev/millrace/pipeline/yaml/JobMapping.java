package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.JobEntry;
import dev.millrace.pipeline.JobTemplate;
import dev.millrace.pipeline.Matrix;
import dev.millrace.pipeline.Mutex;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunsOn;
import dev.millrace.pipeline.TaskEntry;
import dev.millrace.pipeline.Timeout;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/** Jobs, as model. */
final class JobMapping {
  /** The key of a map of jobs whose value is not a job. */
  static final String TEMPLATE = "template";

  private static final Set<String> CASE_KEYS = Set.of("include", "exclude");

  private JobMapping() {}

  static List<JobEntry> jobs(View jobs) {
    return jobs.entries().stream().flatMap(entry -> entries(entry, false)).toList();
  }

  static List<JobEntry> finalJobs(View jobs) {
    return jobs.entries().stream().flatMap(entry -> entries(entry, true)).toList();
  }

  /** The job of a file that writes only steps. */
  static Job onlyJob(String id, List<TaskEntry> tasks) {
    return job(id, View.of(Optional.empty()), RunCondition.DEFAULT, tasks);
  }

  private static Stream<JobEntry> entries(Entry entry, boolean last) {
    if (entry.name().equals(TEMPLATE)) {
      return TemplateMapping.jobUses(entry.value()).map(JobTemplate::new);
    }
    View job = View.of(entry.value());
    RunCondition condition =
        last
            ? job.name("if").map(ConditionMapping::ofFinalJob).orElse(RunCondition.DEFAULT)
            : ConditionMapping.plain(job.node("if"));
    return Stream.of(job(entry.name(), job, condition, StepMapping.tasks(job.items("steps"))));
  }

  private static Job job(String id, View job, RunCondition condition, List<TaskEntry> tasks) {
    return new Job(
        id,
        job.textOrEmpty("name"),
        job.flag("enable", true),
        runsOn(job),
        condition,
        tasks,
        timeout(job),
        job.map("runs-on").whole("queue-timeout-minutes"),
        job.textMap("env"),
        job.flag("continue-on-error", false),
        job.node("strategy").map(strategy -> matrix(View.of(strategy))),
        job.texts("depend-on"),
        job.node("mutex").map(mutex -> mutex(View.of(mutex))),
        job.dataMap("services"),
        job.carry("if-modify"));
  }

  static Timeout timeout(View owner) {
    // A number may be written as 0x3C, which a text that is read at run time may not.
    return owner
        .whole("timeout-minutes")
        .map(Timeout::ofMinutes)
        .or(() -> owner.name("timeout-minutes").map(Timeout::new))
        .orElse(Timeout.DEFAULT);
  }

  private static RunsOn runsOn(View job) {
    RunsOn machine =
        job.node("runs-on").map(node -> MachineMapping.runsOn(node, job)).orElse(RunsOn.DEFAULT);
    return job.has("container") && machine.container().isEmpty()
        ? MachineMapping.in(machine, job.map("container"))
        : MachineMapping.shown(machine, job.flag("show-runs-on", false));
  }

  private static Mutex mutex(View mutex) {
    return new Mutex(mutex.textOrEmpty("label"), mutex.whole("queue-length"), timeout(mutex));
  }

  static Matrix matrix(View strategy) {
    Optional<Node> axes = strategy.node("matrix");
    View inside = View.of(axes);
    return new Matrix(
        axes.map(JobMapping::axes).orElseGet(() -> new Matrix.AxisMap(new LinkedHashMap<>())),
        cases(strategy.node("include").or(() -> inside.node("include"))),
        cases(strategy.node("exclude").or(() -> inside.node("exclude"))),
        strategy.flag("fast-kill", false),
        strategy.whole("max-parallel"));
  }

  private static Matrix.Axes axes(Node node) {
    if (node instanceof Scalar text) {
      return new Matrix.FromText(text.text());
    }
    SequencedMap<String, Matrix.AxisValues> axes = new LinkedHashMap<>();
    View.of(node).entries().stream()
        .filter(entry -> !CASE_KEYS.contains(entry.name()))
        .forEach(entry -> axes.put(entry.name(), axis(entry.value())));
    return new Matrix.AxisMap(axes);
  }

  private static Matrix.AxisValues axis(Node node) {
    return node instanceof Scalar text
        ? new Matrix.FromText(text.text())
        : new Matrix.AxisList(View.itemsOf(node).stream().map(JobMapping::axisValue).toList());
  }

  /** All values of an axis become texts; a map is kept, since its keys can be named. */
  private static Data axisValue(Node node) {
    return node instanceof Scalar scalar ? Data.text(scalar.text()) : View.data(node);
  }

  private static Matrix.Cases cases(Optional<Node> node) {
    return node.<Matrix.Cases>map(given ->
            given instanceof Scalar text
                ? new Matrix.FromText(text.text())
                : new Matrix.CaseList(
                    View.itemsOf(given).stream().map(item -> View.textMap(View.of(item))).toList()))
        .orElse(Matrix.CaseList.NONE);
  }
}
