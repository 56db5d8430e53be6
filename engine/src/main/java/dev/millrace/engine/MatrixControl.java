package dev.millrace.engine;

import dev.millrace.engine.Command.Answer;
import dev.millrace.engine.order.Contexts;
import dev.millrace.engine.order.Texts;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.JobTally;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.StageState;
import dev.millrace.expression.TextTooLong;
import dev.millrace.pipeline.Matrix;
import dev.millrace.pipeline.matrix.MatrixCase;
import dev.millrace.pipeline.matrix.MatrixExpansion;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of a matrix: its parent, which runs nothing itself, and the children it starts. */
final class MatrixControl {
  /** Children that run at once where the pipeline does not say. */
  static final int DEFAULT_PARALLEL = 5;

  /** A pipeline that wants more has a broken matrix. */
  static final int MAX_PARALLEL = 50;

  private static final String CONTEXT = "matrix.";

  private MatrixControl() {}

  static boolean isChild(JobState job) {
    return job.role() instanceof MatrixRole.Child;
  }

  /** Lays out the children, unless they are kept from an earlier attempt. */
  static Answer initialize(JobStep step) {
    Progress progress = step.progress();
    JobState parent = step.job();
    StageState stage = progress.stage();
    int position = stage.jobs().positionOf(parent.id());
    if (stage.jobs().childrenOf(position).isEmpty()) {
      Matrix matrix = parent.definition().matrix().orElseThrow();
      var contexts = Contexts.of(progress.build(), stage, parent);
      if (parallel(matrix) > MAX_PARALLEL) {
        return refuse(step, Reason.TOO_MANY_AT_ONCE.of(parallel(matrix), MAX_PARALLEL));
      }
      MatrixExpansion expansion;
      try {
        var texts = new Texts(progress.build(), contexts);
        expansion = MatrixExpansion.of(MatrixTexts.of(matrix, texts), contexts);
      } catch (TextTooLong tooLong) {
        return refuse(step, tooLong.reason());
      }
      switch (expansion) {
        case MatrixExpansion.Refused(var reason) -> {
          return refuse(step, reason);
        }
        case MatrixExpansion.Expanded(var cases) ->
            progress.put(
                stage.with(
                    stage
                        .jobs()
                        .withChildren(position, children(progress.build(), stage, parent, cases))));
      }
    }
    progress.put(step.job().started(progress.now()));
    return Answer.CONTINUE;
  }

  private static Answer refuse(JobStep step, Sentence reason) {
    Failure failure =
        Failure.of(
            FailureKind.USER,
            FailureCodes.BROKEN_MATRIX,
            Reason.MATRIX_NOT_EXPANDED.of().because(reason));
    step.progress().put(step.job().ending(failure));
    return step.end(JobStatus.FAILED);
  }

  private static List<JobState> children(
      Build build, StageState stage, JobState parent, List<MatrixCase> cases) {
    var children = new ArrayList<JobState>(cases.size());
    for (int i = 0; i < cases.size(); i++) {
      var values = new LinkedHashMap<String, String>();
      cases
          .get(i)
          .variables()
          .forEach((name, value) -> values.put(name.substring(CONTEXT.length()), value));
      var id = new JobId(parent.id() + "." + i);
      JobState child =
          JobState.queued(
              id,
              parent.definition(),
              "",
              new MatrixRole.Child(parent.id(), i, values),
              List.of(),
              parent.attempt(),
              BuildLayout.tasks(id, parent.definition(), parent.attempt(), build.variables()));
      children.add(child.named(name(build, stage, child, cases.get(i).values())));
    }
    return children;
  }

  /** The author's name with its values replaced; where it says nothing of them, they follow it. */
  private static String name(
      Build build, StageState stage, JobState child, Map<String, String> values) {
    String written = child.definition().displayName();
    String replaced;
    try {
      replaced = new Texts(build, Contexts.of(build, stage, child)).replace(written);
    } catch (TextTooLong tooLong) {
      replaced = written;
    }
    return replaced.equals(written)
        ? written + " (" + String.join(", ", values.values()) + ")"
        : replaced;
  }

  /** Starts as many children as may run, and ends the parent when all are over. */
  static Answer run(JobStep step) {
    Progress progress = step.progress();
    JobState parent = step.job();
    List<JobState> children = childrenOf(progress, parent);
    JobTally tally = JobTally.ofChildren(children);
    Matrix matrix = parent.definition().matrix().orElseThrow();
    // What failed before a retry, and was not chosen, says nothing about the children that were.
    boolean failed = JobTally.ofChildren(children, parent.attempt()).failed() > 0;
    if (matrix.fastKill() && failed && !parent.isBeingEnded()) {
      killRest(progress, parent, children);
      tally = JobTally.ofChildren(childrenOf(progress, parent));
    } else {
      startSome(progress, children, parallel(matrix));
    }
    if (tally.unfinished() > 0) {
      return Answer.WAIT;
    }
    if (tally.failed() > 0 || step.job().isBeingEnded()) {
      return step.end(JobStatus.FAILED);
    }
    boolean cancelled = tally.cancelled() > 0 || step.job().isCancelled();
    return step.end(cancelled ? JobStatus.CANCELED : JobStatus.SUCCEED);
  }

  static List<JobState> childrenOf(Progress progress, JobState parent) {
    var jobs = progress.stage().jobs();
    return jobs.childrenOf(jobs.positionOf(parent.id()));
  }

  private static void killRest(Progress progress, JobState parent, List<JobState> children) {
    Failure reason =
        Failure.of(
            FailureKind.USER, FailureCodes.FAST_KILL, Reason.FAST_KILL_OF_MATRIX.of(parent.id()));
    progress.put(parent.ending(reason));
    children.forEach(child -> JobControl.kill(progress, child.id(), reason));
  }

  private static void startSome(Progress progress, List<JobState> children, int parallel) {
    long busy =
        children.stream()
            .filter(child -> !child.status().isFinished() && child.isUnderWay())
            .count();
    children.stream()
        .filter(child -> !child.isUnderWay())
        .limit(Math.max(0, parallel - busy))
        .forEach(child -> progress.visit(child.id()));
  }

  private static int parallel(Matrix matrix) {
    return Math.max(1, matrix.maxParallel().orElse(DEFAULT_PARALLEL));
  }
}
