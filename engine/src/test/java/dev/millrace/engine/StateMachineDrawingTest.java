package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.OfStageCheck;
import dev.millrace.engine.event.BuildEvent.OfTrigger;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.StatusTable;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Draws the state machines by running the rules: in each state of many random builds, every event
 * is tried on every job, and what becomes of every part of the build is noted.
 *
 * <p>Run with {@code -Dmillrace.docs.write=true} to write the drawing anew.
 */
class StateMachineDrawingTest {
  private static final Path DRAWING = Path.of("..", "docs", "state-machines.md");
  private static final int BUILDS = 400;
  private static final Map<String, Map<String, TreeSet<String>>> SEEN = new TreeMap<>();

  @BeforeAll
  static void runTheRules() {
    for (int seed = 0; seed < BUILDS; seed++) {
      var random = new SplittableRandom(seed);
      var pipeline = RandomPipelines.from(random).build();
      var request = PlayedBuild.requestOf(pipeline, Map.of());
      var build =
          PlayedBuild.queued(seed % 4 == 0 ? PlayedBuild.reviewedBy("ann", request) : request);
      var history = new RandomHistory(random);
      for (Optional<BuildEvent> event = history.next(build);
          event.isPresent();
          event = history.next(build)) {
        probe(build.state(), history);
        build.on(event.get());
      }
      probe(build.state(), history);
    }
  }

  private static void probe(Build build, RandomHistory history) {
    for (StageState stage : build.stages()) {
      for (JobState job : stage.jobs()) {
        for (BuildEvent event : events(build, job, history)) {
          note(build, stage, job, event);
        }
      }
    }
  }

  private static List<BuildEvent> events(Build build, JobState job, RandomHistory history) {
    int attempt = job.attempt();
    long fence = job.fence();
    var events = new ArrayList<BuildEvent>();
    events.add(new BuildEvent.BuildAdmitted(build.attempt()));
    events.add(new BuildEvent.CancelRequested("ann", false));
    events.add(new BuildEvent.CancelRequested("ann", true));
    events.add(new BuildEvent.RetryFailedRequested("ann"));
    events.add(new BuildEvent.WorkerStarted(job.id(), attempt, fence));
    events.add(history.lost(job));
    events.add(new BuildEvent.PrepareTimeoutReached(job.id(), attempt, fence));
    events.add(new BuildEvent.JobTimeoutReached(job.id(), attempt, fence));
    events.add(new BuildEvent.TaskClaimed(job.id(), attempt, fence));
    events.addAll(RandomHistory.decisions(build));
    events.addAll(late(build));
    for (TaskState task : job.tasks()) {
      events.add(
          new BuildEvent.TaskCompleted(
              job.id(), attempt, fence, task.id(), task.retry(), history.result()));
      events.add(new BuildEvent.TaskTimeoutReached(task.id(), job.id(), attempt, task.retry()));
    }
    return events;
  }

  /** What people may say when nobody is asked, or not any more. */
  private static List<BuildEvent> late(Build build) {
    StageState stage = build.stages().getFirst();
    var id = stage.id();
    int attempt = stage.attempt();
    return List.of(
        new OfTrigger.TriggerApproved("ann"),
        new OfTrigger.TriggerRejected("ann", ""),
        new OfStageCheck.ReviewApproved(
            id, attempt, 9, "ann", Set.of(), "", Data.ordered(Map.of())),
        new OfStageCheck.ReviewRejected(id, attempt, 9, "ann", Set.of(), ""),
        new OfStageCheck.ReviewTimeoutReached(id, attempt - 1),
        new OfStageCheck.GateAnswered(id, attempt, Gate.Point.IN, 0, new GateAnswer.Passed()),
        new OfStageCheck.GateDecided(id, attempt, Gate.Point.OUT, 0, "ann", true, ""),
        new OfStageCheck.GateTimeoutReached(id, attempt, Gate.Point.OUT, 0));
  }

  private static void note(Build build, StageState stage, JobState job, BuildEvent event) {
    Build after = BuildLifecycle.on(build, event, VirtualClock.START).next();
    String name = name(event);
    note("build", build.status(), name, after.status());
    note("stage", stage.status(), name, after.stages().get(stage.index()).status());
    note("job", job.status(), name, after.find(job.id()).orElseThrow().status());
    job.tasks().stream()
        .filter(task -> isAbout(event, task))
        .forEach(task -> note("task", task.status(), name, task.status()));
    if (!after.equals(build)) {
      noteWhatFollows(build, after, name);
    }
  }

  /** One event may move every part of a build. */
  private static void noteWhatFollows(Build build, Build after, String event) {
    for (StageState stage : build.stages()) {
      StageState stageAfter = after.stages().get(stage.index());
      note("stage", stage.status(), event, stageAfter.status());
      for (JobState job : stage.jobs()) {
        JobState jobAfter = stageAfter.jobs().find(job.id()).orElseThrow();
        note("job", job.status(), event, jobAfter.status());
        for (int i = 0; i < job.tasks().size(); i++) {
          note("task", job.tasks().get(i).status(), event, jobAfter.tasks().get(i).status());
        }
      }
    }
  }

  private static boolean isAbout(BuildEvent event, TaskState task) {
    return switch (event) {
      case BuildEvent.TaskCompleted(_, _, _, var id, _, _) -> id.equals(task.id());
      case BuildEvent.TaskTimeoutReached(var id, _, _, _) -> id.equals(task.id());
      case BuildEvent.BuildAdmitted _,
          BuildEvent.WorkerStarted _,
          BuildEvent.TaskClaimed _,
          BuildEvent.WorkerLost _,
          BuildEvent.JobTimeoutReached _,
          BuildEvent.PrepareTimeoutReached _,
          BuildEvent.CancelRequested _,
          BuildEvent.RetryFailedRequested _,
          OfStageCheck _,
          OfTrigger _ ->
          true;
    };
  }

  private static String name(BuildEvent event) {
    return event instanceof BuildEvent.CancelRequested(_, var forced) && forced
        ? "CancelRequested (forced)"
        : event.getClass().getSimpleName();
  }

  private static void note(String level, Enum<?> before, String event, Enum<?> after) {
    var cell =
        SEEN.computeIfAbsent(level + " " + before, _ -> new TreeMap<>())
            .computeIfAbsent(event, _ -> new TreeSet<>());
    if (before != after) {
      cell.add(after.name());
    }
  }

  @Test
  void every_event_was_tried_in_every_status() {
    var missing = new ArrayList<String>();
    for (String row : rows()) {
      for (String event : eventNames()) {
        if (!SEEN.getOrDefault(row, Map.of()).containsKey(event)) {
          missing.add(row + " × " + event);
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void every_allowed_step_was_taken_or_is_taken_within_one_event() {
    var missing = new ArrayList<String>();
    missing.addAll(unseen("build", StatusTable.BUILD, BuildStatus.values()));
    missing.addAll(unseen("stage", StatusTable.STAGE, StageStatus.values()));
    missing.addAll(unseen("job", StatusTable.JOB, JobStatus.values()));
    missing.addAll(unseen("task", StatusTable.TASK, TaskStatus.values()));

    // A retry passes through RETRY within one event, a stage with nothing to do through RUNNING,
    // and a stage about which people have decided through QUEUE.
    assertThat(missing)
        .containsExactlyInAnyOrder(
            "task RUNNING → RETRY",
            "task RETRY → QUEUE_CACHE",
            "stage RUNNING → SKIP",
            "stage PAUSE → QUEUE");
  }

  private static <S extends Enum<S>> List<String> unseen(
      String level, StatusTable<S> table, S[] statuses) {
    var missing = new ArrayList<String>();
    for (S from : statuses) {
      var seen = new TreeSet<String>();
      SEEN.getOrDefault(level + " " + from, Map.of()).values().forEach(seen::addAll);
      table.after(from).stream()
          .filter(to -> !seen.contains(to.name()))
          .forEach(to -> missing.add(level + " " + from + " → " + to));
    }
    return missing;
  }

  @Test
  void the_drawing_in_the_documents_is_up_to_date() throws IOException {
    String drawn = draw();
    if (Boolean.getBoolean("millrace.docs.write")) {
      Files.writeString(DRAWING, drawn);
    }

    assertThat(Files.exists(DRAWING) ? Files.readString(DRAWING) : "")
        .as("docs/state-machines.md; write it with -Dmillrace.docs.write=true")
        .isEqualTo(drawn);
  }

  private static String draw() {
    var text = new StringBuilder();
    text.append(
        """
        # State machines

        Drawn by running the rules (`StateMachineDrawingTest`); don't edit. A diagram shows every allowed step, a
        table what an event may make of any build, stage, job and task there is: what it names, and what moves
        because of that before the event is done. `·` is for an event that never changes the status. Steps back to
        QUEUE from a finished status are a retry, in the next attempt.
        """);
    draw(text, "Build", StatusTable.BUILD, BuildStatus.values());
    draw(text, "Stage", StatusTable.STAGE, StageStatus.values());
    draw(text, "Job", StatusTable.JOB, JobStatus.values());
    draw(text, "Task", StatusTable.TASK, TaskStatus.values());
    return text.toString();
  }

  private static <S extends Enum<S>> void draw(
      StringBuilder text, String level, StatusTable<S> table, S[] statuses) {
    text.append("\n## ").append(level).append("\n\n```mermaid\nstateDiagram-v2\n");
    text.append("  [*] --> QUEUE\n");
    for (S from : statuses) {
      table.after(from).forEach(to -> text.append("  " + from + " --> " + to + "\n"));
    }
    text.append("```\n\n| in | on | becomes |\n| --- | --- | --- |\n");
    for (S status : statuses) {
      Map<String, TreeSet<String>> row =
          SEEN.getOrDefault(level.toLowerCase(java.util.Locale.ROOT) + " " + status, Map.of());
      row.forEach((event, after) ->
          text.append("| " + status + " | " + event + " | ")
              .append(after.isEmpty() ? "·" : String.join(", ", after))
              .append(" |\n"));
    }
  }

  private static List<String> rows() {
    var rows = new ArrayList<String>();
    Arrays.stream(BuildStatus.values()).forEach(status -> rows.add("build " + status));
    Arrays.stream(StageStatus.values()).forEach(status -> rows.add("stage " + status));
    Arrays.stream(JobStatus.values()).forEach(status -> rows.add("job " + status));
    Arrays.stream(TaskStatus.values())
        .filter(status -> status != TaskStatus.RETRY)
        .forEach(status -> rows.add("task " + status));
    return rows;
  }

  private static List<String> eventNames() {
    var names = new ArrayList<String>();
    addNames(BuildEvent.class, names);
    names.add("CancelRequested (forced)");
    return names;
  }

  private static void addNames(Class<?> kind, List<String> names) {
    for (Class<?> event : kind.getPermittedSubclasses()) {
      if (event.isSealed()) {
        addNames(event, names);
      } else {
        names.add(event.getSimpleName());
      }
    }
  }
}
