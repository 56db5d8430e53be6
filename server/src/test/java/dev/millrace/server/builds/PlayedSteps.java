package dev.millrace.server.builds;

import dev.millrace.engine.BuildLifecycle;
import dev.millrace.engine.Transition;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.pipeline.data.Data;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A build that is played by the rules, with each of its steps as a store is given it. */
public final class PlayedSteps {
  /** When it was created; moments are seconds after. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  public static final Failure FAILURE =
      Failure.of(FailureKind.USER, 1, ServerReason.WORKER_LEFT.of());

  private final List<BuildCommit> commits = new ArrayList<>();
  private Build build;

  /** A build of the pipeline, in the queue. */
  public PlayedSteps(String yaml) {
    var request =
        new BuildRequest(
            new BuildId("b-1"),
            1,
            Samples.pipeline("version: v3.0\nname: played\n" + yaml),
            Data.ordered(Map.of()),
            Data.ordered(Map.of()),
            Set.of());
    Transition first = BuildLifecycle.start(request, START);
    build = first.next();
    commits.add(BuildCommit.ofNew(build));
  }

  public Build build() {
    return build;
  }

  public List<BuildCommit> commits() {
    return List.copyOf(commits);
  }

  /** Something happens so many seconds after it was created. */
  @SuppressWarnings("ReferenceEquality") // the very same build is how the rules say "no change"
  public PlayedSteps at(int second, BuildEvent event) {
    Transition step = BuildLifecycle.on(build, event, START.plusSeconds(second));
    if (step.next() != build) {
      commits.add(
          new BuildCommit(
              Optional.of(build),
              step.next(),
              commits.size(),
              Set.of(),
              List.of(),
              List.of(),
              List.of()));
      build = step.next();
    }
    return this;
  }

  public PlayedSteps admitted(int second) {
    return at(second, new BuildEvent.BuildAdmitted(build.attempt()));
  }

  /** The worker of a job comes and takes its first task. */
  public PlayedSteps runs(int second, String job) {
    JobState state = job(job);
    at(second, new BuildEvent.WorkerStarted(state.id(), state.attempt(), state.fence()));
    return claims(second, job);
  }

  /** The worker of a job takes its next task. */
  public PlayedSteps claims(int second, String job) {
    JobState state = job(job);
    return at(second, new BuildEvent.TaskClaimed(state.id(), state.attempt(), state.fence()));
  }

  public PlayedSteps succeeds(int second, String job) {
    return ends(second, job, TaskResult.Outcome.SUCCEEDED, Optional.empty());
  }

  public PlayedSteps fails(int second, String job) {
    return ends(second, job, TaskResult.Outcome.FAILED, Optional.of(FAILURE));
  }

  private PlayedSteps ends(
      int second, String job, TaskResult.Outcome outcome, Optional<Failure> failure) {
    JobState state = job(job);
    TaskState task = state.tasks().get(state.tasks().open());
    return at(
        second,
        new BuildEvent.TaskCompleted(
            state.id(),
            state.attempt(),
            state.fence(),
            task.id(),
            task.retry(),
            new TaskResult(outcome, failure, Data.ordered(Map.of()), Data.ordered(Map.of()))));
  }

  /** A person has something run again. */
  public PlayedSteps retried(int second, RetryScope scope) {
    return at(second, BuildEvent.RetryRequested.of(build, "ann", scope, false));
  }

  /** A failed task's wait for its next try is over. */
  public PlayedSteps triesAgain(int second, String job) {
    JobState state = job(job);
    TaskState task = state.tasks().get(state.tasks().open());
    at(second, new BuildEvent.TaskRetryDue(task.id(), state.id(), task.attempt(), task.retry()));
    return claims(second, job);
  }

  public JobState job(String id) {
    return build.find(new JobId(id)).orElseThrow();
  }

  public static TaskId first(String job) {
    return TaskId.of(new JobId(job), 1);
  }
}
