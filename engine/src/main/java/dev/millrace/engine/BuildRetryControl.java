package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.RetryRequested;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.GivenNumbers;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What runs again. A finished build goes back into the queue as its next attempt: stages before the
 * one it goes on with stay as they are, those after it run from the start, and so do the finally
 * jobs. In a build that runs, one job goes again at once, and the attempt stays.
 *
 * <p>Every retry gives the jobs it chooses an attempt that none of the build has had, so that what
 * is still under way about an earlier execution is about nothing that is there.
 */
final class BuildRetryControl {
  private BuildRetryControl() {}

  static void requested(Progress progress, RetryRequested request) {
    Build build = progress.build();
    if (RetryCheck.problemOf(build, request, progress.now()).isPresent()) {
      return;
    }
    int attempt = nextAttempt(build);
    if (build.status().isFinished()) {
      queueAgain(progress, request, attempt);
    } else {
      goOn(progress, request, attempt);
    }
  }

  private static int nextAttempt(Build build) {
    int highest = build.attempt();
    for (StageState stage : build.stages()) {
      for (JobState job : stage.jobs()) {
        highest = Math.max(highest, job.attempt());
      }
    }
    return highest + 1;
  }

  /** Its queue lets it run again when its turn comes. */
  private static void queueAgain(Progress progress, RetryRequested request, int attempt) {
    Build next = nextAttempt(progress, request, attempt);
    progress.become(next.because(Optional.of(Reason.QUEUES_AGAIN.of())));
  }

  private static Build nextAttempt(Progress progress, RetryRequested request, int attempt) {
    Build build = progress.build();
    int first = firstStage(build, request.scope());
    var stages = new ArrayList<StageState>(build.stages().size());
    for (StageState stage : build.stages()) {
      boolean stays = stage.index() < first && !stage.isFinally();
      if (stays || !stage.definition().map(Stage::enabled).orElse(true)) {
        stages.add(stage);
        continue;
      }
      var retry = new StageRetry(build, stage, request.by(), attempt);
      boolean isFirst = stage.index() == first && !stage.isFinally();
      boolean goesOn = isFirst && !request.scope().isOfAllJobs();
      var _ = isFirst ? retry.choose(request.scope()) : retry.all();
      StageState next = stage.again(build.attempt() + 1, retry.jobs());
      stages.add(goesOn ? next.with(stage.checks().goingOn()) : next);
    }
    return request.scope() instanceof RetryScope.Whole
        ? build.afresh(stages, startVariables(build, progress.now()))
        : build.again(stages);
  }

  /** The stage the build goes on with; the finally stage is behind all others. */
  private static int firstStage(Build build, RetryScope scope) {
    return switch (scope) {
      case RetryScope.Whole _ -> 0;
      case RetryScope.Failed _ ->
          build.stages().stream()
              .filter(stage ->
                  switch (stage.status()) {
                    case FAILED, CANCELED, STAGE_SUCCESS, UNEXEC -> true;
                    case QUEUE, PAUSE, RUNNING, SUCCEED, SKIP -> false;
                  })
              .findFirst()
              .map(StageState::index)
              .orElse(build.stages().size());
      case RetryScope.FromStage(var id, _) ->
          build.stages().stream()
              .filter(stage -> stage.id().equals(id))
              .findFirst()
              .orElseThrow()
              .index();
      case RetryScope.OneJob(var job) -> build.stageOf(job).orElseThrow().index();
      case RetryScope.FailedCases(var job) -> build.stageOf(job).orElseThrow().index();
      case RetryScope.OneTask(var job, _) -> build.stageOf(job).orElseThrow().index();
      case RetryScope.SkipTask(var job, _) -> build.stageOf(job).orElseThrow().index();
    };
  }

  /** As at its first start; the numbers it was given then stay its own. */
  private static SequencedMap<String, VariableValue> startVariables(Build build, Instant now) {
    var variables = new LinkedHashMap<String, VariableValue>();
    if (!build.pipeline().settings().cleanVariablesOnRetry()) {
      variables.putAll(build.variables());
    }
    variables.putAll(
        StartVariables.of(
            BuildRequest.restarting(build, build.id(), build.number(), GivenNumbers.FIRST), now));
    for (String name : StartVariables.GIVEN_ONCE) {
      VariableValue given = build.variables().get(name);
      if (given != null) {
        variables.put(name, given);
      }
    }
    return variables;
  }

  private static void goOn(Progress progress, RetryRequested request, int attempt) {
    Build build = progress.build();
    StageState stage = progress.stage();
    StageRetry retry = new StageRetry(build, stage, request.by(), attempt).choose(request.scope());
    progress.put(stage.with(retry.jobs()));
    GateControl.jobsGoAgain(progress);
    for (JobId id : retry.chosen()) {
      JobState job = progress.job(id);
      progress.visit(job.role() instanceof MatrixRole.Child child ? child.parent() : id);
    }
  }
}
