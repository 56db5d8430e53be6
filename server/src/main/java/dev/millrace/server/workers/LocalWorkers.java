package dev.millrace.server.workers;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.order.JobOrder;
import dev.millrace.engine.order.TaskOrder;
import dev.millrace.engine.order.WorkOrders;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.Heartbeat;
import dev.millrace.protocol.HeartbeatAnswer;
import dev.millrace.protocol.JobEnd;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.JobStart;
import dev.millrace.protocol.LeaseRefused;
import dev.millrace.protocol.LogBatch;
import dev.millrace.protocol.TaskClaim;
import dev.millrace.protocol.TaskReport;
import dev.millrace.protocol.WorkerEndpoint;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.builds.MailboxFull;
import dev.millrace.server.builds.UnknownBuild;
import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.server.logs.BuildLogs;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The server to workers in the same process. Each call is checked against the lease, turned into an
 * event of the build, and answered from the committed state; a call that comes again finds what the
 * first one did.
 */
public final class LocalWorkers implements WorkerEndpoint, AutoCloseable {
  private final Builds builds;
  private final BuildLogs logs;
  private final OrderWriter orders;
  private final TaskSurroundings around;
  private final StopRequests stops = new StopRequests();
  private volatile boolean closed;

  /**
   * Wires the room.
   *
   * @param sources says what a checkout of "the pipeline's own repository" means here
   */
  public LocalWorkers(Builds builds, BuildLogs logs, CheckoutSources sources) {
    this(builds, logs, sources, TaskSurroundings.NONE);
  }

  public LocalWorkers(
      Builds builds, BuildLogs logs, CheckoutSources sources, TaskSurroundings around) {
    this.around = around;
    this.builds = builds;
    this.logs = logs;
    this.orders = new OrderWriter(sources);
  }

  @Override
  public JobStart start(JobLease lease) {
    return answering(() -> {
      HeldLease held = held(lease);
      held.checkUnfinished(current(held));
      Build build =
          builds.send(
              held.build(), new BuildEvent.WorkerStarted(held.job(), held.attempt(), held.fence()));
      held.check(build);
      JobOrder order = WorkOrders.job(build, held.job()).orElseThrow();
      return OrderWriter.start(order);
    });
  }

  @Override
  public TaskClaim claim(JobLease lease, Duration wait) {
    return answering(() -> {
      HeldLease held = held(lease);
      return nextTask(held, current(held), wait);
    });
  }

  @Override
  public TaskClaim complete(JobLease lease, TaskReport report, Duration wait) {
    return answering(() -> {
      HeldLease held = held(lease);
      held.check(current(held));
      Build build =
          builds.send(
              held.build(),
              new BuildEvent.TaskCompleted(
                  held.job(),
                  held.attempt(),
                  held.fence(),
                  new TaskId(report.taskId()),
                  report.retry(),
                  ReportReader.result(report)));
      stops.reported(lease, report.taskId());
      return nextTask(held, build, wait);
    });
  }

  /** Waits, woken by commits, until the job has a task for its worker or is over. */
  private TaskClaim nextTask(HeldLease held, Build first, Duration wait) {
    long deadline = System.nanoTime() + wait.toNanos();
    Build build = first;
    while (true) {
      JobState job = held.check(build);
      if (isOver(job)) {
        return new TaskClaim.End("job " + job.id() + " needs no worker: " + job.status());
      }
      Optional<TaskOrder> order = WorkOrders.runningTask(build, held.job());
      if (order.isPresent()) {
        Optional<TaskClaim> claim = handOut(held, build, order.get());
        if (claim.isPresent()) {
          return claim.get();
        }
        build = current(held);
        continue;
      }
      if (isChosen(job)) {
        build = claimed(held);
        continue;
      }
      long left = deadline - System.nanoTime();
      // Interrupted or closed, the wait below would end at once, again and again.
      if (left <= 0 || closed || Thread.currentThread().isInterrupted()) {
        return new TaskClaim.Wait();
      }
      build =
          builds.awaitUntil(held.build(), state -> !isIdle(held, state), Duration.ofNanos(left));
    }
  }

  /** The order for the worker; empty when there can be none, which is then reported as failure. */
  private Optional<TaskClaim> handOut(HeldLease held, Build build, TaskOrder order) {
    try {
      return Optional.of(new TaskClaim.Do(orders.task(order, around.of(build, held.job(), order))));
    } catch (CannotBeRun impossible) {
      Failure failure =
          Failure.of(FailureKind.USER, ErrorCodes.TASK_INPUT_INVALID, impossible.reason());
      var _ =
          builds.send(
              held.build(),
              new BuildEvent.TaskCompleted(
                  held.job(),
                  held.attempt(),
                  held.fence(),
                  order.task(),
                  order.retry(),
                  ReportReader.failed(failure)));
      return Optional.empty();
    }
  }

  private Build claimed(HeldLease held) {
    return builds.send(
        held.build(), new BuildEvent.TaskClaimed(held.job(), held.attempt(), held.fence()));
  }

  private static boolean isIdle(HeldLease held, Build build) {
    return held.find(build)
        .map(job -> !isOver(job) && !isChosen(job) && !isRunning(job))
        .orElse(false);
  }

  /** A paused job has let its machine go; when it goes on, another worker comes. */
  private static boolean isOver(JobState job) {
    return job.status().isFinished() || job.status() == JobStatus.PAUSE;
  }

  private static boolean isChosen(JobState job) {
    return job.tasks().stream().anyMatch(task -> task.status() == TaskStatus.QUEUE_CACHE);
  }

  private static boolean isRunning(JobState job) {
    return job.tasks().stream().anyMatch(task -> task.status() == TaskStatus.RUNNING);
  }

  @Override
  public HeartbeatAnswer heartbeat(JobLease lease, Heartbeat heartbeat, Duration wait) {
    return answering(() -> {
      HeldLease held = held(lease);
      held.check(current(held));
      stops.await(lease, wait);
      JobState job = held.check(current(held));
      Set<String> stopping = new HashSet<>(stops.tell(lease));
      if (job.status().isFinished()) {
        // Whatever the worker still runs is not wanted any more.
        job.tasks().forEach(task -> stopping.add(task.id().value()));
      }
      return new HeartbeatAnswer(stopping);
    });
  }

  @Override
  public void appendLog(JobLease lease, LogBatch batch) {
    var _ =
        answering(() -> {
          HeldLease held = held(lease);
          JobState job = held.check(current(held));
          var task = new TaskId(batch.taskId());
          if (job.tasks().stream().map(TaskState::id).noneMatch(task::equals)
              || batch.attempt() != held.attempt()) {
            throw held.refused("it has no task " + task + " in attempt " + batch.attempt());
          }
          logs.append(held.build(), batch);
          return job;
        });
  }

  @Override
  public void end(JobLease lease, JobEnd end) {
    var _ =
        answering(() -> {
          HeldLease held = held(lease);
          Build build = current(held);
          Optional<JobState> job = held.find(build);
          if (job.isPresent() && !job.get().status().isFinished()) {
            build =
                builds.send(
                    held.build(),
                    new BuildEvent.WorkerLost(
                        held.job(), held.attempt(), held.fence(), ReportReader.reason(end)));
          }
          stops.forget(lease);
          return build;
        });
  }

  /** Has the worker of a job told to stop a task, when it sends its next sign of life. */
  public void stop(BuildId build, Effect.StopTask wanted) {
    stops.add(
        new JobLease(build.value(), wanted.job().value(), wanted.attempt(), wanted.fence()),
        wanted.task().value());
  }

  /** Has the worker of a job that is over told so, when it sends its next sign of life. */
  public void release(JobLease lease) {
    stops.jobOver(lease);
  }

  /**
   * Lets workers wait no more: who waits for a stop is answered as if the time was up, who waits
   * for a task is when the builds are closed.
   */
  @Override
  public void close() {
    closed = true;
    stops.close();
  }

  private static HeldLease held(JobLease lease) {
    return HeldLease.of(lease);
  }

  private Build current(HeldLease held) {
    return builds
        .find(held.build())
        .orElseThrow(() -> held.refused("there is no build " + held.build()));
  }

  /** Says what hinders us in the words of the contract. */
  private static <T> T answering(Supplier<T> call) {
    try {
      return call.get();
    } catch (StoreUnavailable | MailboxFull later) {
      throw new EndpointUnavailable("the server can't answer now: " + later.getMessage(), later);
    } catch (UnknownBuild unknown) {
      throw new LeaseRefused(ErrorCodes.BUILD_FINISHED, "refused: " + unknown.getMessage());
    }
  }
}
