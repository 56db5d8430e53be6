package dev.millrace.engine;

import dev.millrace.pipeline.Container;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.Matrix;
import dev.millrace.pipeline.Mutex;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunsOn;
import dev.millrace.pipeline.TaskEntry;
import dev.millrace.pipeline.Timeout;
import dev.millrace.pipeline.data.Data;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A job for tests; one task that says {@code make} where none is given. */
final class JobBuilder {
  private final String id;
  private final List<TaskEntry> tasks = new ArrayList<>();
  private String name = "";
  private boolean enabled = true;
  private RunCondition condition = RunCondition.DEFAULT;
  private Timeout timeout = Timeout.DEFAULT;
  private Optional<Integer> prepareMinutes = Optional.empty();
  private Map<String, String> environment = Map.of();
  private boolean continueOnError;
  private Optional<Matrix> matrix = Optional.empty();
  private List<String> dependsOn = List.of();
  private RunsOn runsOn = RunsOn.DEFAULT;
  private Optional<Mutex> mutex = Optional.empty();
  private SequencedMap<String, Data> services = Data.none();

  private JobBuilder(String id) {
    this.id = id;
  }

  static JobBuilder aJob(String id, TaskBuilder... tasks) {
    var job = new JobBuilder(id);
    for (TaskBuilder task : tasks) {
      job.tasks.add(task.build());
    }
    return job;
  }

  JobBuilder name(String other) {
    name = other;
    return this;
  }

  JobBuilder disabled() {
    enabled = false;
    return this;
  }

  JobBuilder when(RunCondition other) {
    condition = other;
    return this;
  }

  JobBuilder when(RunCondition.Word word) {
    return when(new RunCondition.By(word));
  }

  JobBuilder when(String expression) {
    return when(new RunCondition.When(expression));
  }

  JobBuilder timeout(String text) {
    timeout = new Timeout(text);
    return this;
  }

  JobBuilder prepareMinutes(int minutes) {
    prepareMinutes = Optional.of(minutes);
    return this;
  }

  JobBuilder environment(Map<String, String> variables) {
    environment = variables;
    return this;
  }

  JobBuilder mayFail() {
    continueOnError = true;
    return this;
  }

  JobBuilder dependsOn(String... jobs) {
    dependsOn = List.of(jobs);
    return this;
  }

  JobBuilder sameMachineAs(String job) {
    return runsOn(new RunsOn.Target.SameAsJob(job));
  }

  JobBuilder runsOn(RunsOn.Target target) {
    return runsOn(target, runsOn.container());
  }

  JobBuilder container(String image) {
    return runsOn(
        runsOn.target(),
        Optional.of(
            new Container(
                Optional.of(image),
                Optional.empty(),
                Optional.empty(),
                Data.none(),
                Optional.empty(),
                Data.none())));
  }

  private JobBuilder runsOn(RunsOn.Target target, Optional<Container> container) {
    runsOn =
        new RunsOn(
            target,
            List.of(),
            container,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Data.ordered(Map.of()),
            false,
            Data.none());
    return this;
  }

  JobBuilder service(String name) {
    services = Data.ordered(Map.of(name, Data.text("image")));
    return this;
  }

  JobBuilder mutex(String label) {
    mutex = Optional.of(new Mutex(label, Optional.empty(), Timeout.DEFAULT));
    return this;
  }

  JobBuilder mutex(String label, int queueLength, String minutes) {
    mutex = Optional.of(new Mutex(label, Optional.of(queueLength), new Timeout(minutes)));
    return this;
  }

  JobBuilder matrix(Matrix other) {
    matrix = Optional.of(other);
    return this;
  }

  /** One axis with these values. */
  JobBuilder matrix(String axis, String... values) {
    return matrix(aMatrix(axis, false, Optional.empty(), values));
  }

  JobBuilder matrix(int maxParallel, String axis, String... values) {
    return matrix(aMatrix(axis, false, Optional.of(maxParallel), values));
  }

  JobBuilder fastKillMatrix(String axis, String... values) {
    return matrix(aMatrix(axis, true, Optional.empty(), values));
  }

  static Matrix aMatrix(
      String axis, boolean fastKill, Optional<Integer> maxParallel, String... values) {
    var axes = new LinkedHashMap<String, Matrix.AxisValues>();
    axes.put(axis, new Matrix.AxisList(Arrays.stream(values).map(Data::text).toList()));
    return new Matrix(
        new Matrix.AxisMap(axes),
        Matrix.CaseList.NONE,
        Matrix.CaseList.NONE,
        fastKill,
        maxParallel);
  }

  Job build() {
    return new Job(
        id,
        name,
        enabled,
        runsOn,
        condition,
        tasks.isEmpty() ? List.of(TaskBuilder.aTask("make").build()) : tasks,
        timeout,
        prepareMinutes,
        Data.ordered(environment),
        continueOnError,
        matrix,
        dependsOn,
        mutex,
        services,
        Data.none());
  }
}
