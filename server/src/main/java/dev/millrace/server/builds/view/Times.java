package dev.millrace.server.builds.view;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TriggerReview;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the time went, as far as moments were noted; what goes on is counted until now. */
final class Times {
  private final Instant now;

  Times(Instant now) {
    this.now = now;
  }

  Timing of(Build build) {
    List<Timing> stages =
        build.stages().stream()
            .filter(stage -> stage.attempt() == build.attempt())
            .map(this::of)
            .toList();
    Optional<Duration> asked =
        build
            .triggerReview()
            .filter(_ -> build.attempt() == 1)
            .map(review ->
                between(build.createdAt(), decidedAt(review).or(build::endedAt).orElse(now)));
    return new Timing(
        queue(build),
        sum(stages.stream().map(Timing::prepare).toList()),
        sum(stages.stream().map(Timing::run).toList()),
        sum(Stream.concat(Stream.of(asked), stages.stream().map(Timing::people)).toList()));
  }

  /** From when it was let begin, where people were asked; a retry does not note when it queues. */
  private Optional<Duration> queue(Build build) {
    if (build.attempt() != 1 || build.status() == BuildStatus.TRIGGER_REVIEWING) {
      return Optional.empty();
    }
    Instant since = build.triggerReview().flatMap(Times::decidedAt).orElse(build.createdAt());
    return Optional.of(between(since, build.startedAt().or(build::endedAt).orElse(now)));
  }

  private static Optional<Instant> decidedAt(TriggerReview review) {
    return review.decision().map(Review.Decision::at);
  }

  Timing of(StageState stage) {
    Optional<Duration> people = stage.checks().review().map(review -> asked(stage, review));
    if (stage.startedAt().isEmpty()) {
      return new Timing(Optional.empty(), Optional.empty(), Optional.empty(), people);
    }
    Instant start = stage.startedAt().get();
    Instant end = stage.endedAt().orElse(now);
    List<Span> running = new ArrayList<>();
    List<Span> busy = new ArrayList<>();
    for (JobState job : stage.jobs()) {
      if (job.attempt() >= stage.attempt() && !job.isMatrixParent()) {
        Instant until = job.endedAt().orElse(now);
        job.startedAt().ifPresent(began -> running.add(new Span(began, until)));
        job.preparedAt().or(job::startedAt).ifPresent(began -> busy.add(new Span(began, until)));
      }
    }
    Duration run = Span.covered(running, start, end);
    Duration all = Span.covered(busy, start, end);
    return new Timing(
        Optional.of(between(start, end).minus(all)),
        Optional.of(all.minus(run)),
        Optional.of(run),
        people);
  }

  private Duration asked(StageState stage, Review review) {
    Optional<Instant> last =
        review.status() == Review.Status.REVIEWING
            ? stage.endedAt()
            : review.groups().stream()
                .flatMap(group -> group.decision().stream())
                .map(Review.Decision::at)
                .max(Instant::compareTo)
                .or(stage::startedAt);
    return between(review.askedAt(), last.orElse(now));
  }

  Timing of(StageState stage, JobState job) {
    boolean isOfStage = job.attempt() == stage.attempt() && stage.startedAt().isPresent();
    boolean ran = job.startedAt().isPresent();
    Instant end = job.endedAt().orElse(now);
    Optional<Duration> queue =
        isOfStage && !isPassedOver(job)
            ? Optional.of(
                between(
                    stage.startedAt().orElseThrow(),
                    job.preparedAt().or(job::startedAt).orElse(end)))
            : Optional.empty();
    Optional<Duration> prepare =
        job.preparedAt().map(since -> between(since, job.startedAt().orElse(end)));
    if (!ran || job.role() instanceof MatrixRole.Parent) {
      return new Timing(
          queue, prepare, job.startedAt().map(since -> between(since, end)), Optional.empty());
    }
    Duration answering =
        job.tasks().stream()
            .filter(task -> task.attempt() == job.attempt())
            .map(task -> of(task).people().orElse(Duration.ZERO))
            .reduce(Duration.ZERO, Duration::plus);
    Duration running = runTime(job);
    Duration still = notNegative(between(job.startedAt().orElseThrow(), end).minus(running));
    return new Timing(
        queue,
        prepare,
        Optional.of(notNegative(running.minus(answering))),
        Optional.of(still.plus(answering)));
  }

  /** Skipped, or never reached: it waited for nothing. */
  private static boolean isPassedOver(JobState job) {
    return job.status().isFinished()
        && job.endedAt().isEmpty()
        && job.startedAt().isEmpty()
        && job.preparedAt().isEmpty();
  }

  private Duration runTime(JobState job) {
    return job.runTime()
        .since()
        .map(since -> between(since, now))
        .orElse(Duration.ZERO)
        .plus(job.runTime().before());
  }

  Timing of(TaskState task) {
    Optional<Duration> time =
        task.startedAt().map(since -> between(since, task.endedAt().orElse(now)));
    boolean isAnswered =
        task.work()
            .filter(work ->
                switch (work) {
                  case ServerWork.Review _ -> true;
                  case ServerWork.GateCheck gate ->
                      !gate.gatekeepers().isEmpty() || !gate.decidedBy().isEmpty();
                  case ServerWork.Call _ -> false;
                })
            .isPresent();
    return isAnswered
        ? new Timing(Optional.empty(), Optional.empty(), Optional.empty(), time)
        : new Timing(Optional.empty(), Optional.empty(), time, Optional.empty());
  }

  /** Of those that are known; empty if none is. */
  private static Optional<Duration> sum(List<Optional<Duration>> parts) {
    return parts.stream().flatMap(Optional::stream).reduce(Duration::plus);
  }

  /** A clock that jumped back makes no negative time. */
  private static Duration between(Instant start, Instant end) {
    return notNegative(Duration.between(start, end));
  }

  private static Duration notNegative(Duration time) {
    return time.isNegative() ? Duration.ZERO : time;
  }
}
