package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.MutexRole;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Sentence;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Events of every type there is, about any part of a build and with the numbers it has now. Types
 * and what they consist of are read from the sealed hierarchy, so that a new one is among them
 * without being written down here.
 */
final class EventSamples {
  private static final List<Shape> SHAPES = types().stream().map(Shape::of).toList();

  private final Build build;
  private final StageState stage;
  private final JobState job;
  private final Optional<TaskState> task;

  private EventSamples(Build build, StageState stage, JobState job, Optional<TaskState> task) {
    this.build = build;
    this.stage = stage;
    this.job = job;
    this.task = task;
  }

  /**
   * @param task the one it is about; empty: it may be about all of its job
   */
  record Sample(String name, BuildEvent event, Optional<TaskId> task) {}

  /** What a type of events consists of, read once. */
  private record Shape(String name, List<RecordComponent> parts, Constructor<?> constructor) {
    static Shape of(Class<? extends BuildEvent> type) {
      List<RecordComponent> parts = List.of(type.getRecordComponents());
      Class<?>[] types = parts.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
      try {
        return new Shape(type.getSimpleName(), parts, type.getDeclaredConstructor(types));
      } catch (NoSuchMethodException hidden) {
        throw new LinkageError("no way to make a " + type, hidden);
      }
    }

    boolean has(Class<?> type) {
      return parts.stream().anyMatch(part -> part.getType() == type);
    }

    /** The type's name, with what is true of the event: {@code CancelRequested (forced)}. */
    String nameWith(Object[] values) {
      var claims = new ArrayList<String>();
      for (int i = 0; i < values.length; i++) {
        if (Boolean.TRUE.equals(values[i])) {
          claims.add(parts.get(i).getName());
        }
      }
      return claims.isEmpty() ? name : name + " (" + String.join(", ", claims) + ")";
    }

    BuildEvent create(Object[] values) {
      try {
        return (BuildEvent) constructor.newInstance(values);
      } catch (ReflectiveOperationException refused) {
        throw new LinkageError("no " + name + " of " + Arrays.toString(values), refused);
      }
    }
  }

  /** All events about this job, and about each of its tasks. */
  static List<Sample> about(Build build, StageState stage, JobState job) {
    var samples = new ArrayList<Sample>();
    var ofJob = new EventSamples(build, stage, job, Optional.empty());
    for (Shape shape : SHAPES) {
      if (shape.has(TaskId.class)) {
        for (TaskState task : job.tasks()) {
          new EventSamples(build, stage, job, Optional.of(task)).addAll(shape, samples);
        }
      } else {
        ofJob.addAll(shape, samples);
      }
    }
    return samples;
  }

  /** The record types of events, however deep in the sealed hierarchy. */
  static List<Class<? extends BuildEvent>> types() {
    var types = new ArrayList<Class<? extends BuildEvent>>();
    collect(BuildEvent.class, types);
    return types;
  }

  private static void collect(
      Class<? extends BuildEvent> type, List<Class<? extends BuildEvent>> types) {
    if (type.isRecord()) {
      types.add(type);
      return;
    }
    for (Class<?> part : type.getPermittedSubclasses()) {
      collect(part.asSubclass(BuildEvent.class), types);
    }
  }

  /** One event for each combination of what its parts may be. */
  private void addAll(Shape shape, List<Sample> samples) {
    List<Object[]> all = List.<Object[]>of(new Object[shape.parts.size()]);
    for (int i = 0; i < shape.parts.size(); i++) {
      var longer = new ArrayList<Object[]>();
      for (Object value : valuesFor(shape, shape.parts.get(i))) {
        for (Object[] begun : all) {
          Object[] next = begun.clone();
          next[i] = value;
          longer.add(next);
        }
      }
      all = longer;
    }
    for (Object[] values : all) {
      samples.add(
          new Sample(shape.nameWith(values), shape.create(values), task.map(TaskState::id)));
    }
  }

  private List<?> valuesFor(Shape shape, RecordComponent part) {
    Class<?> type = part.getType();
    if (type.isEnum()) {
      return List.of(type.getEnumConstants());
    }
    return switch (type.getSimpleName()) {
      case "JobId" -> List.of(job.id());
      case "StageId" -> List.of(stage.id());
      case "TaskId" -> List.of(task.orElseThrow().id());
      case "RetryScope" -> RandomWishes.retries(build, stage, job);
      case "BuildId" -> List.of(new BuildId("child"));
      case "TaskResult" -> RESULTS;
      case "Failure" -> FAILURES;
      case "int" -> numbers(shape, part.getName());
      case "long" ->
          List.of(
              part.getName().equals("request")
                  ? job.mutex().map(MutexRole::request).orElse(0L)
                  : job.fence());
      case "boolean" -> List.of(false, true);
      case "String" -> List.of("ann");
      case "MutexId" -> List.of(job.mutex().map(MutexRole::mutex).orElse(new MutexId("", "any")));
      case "GateAnswer" -> ANSWERS;
      case "Sentence" -> List.of(Sentence.verbatim("no"));
      case "Instant" -> List.of(VirtualClock.START);
      case "Optional" -> List.of(Optional.empty());
      case "OptionalLong" -> List.of(OptionalLong.empty(), OptionalLong.of(7));
      case "Set" -> List.of(Set.of());
      case "List" -> List.of(List.of());
      case "Map", "SequencedMap" -> List.of(Data.ordered(Map.of()));
      default ->
          throw new AssertionError("say in EventSamples what " + part + " of an event may be");
    };
  }

  /** Attempts are those of what the event may be about; other numbers begin at 0. */
  private List<Integer> numbers(Shape shape, String name) {
    return switch (name) {
      case "group" -> List.of(stage.checks().review().map(EventSamples::asked).orElse(0));
      case "check" -> List.of(stage.checks().gatesAsked());
      case "attempt" ->
          shape.has(RetryScope.class)
              ? List.copyOf(new TreeSet<>(List.of(build.attempt(), job.attempt())))
              : List.of(
                  shape.has(JobId.class)
                      ? job.attempt()
                      : shape.has(StageId.class) ? stage.attempt() : build.attempt());
      case "retry" -> List.of(task.map(TaskState::retry).orElse(0));
      default -> List.of(0);
    };
  }

  private static int asked(Review review) {
    return review.status() == Review.Status.REVIEWING ? review.current() : 0;
  }

  private static final List<TaskResult> RESULTS =
      List.of(
          TaskResults.succeeded(Map.of("X", "2"), Map.of("o", "1")),
          TaskResults.failed(),
          TaskResults.timedOut(),
          TaskResults.cancelled());

  private static final List<GateAnswer> ANSWERS =
      List.of(
          new GateAnswer.Passed(),
          new GateAnswer.Refused(Sentence.verbatim("bugs")),
          new GateAnswer.NeedsPerson(List.of("ann")),
          new GateAnswer.NotChecked(Sentence.verbatim("down")));

  private static final List<Failure> FAILURES =
      Stream.of(FailureKind.USER, FailureKind.BUILD_MACHINE)
          .map(kind -> Failure.of(kind, 2199502, Sentence.verbatim("lost")))
          .toList();
}
