package dev.millrace.engine.why;

import dev.millrace.engine.MachineLoan;
import dev.millrace.engine.event.TimerKeys;
import dev.millrace.engine.mutex.MutexGroup;
import dev.millrace.engine.mutex.MutexGroup.Hold;
import dev.millrace.engine.queue.WaitingBuild;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.MutexRole;
import dev.millrace.engine.state.MutexRole.Standing;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.wording.Sentence;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a build waits for. */
public final class WaitingFor {
  private final Build build;
  private final Surroundings around;
  private final List<Wait> waits = new ArrayList<>();

  private WaitingFor(Build build, Surroundings around) {
    this.build = build;
    this.around = around;
  }

  /**
   * Every part of {@code build} that waits, in the order of the build. Empty when the build is
   * over, and only then.
   */
  public static List<Wait> in(Build build, Surroundings around) {
    var query = new WaitingFor(build, around);
    query.ofBuild();
    return List.copyOf(query.waits);
  }

  private void ofBuild() {
    switch (build.status()) {
      case QUEUE -> waits.add(forQueue());
      case TRIGGER_REVIEWING -> waits.add(forTriggerReview());
      case RUNNING, PAUSE -> ofStages();
      case SUCCEED, FAILED, CANCELED, QUEUE_TIMEOUT, STAGE_SUCCESS -> {}
    }
  }

  private Wait forQueue() {
    Optional<WaitingBuild> waiting = around.queued();
    return Wait.of(
            new Place.OfBuild(),
            waiting
                .filter(known -> known.position() > 1)
                .map(known -> WhyWording.TURN_IN_QUEUE_BEHIND.of(known.position() - 1))
                .orElseGet(WhyWording.TURN_IN_QUEUE::of),
            WhyWording.LEAVES_QUEUE.of(),
            new Waker.Admission(build.attempt()))
        .since(build.attempt() == 1 ? Optional.of(build.createdAt()) : Optional.empty())
        .until(waiting.map(WaitingBuild::until))
        .heldBy(waiting.map(WaitingBuild::holders).flatMap(WaitingFor::shown));
  }

  private static Optional<Sentence> shown(List<BuildId> holders) {
    return holders.isEmpty()
        ? Optional.empty()
        : Optional.of(
            WhyWording.HELD_BY_BUILDS.of(
                holders.stream().map(BuildId::value).collect(Collectors.joining(", "))));
  }

  private Wait forTriggerReview() {
    return Wait.of(
            new Place.OfBuild(),
            WhyWording.A_REVIEWER.of(
                String.join(", ", build.triggerReview().orElseThrow().reviewers())),
            WhyWording.REVIEW_ANSWERED.of(),
            new Waker.Person())
        .since(Optional.of(build.createdAt()));
  }

  private void ofStages() {
    Optional<StageState> current =
        build.stages().stream().filter(stage -> !stage.status().isFinished()).findFirst();
    if (current.isEmpty()) {
      waits.add(Wait.forNothing(new Place.OfBuild()));
      return;
    }
    ofStage(current.get());
    for (StageState stage : build.stages()) {
      if (stage.status() == StageStatus.QUEUE && stage.index() > current.get().index()) {
        waits.add(behind(current.get(), stage));
      }
    }
  }

  /** The stage that runs, or is next. */
  private void ofStage(StageState stage) {
    switch (stage.status()) {
      case QUEUE -> waits.add(forGate(stage, Gate.Point.IN));
      case PAUSE -> waits.add(forReview(stage));
      case RUNNING -> {
        if (stage.jobs().tally().unfinished() == 0) {
          waits.add(forGate(stage, Gate.Point.OUT));
        }
        stage.jobs().forEach(job -> ofJob(stage, job));
      }
      case SUCCEED, FAILED, CANCELED, SKIP, STAGE_SUCCESS, UNEXEC -> {}
    }
  }

  private static Wait behind(StageState before, StageState stage) {
    return Wait.of(
        new Place.OfStage(stage.id()),
        WhyWording.STAGE_BEFORE.of(before.id()),
        WhyWording.STAGE_ENDS.of(before.id()),
        new Waker.Part(new Place.OfStage(before.id())));
  }

  private Wait forReview(StageState stage) {
    Review review = stage.checks().review().orElseThrow();
    Review.Group group = review.groups().get(review.current());
    return Wait.of(
            new Place.OfStage(stage.id()),
            WhyWording.A_REVIEWER.of(
                Stream.concat(group.reviewers().stream(), group.roles().stream())
                    .collect(Collectors.joining(", "))),
            WhyWording.REVIEW_ANSWERED.of(),
            new Waker.Person())
        .since(Optional.of(review.askedAt()))
        .until(around.due(TimerKeys.review(stage.id())));
  }

  private Wait forGate(StageState stage, Gate.Point point) {
    Place place = new Place.OfStage(stage.id());
    return stage
        .checks()
        .gate(point)
        .filter(gate -> gate.status().isOpen())
        .map(gate ->
            forGate(stage, point, gate).until(around.due(TimerKeys.gate(stage.id(), point))))
        .orElseGet(() -> Wait.forNothing(place));
  }

  private static Wait forGate(StageState stage, Gate.Point point, Gate gate) {
    Place place = new Place.OfStage(stage.id());
    return gate.status() == Gate.Status.QUALITY_CHECK_WAIT
        ? Wait.of(
            place,
            WhyWording.A_GATEKEEPER.of(String.join(", ", gate.gatekeepers())),
            WhyWording.GATE_DECIDED.of(),
            new Waker.Person())
        : Wait.of(
            place,
            WhyWording.GATE_CHECK.of(),
            WhyWording.GATE_ANSWERED.of(),
            new Waker.GateCheck(stage.id(), stage.attempt(), point, gate.number()));
  }

  private void ofJob(StageState stage, JobState job) {
    switch (job.status()) {
      case QUEUE, DEPENDENT_WAITING -> {
        if (job.isAtMutex() && job.mutex().orElseThrow().standing() == Standing.WAITS) {
          waits.add(forMutex(job, job.mutex().orElseThrow()));
        } else if (job.machineTurn() > 0) {
          waits.add(forOneMachineLess(stage, job));
        } else if (job.status() == JobStatus.QUEUE
            && job.role() instanceof MatrixRole.Child(var parent, _, _)) {
          waits.add(forPlaceInMatrix(stage, job, parent));
        } else {
          forDependencies(stage, job);
        }
      }
      case PREPARE_ENV -> waits.add(forMachine(job));
      case PAUSE -> waits.add(new TaskWait(build, around, stage, job).now());
      case RUNNING ->
          waits.add(
              job.isMatrixParent()
                  ? forCases(stage, job)
                  : new TaskWait(build, around, stage, job).now());
      case SUCCEED, FAILED, CANCELED, SKIP, UNEXEC -> {}
    }
  }

  private Wait forMutex(JobState job, MutexRole role) {
    Optional<MutexGroup> group = around.mutex(role.mutex());
    int ahead = group.map(known -> known.aheadOf(build.id(), job.id()).orElse(0)).orElse(0);
    return Wait.of(
            new Place.OfJob(job.id()),
            ahead == 0
                ? WhyWording.THE_MUTEX.of(role.mutex())
                : WhyWording.THE_MUTEX_BEHIND.of(role.mutex(), ahead),
            WhyWording.MUTEX_GIVEN_BACK.of(),
            new Waker.Mutex(job.id(), role.mutex(), job.attempt(), role.request()))
        .since(Optional.of(role.since()))
        .until(around.due(TimerKeys.mutex(job.id())))
        .heldBy(group.flatMap(MutexGroup::holder).map(WaitingFor::shown));
  }

  private static Sentence shown(Hold hold) {
    return WhyWording.HELD_BY_JOB.of(
        hold.claim().job(), hold.claim().build(), hold.since().truncatedTo(ChronoUnit.SECONDS));
  }

  private static Wait forPlaceInMatrix(StageState stage, JobState job, JobId parent) {
    List<JobState> cases = stage.jobs().childrenOf(stage.jobs().positionOf(parent));
    List<JobState> before =
        cases.stream()
            .filter(other -> !other.status().isFinished() && !other.id().equals(job.id()))
            .filter(JobState::isUnderWay)
            .toList();
    if (before.isEmpty()) {
      return Wait.forNothing(new Place.OfJob(job.id()));
    }
    JobId first = before.getFirst().id();
    return Wait.of(
        new Place.OfJob(job.id()),
        WhyWording.PLACE_IN_MATRIX.of(before.size()),
        WhyWording.CASE_ENDS.of(first),
        new Waker.Part(new Place.OfJob(first)));
  }

  /** The first that has a machine stands for all that have one. */
  private static Wait forOneMachineLess(StageState stage, JobState job) {
    Place place = new Place.OfJob(job.id());
    int ahead = stage.jobs().aheadForMachine(job.machineTurn());
    return stage.jobs().stream()
        .filter(JobState::hasMachine)
        .findFirst()
        .map(other ->
            Wait.of(
                place,
                WhyWording.ONE_OF_THE_MACHINES.of(stage.jobs().machines(), ahead),
                WhyWording.CASE_ENDS.of(other.id()),
                new Waker.Part(new Place.OfJob(other.id()))))
        .orElseGet(() -> Wait.forNothing(place));
  }

  private void forDependencies(StageState stage, JobState job) {
    List<JobId> open =
        job.dependsOn().stream()
            .filter(dependency ->
                stage
                    .jobs()
                    .find(dependency)
                    .filter(found -> !found.status().isFinished())
                    .isPresent())
            .toList();
    if (open.isEmpty()) {
      waits.add(
          MachineLoan.lenderOf(build, job)
              .flatMap(lender -> stage.jobs().find(lender))
              .filter(lender -> !lender.status().isFinished())
              .map(lender -> forMachineOf(lender, job))
              .orElseGet(() -> Wait.forNothing(new Place.OfJob(job.id()))));
    }
    for (JobId dependency : open) {
      waits.add(
          Wait.of(
              new Place.OfJob(job.id()),
              WhyWording.DEPENDENCY.of(dependency),
              WhyWording.JOB_ENDS.of(dependency),
              new Waker.Part(new Place.OfJob(dependency))));
    }
  }

  private static Wait forMachineOf(JobState lender, JobState job) {
    return Wait.of(
        new Place.OfJob(job.id()),
        WhyWording.MACHINE_OF_JOB.of(lender.id()),
        WhyWording.JOB_HAS_MACHINE.of(lender.id()),
        new Waker.Part(new Place.OfJob(lender.id())));
  }

  private Wait forMachine(JobState job) {
    return Wait.of(
            new Place.OfJob(job.id()),
            job.lostWorkers() == 0
                ? WhyWording.MACHINE.of()
                : WhyWording.MACHINE_AGAIN.of(job.lostWorkers()),
            WhyWording.WORKER_STARTS.of(),
            Waker.Worker.of(job))
        .since(job.preparedAt())
        .until(around.due(TimerKeys.prepare(job.id())));
  }

  private static Wait forCases(StageState stage, JobState parent) {
    List<JobState> cases = stage.jobs().childrenOf(stage.jobs().positionOf(parent.id()));
    List<JobId> open =
        cases.stream().filter(each -> !each.status().isFinished()).map(JobState::id).toList();
    Place place = new Place.OfJob(parent.id());
    return open.isEmpty()
        ? Wait.forNothing(place)
        : Wait.of(
                place,
                WhyWording.MATRIX_CASES.of(cases.size() - open.size(), cases.size()),
                WhyWording.CASE_ENDS.of(open.getFirst()),
                new Waker.Part(new Place.OfJob(open.getFirst())))
            .since(parent.startedAt());
  }
}
