package dev.millrace.engine.order;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.VariableValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contexts over a build's state. The parts of a name choose where to look, so that a look-up
 * touches one job and one task whatever the size of the build.
 *
 * @param stage of {@code job}; both are absent where a stage's condition looks
 */
record BuildContexts(
    Build build,
    @Nullable StageState stage,
    @Nullable JobState job,
    @Nullable TaskState task,
    Map<String, String> environment)
    implements Contexts {
  private static final List<String> ROOTS =
      List.of("variables", "ci", "matrix", "envs", "job", "jobs", "step", "steps");

  @Override
  public @Nullable VariableValue value(String name) {
    int dot = name.indexOf('.');
    if (dot > 0) {
      String rest = name.substring(dot + 1);
      VariableValue inContext =
          switch (name.substring(0, dot)) {
            case "variables" -> variable(rest);
            case "ci" -> ci(rest);
            case "matrix" -> plain(matrix().get(rest));
            case "envs" -> plain(environment.get(rest));
            case "job" -> plain(ofThisJob(rest));
            case "jobs" -> plain(ofSomeJob(rest));
            case "step" -> plain(task == null ? null : StepFields.current(task, rest));
            case "steps" -> plain(job == null ? null : StepFields.ofJob(job, rest));
            default -> null;
          };
      if (inContext != null) {
        return inContext;
      }
    }
    return variable(name);
  }

  @Override
  public Iterable<String> names() {
    return () -> names(ROOTS.stream()).iterator();
  }

  @Override
  public Iterable<String> namesUnder(String prefix) {
    int dot = prefix.indexOf('.');
    String root = dot < 0 ? prefix : prefix.substring(0, dot);
    String start = prefix + '.';
    return () ->
        Stream.concat(contextNames(root, prefix), plainNames())
            .filter(name -> name.startsWith(start))
            .iterator();
  }

  @Override
  public void forEachUnder(String root, BiConsumer<String, VariableValue> consumer) {
    forEach(contextNames(root, root), consumer);
  }

  @Override
  public void forEachOutside(String root, BiConsumer<String, VariableValue> consumer) {
    var others = ROOTS.stream().filter(other -> !other.equals(root));
    forEach(names(others), consumer);
  }

  private void forEach(Stream<String> names, BiConsumer<String, VariableValue> consumer) {
    var seen = new HashSet<String>();
    names.forEach(name -> {
      VariableValue value = seen.add(name) ? value(name) : null;
      if (value != null) {
        consumer.accept(name, value);
      }
    });
  }

  private Stream<String> names(Stream<String> roots) {
    return Stream.concat(plainNames(), roots.flatMap(root -> contextNames(root, root)));
  }

  private Stream<String> plainNames() {
    return Stream.concat(build.variables().keySet().stream(), BuiltIns.names());
  }

  /** Names below a root, at least all that begin with {@code prefix}; some may have no value. */
  private Stream<String> contextNames(String root, String prefix) {
    return switch (root) {
      case "variables" -> plainNames().map(name -> "variables." + name);
      case "ci" -> CiNames.all(build).map(name -> "ci." + name);
      case "matrix" -> matrix().keySet().stream().map(name -> "matrix." + name);
      case "envs" -> environment.keySet().stream().map(name -> "envs." + name);
      case "job" ->
          job == null ? Stream.empty() : JobFields.namesOfThis().map(name -> "job." + name);
      case "jobs" -> namesOfJobs(prefix);
      case "step" ->
          task == null ? Stream.empty() : StepFields.namesOfCurrent().map(name -> "step." + name);
      case "steps" -> job == null ? Stream.empty() : StepFields.names(job);
      default -> Stream.empty();
    };
  }

  private Stream<String> namesOfJobs(String prefix) {
    Found found =
        prefix.length() > "jobs.".length() ? find(prefix.substring("jobs.".length())) : null;
    return found != null
        ? JobFields.names(found.job())
        : build.stages().stream().flatMap(any -> any.jobs().stream()).flatMap(JobFields::names);
  }

  private @Nullable VariableValue variable(String name) {
    VariableValue set = build.variables().get(name);
    return set != null ? set : plain(BuiltIns.value(name, build, stage, job, task));
  }

  private @Nullable VariableValue ci(String key) {
    for (String name : CiNames.variablesOf(key)) {
      VariableValue value = variable(name);
      if (value != null && !value.value().isBlank()) {
        return value;
      }
    }
    return null;
  }

  private Map<String, String> matrix() {
    return job != null && job.role() instanceof MatrixRole.Child child ? child.values() : Map.of();
  }

  private @Nullable String ofThisJob(String field) {
    return stage == null || job == null ? null : JobFields.ofThis(stage, job, field);
  }

  private @Nullable String ofSomeJob(String path) {
    Found found = find(path);
    return found == null ? null : JobFields.of(found.stage(), found.job(), found.rest());
  }

  private record Found(StageState stage, JobState job, String rest) {}

  /** The job a path below {@code jobs.} means: {@code test.0.status} is that of a matrix child. */
  private @Nullable Found find(String path) {
    int end = path.indexOf('.');
    String first = end < 0 ? path : path.substring(0, end);
    if (end > 0) {
      int second = path.indexOf('.', end + 1);
      Found child = found(second < 0 ? path : path.substring(0, second), path);
      if (child != null) {
        return child;
      }
    }
    return found(first, path);
  }

  private @Nullable Found found(String id, String path) {
    JobId wanted = new JobId(id.isEmpty() ? "." : id);
    for (StageState any : build.stages()) {
      int position = any.jobs().positionOf(wanted);
      if (position >= 0) {
        String rest = path.length() > id.length() ? path.substring(id.length() + 1) : "";
        return new Found(any, any.jobs().get(position), rest);
      }
    }
    return null;
  }

  private static @Nullable VariableValue plain(@Nullable String value) {
    return value == null ? null : VariableValue.plain(value);
  }
}
