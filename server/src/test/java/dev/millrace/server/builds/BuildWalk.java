package dev.millrace.server.builds;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Cancellation;
import dev.millrace.engine.state.Continuation;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.Jobs;
import dev.millrace.engine.state.MachineUse;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.MutexRole;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.RunTime;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.TriggerReview;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.Seeds;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/**
 * Random steps of a build that the engine's rules would not take, but that have every shape a step
 * of theirs can have: any part changes, everything else is shared.
 */
public final class BuildWalk {
  private final SplittableRandom random;
  private final RandomChecks checks;

  /** Steps that follow from the seed. */
  public BuildWalk(SplittableRandom random) {
    this.random = random;
    this.checks = new RandomChecks(random, this::text, this::sentence);
  }

  /** The build after a random change of some of its parts. */
  public Build step(Build build) {
    List<StageState> stages = new ArrayList<>(build.stages());
    int at = random.nextInt(stages.size());
    if (random.nextInt(4) > 0) {
      stages.set(at, step(stages.get(at)));
    }
    return new Build(
        build.id(),
        build.number(),
        build.pipeline(),
        build.attempt() + random.nextInt(2),
        Seeds.oneOf(random, List.of(BuildStatus.values())),
        stages,
        random.nextBoolean() ? build.variables() : step(build.variables()),
        build.createdAt(),
        moment(),
        moment(),
        random.nextBoolean()
            ? build.cancel()
            : Optional.of(new Cancellation("ann", random.nextBoolean(), instant())),
        build.start(),
        random.nextBoolean() ? build.queueing() : build.queueing().because(Optional.of(sentence())),
        random.nextBoolean()
            ? build.triggerReview()
            : Optional.of(new TriggerReview(List.of(text()), checks.decision())));
  }

  private SequencedMap<String, VariableValue> step(SequencedMap<String, VariableValue> variables) {
    SequencedMap<String, VariableValue> next = new LinkedHashMap<>(variables);
    String name = "v" + random.nextInt(6);
    switch (random.nextInt(3)) {
      case 0 -> next.remove(name);
      case 1 -> next.putFirst(name, value());
      default -> next.putLast(name, value());
    }
    return Data.ordered(next);
  }

  private VariableValue value() {
    return new VariableValue(text(), random.nextBoolean(), random.nextBoolean());
  }

  private StageState step(StageState stage) {
    return new StageState(
        stage.id(),
        stage.index(),
        stage.name(),
        stage.definition(),
        Seeds.oneOf(random, List.of(StageStatus.values())),
        stage.attempt() + random.nextInt(2),
        step(stage.jobs()),
        moment(),
        moment(),
        failure(),
        random.nextBoolean() ? stage.checks() : checks.checks());
  }

  private Jobs step(Jobs jobs) {
    int at = random.nextInt(jobs.size());
    return switch (random.nextInt(4)) {
      case 0 -> jobs;
      case 1 -> withOtherCases(jobs);
      default -> jobs.with(at, step(jobs.get(at)));
    };
  }

  /** Expands the matrix of the stage into some cases, or forgets those it had. */
  private Jobs withOtherCases(Jobs jobs) {
    List<JobState> next = new ArrayList<>();
    for (JobState job : jobs) {
      if (!(job.role() instanceof MatrixRole.Child)) {
        next.add(job);
        if (job.definition().matrix().isPresent()) {
          next.addAll(cases(job, random.nextInt(4)));
        }
      }
    }
    return Jobs.of(next);
  }

  private List<JobState> cases(JobState parent, int count) {
    List<JobState> cases = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      var role =
          new MatrixRole.Child(
              new JobId(parent.definition().id()), index, Data.ordered(Map.of("os", text())));
      cases.add(Samples.job(parent.definition(), parent.definition().id() + "." + index, role));
    }
    return cases;
  }

  private JobState step(JobState job) {
    int at = random.nextInt(job.tasks().size());
    return new JobState(
        job.id(),
        job.definition(),
        random.nextBoolean() ? job.name() : text(),
        job.role(),
        job.dependsOn(),
        random.nextBoolean() ? job.status() : Seeds.oneOf(random, List.of(JobStatus.values())),
        job.attempt(),
        job.fence() + random.nextInt(2),
        job.lostWorkers() + random.nextInt(2),
        Seeds.oneOf(random, List.of(MachineUse.values())),
        new RunTime(Duration.ofNanos(random.nextLong(1_000_000_000_000L)), moment()),
        job.tasks().with(at, step(job.tasks().get(at))),
        random.nextBoolean() ? job.preparedAt() : moment(),
        random.nextBoolean() ? job.startedAt() : moment(),
        random.nextBoolean() ? job.endedAt() : moment(),
        random.nextBoolean() ? job.failure() : failure(),
        random.nextBoolean() ? job.mutex() : Optional.of(mutex()),
        random.nextInt(3));
  }

  private MutexRole mutex() {
    return new MutexRole(
        new MutexId(text(), "lock " + text()),
        random.nextLong(),
        Seeds.oneOf(random, List.of(MutexRole.Standing.values())),
        instant());
  }

  private TaskState step(TaskState task) {
    return new TaskState(
        task.id(),
        task.definition(),
        task.postOf(),
        Seeds.oneOf(random, List.of(TaskStatus.values())),
        task.attempt() + random.nextInt(2),
        random.nextInt(3),
        moment(),
        moment(),
        failure(),
        Data.ordered(random.nextBoolean() ? Map.of() : Map.of(text(), text())),
        random.nextBoolean() ? List.of() : List.of(sentence(), sentence()),
        random.nextBoolean() ? Optional.empty() : Optional.of(continuation()),
        random.nextBoolean() ? Optional.empty() : Optional.of(work()));
  }

  private Continuation continuation() {
    return new Continuation(
        text(), Data.ordered(random.nextBoolean() ? Map.of() : Map.of(text(), text())));
  }

  private ServerWork work() {
    if (random.nextInt(3) == 0) {
      return new ServerWork.GateCheck(
          random.nextBoolean() ? List.of() : List.of("ann", text()), text());
    }
    if (random.nextBoolean()) {
      return new ServerWork.Call(
          random.nextBoolean(),
          random.nextBoolean() ? Optional.empty() : Optional.of(new BuildId("child")));
    }
    var parameter = new ServerWork.ReviewParameter(text(), text(), random.nextBoolean(), text());
    return new ServerWork.Review(
        List.of("ann", text()),
        text(),
        text(),
        random.nextBoolean() ? List.of() : List.of(parameter),
        random.nextBoolean(),
        text(),
        random.nextInt(9),
        random.nextInt(9));
  }

  private Sentence sentence() {
    return switch (random.nextInt(3)) {
      case 0 -> Sentence.verbatim(text());
      case 1 -> Reason.VALUE_TOO_LONG.of(text(), random.nextInt());
      default -> sentence().because(sentence());
    };
  }

  private Optional<Failure> failure() {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(
            new Failure(
                Seeds.oneOf(random, List.of(FailureKind.values())),
                random.nextInt(),
                sentence(),
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(256))));
  }

  private Optional<Instant> moment() {
    return random.nextBoolean() ? Optional.empty() : Optional.of(instant());
  }

  private Instant instant() {
    return Samples.NOW.plusNanos(random.nextLong(1_000_000_000_000L));
  }

  /** Texts with everything that quoting could get wrong. */
  private String text() {
    return Seeds.oneOf(
        random, List.of("plain", "", "it's \"quoted\"\n\t\\", "漢字 ü 🙂", "a,b;c", "null", "{}"));
  }
}
