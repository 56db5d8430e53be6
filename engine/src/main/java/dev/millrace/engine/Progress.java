package dev.millrace.engine;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Cancellation;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transition in the making: the build so far, the effects so far, and the jobs still to be
 * looked at. Confined to one call of {@link BuildLifecycle}.
 */
final class Progress {
  private static final int NONE = -1;

  private final Instant now;
  private final List<Effect> effects = new ArrayList<>(4);
  private final ArrayDeque<JobId> visits = new ArrayDeque<>(4);
  private Build build;
  private int running;

  Progress(Build build, Instant now) {
    this.build = build;
    this.now = now;
    this.running = build.runningStage().map(StageState::index).orElse(NONE);
  }

  Build build() {
    return build;
  }

  Instant now() {
    return now;
  }

  void become(Build next) {
    build = next;
  }

  void add(Effect effect) {
    effects.add(effect);
  }

  boolean hasRunningStage() {
    return running != NONE;
  }

  /** The stage that runs now. */
  StageState stage() {
    if (running == NONE) {
      throw new IllegalStateException("no stage of build " + build.id() + " runs");
    }
    return build.stages().get(running);
  }

  void put(StageState stage) {
    build = build.with(stage);
    if (stage.status() == StageStatus.RUNNING) {
      running = stage.index();
    } else if (running == stage.index()) {
      running = NONE;
    }
  }

  /** A job of the stage that runs now, or null. */
  @Nullable JobState find(JobId id) {
    if (running == NONE) {
      return null;
    }
    int position = stage().jobs().positionOf(id);
    return position < 0 ? null : stage().jobs().get(position);
  }

  /** A job of the stage that runs now. */
  JobState job(JobId id) {
    JobState job = find(id);
    if (job == null) {
      throw new IllegalStateException("job " + id + " is not in the running stage");
    }
    return job;
  }

  /** Replaces a job of the stage that runs now. */
  void put(JobState job) {
    StageState stage = stage();
    put(stage.with(stage.jobs().with(stage.jobs().positionOf(job.id()), job)));
  }

  /** Has a job looked at before this call ends. */
  void visit(JobId job) {
    visits.add(job);
  }

  boolean hasVisits() {
    return !visits.isEmpty();
  }

  /** The next job to look at, or null. */
  @Nullable JobId nextVisit() {
    return visits.poll();
  }

  /**
   * Whether jobs of the running stage shall stop. The finally jobs never do: a cancellation that
   * forces does not wait for them, and any other lets them run.
   */
  boolean isCancelled() {
    return build.cancel().isPresent() && !stage().isFinally();
  }

  /** Whether the job shall stop, because of its build or by itself. */
  boolean isCancelled(JobState job) {
    return isCancelled() || job.isCancelled();
  }

  /** Whether everything ends at once. */
  boolean isForced() {
    return build.cancel().map(Cancellation::forced).orElse(false);
  }

  /** The failure that says a build was cancelled. */
  Failure cancellation() {
    return BuildCancelControl.reason(build);
  }

  Transition done() {
    return new Transition(build, effects);
  }
}
