package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.order.TaskOrder;
import dev.millrace.engine.order.WorkOrders;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Workers outside the process, so they outlive its crashes. Each does one thing when it has its
 * turn: starts, works on its task, reports it (again, until it sees that it was heard), or dies.
 * There are as many machines as the simulation says; who finds none free waits in order.
 */
final class SimulatedWorkers {
  private final SplittableRandom random;
  private final Network network;
  private final int machines;
  private final Map<Lease, Worker> workers = new LinkedHashMap<>();
  private final Deque<Worker> waiting = new ArrayDeque<>();
  private int busy;

  /** How events get to the build: late, twice, or in another order, but not never. */
  interface Network {
    void send(BuildId build, BuildEvent event);
  }

  record Lease(BuildId build, JobId job, int attempt, long fence) {}

  private enum Place {
    WAITS,
    HAS_MACHINE,
    GONE
  }

  /** What a worker knows; the rest it reads from the build. */
  private static final class Worker {
    Place place = Place.WAITS;
    final Set<TaskId> stopping = new HashSet<>();
  }

  SimulatedWorkers(SplittableRandom random, int machines, Network network) {
    this.random = random;
    this.machines = machines;
    this.network = network;
  }

  /** A machine runs a worker from now on; asked again for the same, nothing changes. */
  void prepare(Lease lease) {
    workers.computeIfAbsent(
        lease,
        _ -> {
          var worker = new Worker();
          waiting.add(worker);
          return worker;
        });
    giveMachines();
  }

  /** The job needs its machine no more. */
  void release(Lease lease) {
    Worker worker = workers.get(lease);
    if (worker != null) {
      leave(worker);
    }
  }

  /** Machines that somebody has. */
  int busy() {
    return busy;
  }

  private void giveMachines() {
    while (busy < machines && !waiting.isEmpty()) {
      Worker next = waiting.remove();
      if (next.place == Place.WAITS) {
        next.place = Place.HAS_MACHINE;
        busy++;
      }
    }
  }

  private void leave(Worker worker) {
    busy -= worker.place == Place.HAS_MACHINE ? 1 : 0;
    worker.place = Place.GONE;
    giveMachines();
  }

  void stop(Lease lease, TaskId task) {
    Worker worker = workers.get(lease);
    if (worker != null) {
      worker.stopping.add(task);
    }
  }

  boolean isAlive(Lease lease) {
    Worker worker = workers.get(lease);
    return worker != null && worker.place != Place.GONE;
  }

  /** Gives one worker of the build its turn. */
  void act(Build build) {
    for (var entry : workers.entrySet()) {
      Lease lease = entry.getKey();
      if (lease.build().equals(build.id()) && random.nextInt(3) == 0) {
        act(lease, entry.getValue(), build);
      }
    }
  }

  private void act(Lease lease, Worker worker, Build build) {
    Optional<JobState> job =
        build
            .find(lease.job())
            .filter(found -> found.attempt() == lease.attempt() && found.fence() == lease.fence());
    if (worker.place != Place.HAS_MACHINE || job.isEmpty() || job.get().status().isFinished()) {
      return;
    }
    if (random.nextInt(40) == 0) {
      die(lease, worker);
      return;
    }
    switch (job.get().status()) {
      case PREPARE_ENV -> {
        network.send(
            lease.build(),
            new BuildEvent.WorkerStarted(lease.job(), lease.attempt(), lease.fence()));
      }
      case RUNNING -> work(lease, worker, build);
      case QUEUE, DEPENDENT_WAITING, PAUSE, SUCCEED, FAILED, CANCELED, SKIP, UNEXEC -> {}
    }
  }

  /** Dies; a third does so without a word, and only a timer notices. */
  private void die(Lease lease, Worker worker) {
    leave(worker);
    if (random.nextInt(3) == 0) {
      return;
    }
    network.send(
        lease.build(),
        new BuildEvent.WorkerLost(
            lease.job(),
            lease.attempt(),
            lease.fence(),
            Failure.of(FailureKind.BUILD_MACHINE, 1, Sentence.verbatim("The machine is gone."))));
  }

  private void work(Lease lease, Worker worker, Build build) {
    Optional<TaskOrder> order = WorkOrders.runningTask(build, lease.job());
    if (order.isEmpty()) {
      network.send(
          lease.build(), new BuildEvent.TaskClaimed(lease.job(), lease.attempt(), lease.fence()));
      return;
    }
    TaskOrder task = order.get();
    TaskResult result =
        worker.stopping.contains(task.task())
            ? result(TaskResult.Outcome.CANCELLED)
            : result(
                random.nextInt(4) == 0 ? TaskResult.Outcome.FAILED : TaskResult.Outcome.SUCCEEDED);
    network.send(
        lease.build(),
        new BuildEvent.TaskCompleted(
            lease.job(), lease.attempt(), lease.fence(), task.task(), task.retry(), result));
  }

  private static TaskResult result(TaskResult.Outcome outcome) {
    Optional<Failure> failure =
        outcome == TaskResult.Outcome.SUCCEEDED
            ? Optional.empty()
            : Optional.of(Failure.of(FailureKind.USER, 1, Sentence.verbatim("It failed.")));
    return new TaskResult(
        outcome,
        failure,
        Data.ordered(Map.of("last", outcome.name())),
        Data.ordered(Map.of("how", outcome.name())));
  }
}
