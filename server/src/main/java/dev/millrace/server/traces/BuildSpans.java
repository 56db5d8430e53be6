package dev.millrace.server.traces;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MutexRole;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.TriggerReview;
import dev.millrace.server.builds.BuildFacts;
import dev.millrace.server.builds.ChangedJobs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Finds what is over after a step of a build, and so can be told: a part with the times it noted, a
 * wait with its cause. Looks only at what is not the very same. What never began has no span.
 */
final class BuildSpans {
  private final Build build;
  private final Instant heardAt;
  private final SpanPlace root;
  private final SequencedMap<String, Object> whose;
  private final List<FinishedSpan> found = new ArrayList<>();

  private BuildSpans(Build build, Instant heardAt) {
    this.build = build;
    this.heardAt = heardAt;
    this.root = SpanPlace.ofBuild(build);
    BuildFacts facts = BuildFacts.of(build);
    this.whose =
        FinishedSpan.attributes(
            "millrace.project", facts.project(),
            "millrace.pipeline", facts.pipeline(),
            "millrace.build", build.id(),
            "millrace.build.attempt", build.attempt());
  }

  /**
   * Parts before the whole.
   *
   * @param before empty: of a build just accepted
   * @param heardAt a moment after the step, for the end of what noted none
   */
  static List<FinishedSpan> between(Optional<Build> before, Build after, Instant heardAt) {
    var spans = new BuildSpans(after, heardAt);
    spans.ofWaits(before);
    for (StageState stage : after.stages()) {
      spans.ofStage(before.map(build -> build.stages().get(stage.index())), stage);
    }
    spans.ofBuild(before);
    return List.copyOf(spans.found);
  }

  private void ofBuild(Optional<Build> before) {
    boolean wasOver =
        before
            .filter(old -> old.status().isFinished() && old.attempt() == build.attempt())
            .isPresent();
    if (!build.status().isFinished() || wasOver) {
      return;
    }
    Instant end = build.endedAt().orElse(heardAt);
    FinishedSpan whole =
        span(
            root,
            Optional.empty(),
            "build",
            begun(end),
            end,
            build.status() == BuildStatus.FAILED,
            FinishedSpan.attributes(
                "millrace.build.number", build.number(), "millrace.status", build.status()));
    found.add(
        build.attempt() == 1
            ? whole
            : whole.linked(List.of(SpanPlace.ofBuild(build.id(), build.attempt() - 1))));
  }

  /** A later attempt notes when its first stage began, and not when somebody wanted it. */
  private Instant begun(Instant otherwise) {
    return build.attempt() == 1
        ? build.createdAt()
        : build.stages().stream()
            .filter(stage -> stage.attempt() == build.attempt())
            .flatMap(stage -> stage.startedAt().stream())
            .min(Instant::compareTo)
            .orElse(otherwise);
  }

  private void ofWaits(Optional<Build> before) {
    if (build.attempt() != 1) {
      return;
    }
    Optional<Instant> decided =
        build.triggerReview().flatMap(TriggerReview::decision).map(Review.Decision::at);
    boolean wasAsked =
        before.map(old -> old.status() == BuildStatus.TRIGGER_REVIEWING).orElse(false);
    if (wasAsked && build.status() != BuildStatus.TRIGGER_REVIEWING) {
      wait(root, WaitCause.REVIEW, 1, build.createdAt(), decided.or(build::endedAt));
    }
    boolean wasQueued =
        before
            .map(old ->
                old.status() == BuildStatus.QUEUE || (wasAsked && build.startedAt().isPresent()))
            .orElse(true);
    boolean leftQueue =
        build.startedAt().isPresent()
            || build.status() == BuildStatus.CANCELED
            || build.status() == BuildStatus.QUEUE_TIMEOUT;
    if (wasQueued && leftQueue) {
      wait(
          root,
          WaitCause.QUEUE,
          1,
          decided.orElse(build.createdAt()),
          build.startedAt().or(build::endedAt));
    }
  }

  @SuppressWarnings("ReferenceEquality") // identity is how a state says what changed
  private void ofStage(Optional<StageState> before, StageState stage) {
    if (before.isPresent() && before.get() == stage) {
      return;
    }
    SpanPlace place = root.ofStage(stage.id(), stage.attempt());
    List<JobState> jobs =
        before.map(old -> ChangedJobs.between(old, stage)).orElseGet(() -> stage.jobs());
    for (JobState job : jobs) {
      ofJob(stage, place, before.flatMap(old -> old.jobs().find(job.id())), job);
    }
    boolean wasAsked = before.map(old -> old.status() == StageStatus.PAUSE).orElse(false);
    if (wasAsked && stage.status() != StageStatus.PAUSE && stage.checks().review().isPresent()) {
      Review review = stage.checks().review().get();
      // Beside the stage: it began behind its review, or never.
      wait(place, WaitCause.REVIEW, 1, review.askedAt(), lastDecision(review), root);
    }
    boolean wasOver =
        before
            .filter(old -> old.status().isFinished() && old.attempt() == stage.attempt())
            .isPresent();
    if (stage.status().isFinished() && !wasOver && stage.startedAt().isPresent()) {
      found.add(
          span(
              place,
              Optional.of(root),
              "stage " + stage.id(),
              stage.startedAt().get(),
              stage.endedAt().orElse(heardAt),
              stage.status() == StageStatus.FAILED,
              FinishedSpan.attributes(
                  "millrace.stage", stage.id(),
                  "millrace.attempt", stage.attempt(),
                  "millrace.status", stage.status())));
    }
  }

  private static Optional<Instant> lastDecision(Review review) {
    return review.groups().stream()
        .flatMap(group -> group.decision().stream())
        .map(Review.Decision::at)
        .max(Instant::compareTo);
  }

  private void ofJob(StageState stage, SpanPlace of, Optional<JobState> before, JobState job) {
    SpanPlace place = root.ofJob(job.id(), job.attempt());
    Optional<JobState> same = before.filter(old -> old.attempt() == job.attempt());
    for (int i = 0; i < job.tasks().size(); i++) {
      int position = i;
      ofTask(
          place,
          job,
          before.filter(old -> position < old.tasks().size()).map(old -> old.tasks().get(position)),
          job.tasks().get(i));
    }
    waitsOf(stage, place, before, job);
    boolean wasOver = same.filter(old -> old.status().isFinished()).isPresent();
    Optional<Instant> start = begun(stage, job);
    if (job.status().isFinished() && !wasOver && start.isPresent()) {
      found.add(
          span(
              place,
              Optional.of(of),
              "job " + job.id(),
              start.get(),
              job.endedAt().orElse(heardAt),
              job.status() == JobStatus.FAILED,
              with(
                  FinishedSpan.attributes(
                      "millrace.job", job.id(),
                      "millrace.attempt", job.attempt(),
                      "millrace.status", job.status(),
                      "millrace.matrix",
                          job.isMatrixParent() ? Optional.of(true) : Optional.empty()),
                  job.failure())));
    }
  }

  /** With its waits, which begin with the stage; of a job run again by itself none is noted. */
  private static Optional<Instant> begun(StageState stage, JobState job) {
    Optional<Instant> own = job.preparedAt().or(job::startedAt);
    return own.isPresent() && job.attempt() == stage.attempt()
        ? stage.startedAt().or(() -> own)
        : own;
  }

  private void waitsOf(StageState stage, SpanPlace place, Optional<JobState> before, JobState job) {
    boolean wasBehindJobs =
        before.filter(old -> old.status() == JobStatus.DEPENDENT_WAITING).isPresent();
    if (wasBehindJobs
        && job.status() != JobStatus.DEPENDENT_WAITING
        && job.attempt() == stage.attempt()) {
      stage
          .startedAt()
          .ifPresent(start ->
              wait(
                  place,
                  WaitCause.JOBS,
                  1,
                  start,
                  job.mutex()
                      .filter(role -> role.standing() == MutexRole.Standing.WAITS)
                      .map(MutexRole::since)
                      .or(job::preparedAt)
                      .or(job::startedAt)));
    }
    Optional<MutexRole> waited =
        before.flatMap(JobState::mutex).filter(role -> role.standing() == MutexRole.Standing.WAITS);
    Optional<MutexRole> now =
        job.mutex().filter(role -> role.standing() != MutexRole.Standing.WAITS);
    if (waited.isPresent() && now.isPresent()) {
      wait(
          place,
          WaitCause.MUTEX,
          waited.get().request(),
          waited.get().since(),
          now.map(MutexRole::since));
    }
    boolean hasStarted = before.filter(old -> old.startedAt().isPresent()).isPresent();
    boolean isReady = job.startedAt().isPresent() || job.status().isFinished();
    if (job.preparedAt().isPresent() && isReady && before.isPresent() && !hasStarted) {
      wait(place, WaitCause.MACHINE, 1, job.preparedAt().get(), job.startedAt().or(job::endedAt));
    }
  }

  private void ofTask(SpanPlace of, JobState job, Optional<TaskState> before, TaskState task) {
    boolean wasRetried =
        before
            .filter(old ->
                old.status() == TaskStatus.RUNNING
                    && old.attempt() == task.attempt()
                    && (task.status() == TaskStatus.RETRY || old.retry() < task.retry()))
            .isPresent();
    if (wasRetried) {
      // What is retried by itself does not note when it ended.
      before
          .get()
          .startedAt()
          .ifPresent(start -> taskSpan(of, job, before.get(), start, heardAt, true));
      return;
    }
    boolean wasOver =
        before
            .filter(old ->
                old.status().isFinished()
                    && old.attempt() == task.attempt()
                    && old.retry() == task.retry())
            .isPresent();
    if (task.status().isFinished()
        && !wasOver
        && task.startedAt().isPresent()
        && task.endedAt().isPresent()) {
      taskSpan(of, job, task, task.startedAt().get(), task.endedAt().get(), isBad(task.status()));
    }
  }

  private static boolean isBad(TaskStatus status) {
    return switch (status) {
      case FAILED, REVIEW_ABORT, QUALITY_CHECK_FAIL, EXEC_TIMEOUT -> true;
      case QUEUE,
          QUEUE_CACHE,
          RUNNING,
          RETRY,
          PAUSE,
          REVIEWING,
          CALL_WAITING,
          QUALITY_CHECKING,
          QUALITY_CHECK_WAIT,
          SUCCEED,
          CANCELED,
          SKIP,
          UNEXEC ->
          false;
    };
  }

  private void taskSpan(
      SpanPlace of, JobState job, TaskState task, Instant start, Instant end, boolean hasFailed) {
    found.add(
        span(
            root.ofTask(job.id(), task.id(), task.attempt(), task.retry()),
            Optional.of(of),
            "task " + task.id(),
            start,
            end,
            hasFailed,
            with(
                FinishedSpan.attributes(
                    "millrace.job", job.id(),
                    "millrace.task", task.id(),
                    "millrace.attempt", task.attempt(),
                    "millrace.retry", task.retry(),
                    "millrace.status",
                        task.status().isFinished() ? task.status() : TaskStatus.FAILED,
                    "millrace.wait", task.work().map(BuildSpans::askedOf)),
                task.failure())));
  }

  /** For whom the server waits in place of a worker. */
  private static String askedOf(ServerWork work) {
    return switch (work) {
      case ServerWork.Review _ -> "review";
      case ServerWork.Call _ -> "call";
      case ServerWork.GateCheck _ -> "gate";
    };
  }

  /** Whose fault it was, and which; what is said of it might hold what a command printed. */
  private static SequencedMap<String, Object> with(
      SequencedMap<String, Object> attributes, Optional<Failure> failure) {
    var all = new LinkedHashMap<String, Object>(attributes);
    failure.ifPresent(why ->
        all.putAll(
            FinishedSpan.attributes(
                "millrace.failure", why.kind(), "millrace.failure.code", why.code())));
    return all;
  }

  private void wait(
      SpanPlace of, WaitCause cause, long number, Instant start, Optional<Instant> end) {
    wait(of, cause, number, start, end, of);
  }

  private void wait(
      SpanPlace of,
      WaitCause cause,
      long number,
      Instant start,
      Optional<Instant> end,
      SpanPlace under) {
    found.add(
        span(
            of.ofWait(cause, number),
            Optional.of(under),
            "wait for " + cause,
            start,
            end.orElse(heardAt),
            false,
            FinishedSpan.attributes("millrace.wait", cause)));
  }

  private FinishedSpan span(
      SpanPlace place,
      Optional<SpanPlace> parent,
      String name,
      Instant start,
      Instant end,
      boolean hasFailed,
      Map<String, Object> own) {
    var attributes = new LinkedHashMap<String, Object>(whose);
    attributes.putAll(own);
    return new FinishedSpan(
        place,
        parent,
        List.of(),
        FinishedSpan.Kind.INTERNAL,
        name,
        start,
        end,
        hasFailed,
        attributes);
  }
}
