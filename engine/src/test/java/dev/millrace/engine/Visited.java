package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.EventSamples.Sample;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.testkit.VirtualClock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What every event does in every status. Runs the rules: in each state of many random builds, every
 * event is tried on every job, what must hold after it is checked, and what became of every part of
 * the build is noted. The same each time, whichever test asks first.
 */
final class Visited {
  /** Each level with all its statuses, as the documents name it. */
  static final Map<String, Class<? extends Enum<?>>> LEVELS =
      new TreeMap<>(
          Map.of(
              "build", BuildStatus.class,
              "stage", StageStatus.class,
              "job", JobStatus.class,
              "task", TaskStatus.class));

  private static final int BUILDS = 500;
  private static final Visited BY_RANDOM_HISTORIES = new Visited();

  /** By status, which belongs to one level, and event. */
  private final Map<Enum<?>, Map<String, Set<String>>> seen = new HashMap<>();

  private final Set<String> events = new TreeSet<>();

  private Visited() {
    for (int seed = 0; seed < BUILDS; seed++) {
      var random = new SplittableRandom(seed);
      var pipeline = RandomPipelines.from(random).build();
      var request = BuildRequests.requestOf(pipeline, Map.of());
      var build =
          PlayedBuild.queued(seed % 4 == 0 ? BuildRequests.reviewedBy("ann", request) : request);
      var history = new RandomHistory(random);
      for (Optional<BuildEvent> event = history.next(build);
          event.isPresent();
          event = history.next(build)) {
        tryAll(build.state());
        build.on(event.get());
      }
      tryAll(build.state());
    }
  }

  static Visited byRandomHistories() {
    return BY_RANDOM_HISTORIES;
  }

  /** Names of all events. */
  Set<String> events() {
    return events;
  }

  /** By the events met in a status: what it became because of them, possibly nothing. */
  Map<String, Set<String>> in(Enum<?> status) {
    return seen.getOrDefault(status, Map.of());
  }

  private void tryAll(Build build) {
    for (StageState stage : build.stages()) {
      for (JobState job : stage.jobs()) {
        for (Sample sample : EventSamples.about(build, stage, job)) {
          events.add(sample.name());
          tryOne(build, stage, job, sample);
        }
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // the very same build is how the rules say "no change"
  private void tryOne(Build build, StageState stage, JobState job, Sample sample) {
    Transition step = BuildLifecycle.on(build, sample.event(), VirtualClock.START);
    Build after = step.next();
    String name = sample.name();
    note(build.status(), name, after.status());
    note(stage.status(), name, after.stages().get(stage.index()).status());
    after.find(job.id()).ifPresent(next -> note(job.status(), name, next.status()));
    for (TaskState task : job.tasks()) {
      if (sample.task().map(task.id()::equals).orElse(true)) {
        note(task.status(), name, task.status());
      }
    }
    if (after == build) {
      assertThat(step.effects()).as("effects of %s, which changes nothing", sample).isEmpty();
      return;
    }
    Recounted.check(after);
    assertThat(BuildLifecycle.on(after, sample.event(), VirtualClock.START).next())
        .as("what %s makes of a build when it comes again", sample)
        .isSameAs(after);
    noteWhatFollows(build, after, name);
  }

  /** One event may move every part of a build. */
  @SuppressWarnings("ReferenceEquality") // what did not change is the very same part
  private void noteWhatFollows(Build build, Build after, String event) {
    for (StageState stage : build.stages()) {
      StageState stageAfter = after.stages().get(stage.index());
      if (stageAfter == stage) {
        continue;
      }
      note(stage.status(), event, stageAfter.status());
      for (JobState job : stage.jobs()) {
        JobState jobAfter = stageAfter.jobs().find(job.id()).orElse(job);
        if (jobAfter == job) {
          continue; // As it was, or a case that its matrix forgot.
        }
        note(job.status(), event, jobAfter.status());
        for (int i = 0; i < job.tasks().size(); i++) {
          note(job.tasks().get(i).status(), event, jobAfter.tasks().get(i).status());
        }
      }
    }
  }

  private void note(Enum<?> before, String event, Enum<?> after) {
    Set<String> cell =
        seen.computeIfAbsent(before, _ -> new TreeMap<>())
            .computeIfAbsent(event, _ -> new TreeSet<>());
    if (before != after) {
      cell.add(after.name());
    }
  }
}
