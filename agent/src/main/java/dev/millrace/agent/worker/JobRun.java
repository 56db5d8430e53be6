package dev.millrace.agent.worker;

import dev.millrace.agent.log.LogShipper;
import dev.millrace.agent.process.JobProcesses;
import dev.millrace.agent.process.StopReason;
import dev.millrace.agent.process.StopSignal;
import dev.millrace.agent.task.TaskEnd;
import dev.millrace.agent.task.TaskWording;
import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.ErrorKind;
import dev.millrace.protocol.Heartbeat;
import dev.millrace.protocol.JobEnd;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.JobStart;
import dev.millrace.protocol.LeaseRefused;
import dev.millrace.protocol.TaskClaim;
import dev.millrace.protocol.TaskFailure;
import dev.millrace.protocol.TaskOrder;
import dev.millrace.protocol.WorkerEndpoint;
import dev.millrace.wording.Sentence;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job, on a platform thread of its own. What others may call is synchronized. */
final class JobRun implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

  /** How long the server may hold an answer back when there is nothing to do. */
  private static final Duration WAIT = Duration.ofSeconds(10);

  private static final Duration THREAD_END = Duration.ofSeconds(10);

  private final WorkerEndpoint endpoint;
  private final JobLease lease;
  private final WorkerSettings settings;
  private final TaskTexts texts;
  private final InstantSource time;
  private final PatientCalls calls;
  private final String mark = UUID.randomUUID().toString();
  private final JobProcesses processes;
  private final ConcurrentHashMap<String, Double> progress = new ConcurrentHashMap<>();

  /** Guarded by this, as all below. */
  private Optional<Thread> thread = Optional.empty();

  private Optional<StopReason> stopReason = Optional.empty();
  private Optional<StopSignal> runningSignal = Optional.empty();
  private String runningTask = "";
  private long taskCount;
  private boolean serverGone;
  private WorkerResult result = WorkerResult.STOPPED;

  JobRun(
      WorkerEndpoint endpoint,
      JobLease lease,
      WorkerSettings settings,
      TaskTexts texts,
      InstantSource time) {
    this.endpoint = endpoint;
    this.lease = lease;
    this.settings = settings;
    this.texts = texts;
    this.time = time;
    this.calls = new PatientCalls(settings.patience(), this::isStopped);
    this.processes = new JobProcesses(settings.killGrace(), mark);
  }

  @Override
  public void run() {
    synchronized (this) {
      thread = Optional.of(Thread.currentThread());
      if (stopReason.isPresent()) {
        Thread.currentThread().interrupt();
      }
    }
    WorkerResult outcome;
    try (processes) {
      outcome = work();
    }
    synchronized (this) {
      result = outcome;
    }
  }

  /** How it went, once the thread has ended. */
  synchronized WorkerResult result() {
    return result;
  }

  /** Stops whatever the job does. */
  synchronized void stop(StopReason reason) {
    if (stopReason.isEmpty() || reason == StopReason.LEASE_LOST) {
      stopReason = Optional.of(reason);
    }
    runningSignal.ifPresent(signal -> signal.ask(reason));
    processes.wake();
    // For what it may wait for outside of a process: the server, the log.
    thread.ifPresent(Thread::interrupt);
  }

  private synchronized boolean isStopped() {
    return stopReason.isPresent();
  }

  synchronized void serverIsGone() {
    serverGone = true;
    stop(StopReason.WORKER_STOPPED);
  }

  /** A number that changes with each task. */
  synchronized long currentTask() {
    return taskCount;
  }

  Heartbeat heartbeat() {
    return new Heartbeat(progress);
  }

  /**
   * Cancels the running task if named.
   *
   * @param asOf the task that ran when the server was asked: an older answer may mean an earlier
   *     execution of the same task
   */
  synchronized void cancel(Set<String> tasks, long asOf) {
    if (asOf == taskCount && tasks.contains(runningTask)) {
      runningSignal.ifPresent(signal -> signal.ask(StopReason.CANCELLED));
      processes.wake();
    }
  }

  /** Waits until another task runs than this, or for so long. */
  synchronized void awaitOtherTask(long task, Duration atMost) throws InterruptedException {
    long untilNanos = System.nanoTime() + atMost.toNanos();
    long left = atMost.toNanos();
    while (task == taskCount && left > 0) {
      wait(Duration.ofNanos(left).toMillis() + 1);
      left = untilNanos - System.nanoTime();
    }
  }

  private WorkerResult work() {
    try {
      var start = calls.call(() -> endpoint.start(lease));
      try (var folders = JobFolders.make(settings, lease, start, mark)) {
        return workIn(folders, start);
      } catch (IOException unfit) {
        return leaveUnfit(unfit);
      }
    } catch (LeaseRefused refused) {
      return WorkerResult.LEASE_LOST;
    } catch (EndpointUnavailable away) {
      return WorkerResult.SERVER_UNREACHABLE;
    } catch (InterruptedException stop) {
      return leaveStopped();
    }
  }

  private WorkerResult workIn(JobFolders folders, JobStart start) throws InterruptedException {
    var deadline = StopSignal.after(start.timeout(), StopReason.JOB_TIMEOUT);
    var beats =
        Thread.ofVirtual().name("heartbeats").start(new Heartbeats(endpoint, lease, calls, this));
    try (var shipper =
        new LogShipper(
            batch -> endpoint.appendLog(lease, batch),
            new LogShipper.Events() {
              @Override
              public void roomMade() {
                processes.wake();
              }

              @Override
              public void refused() {
                stop(StopReason.LEASE_LOST);
              }
            },
            settings.language(),
            settings.patience(),
            time,
            folders.spoolFile(),
            settings.spoolMaxBytes())) {
      var tasks = new TaskRuns(lease, settings, texts, time, folders, start, shipper, processes);
      return runTasks(tasks, deadline);
    } catch (LeaseRefused refused) {
      stop(StopReason.LEASE_LOST);
      throw refused;
    } finally {
      killLeftovers();
      beats.interrupt();
      joinBriefly(beats);
    }
  }

  private WorkerResult runTasks(TaskRuns tasks, StopSignal deadline) throws InterruptedException {
    var claim = calls.call(() -> endpoint.claim(lease, wait(deadline)));
    while (true) {
      if (isStopped()) {
        throw new InterruptedException();
      }
      if (deadline.reason().isPresent()) {
        return leave(
            WorkerResult.JOB_TIMED_OUT,
            failure(ErrorKind.USER, ErrorCodes.JOB_TIMEOUT, TaskWording.JOB_RAN_TOO_LONG.of()));
      }
      switch (claim) {
        case TaskClaim.End _ -> {
          return leave(WorkerResult.FINISHED, Optional.empty());
        }
        case TaskClaim.Wait _ -> claim = calls.call(() -> endpoint.claim(lease, wait(deadline)));
        case TaskClaim.Do(var order) -> {
          var signal = begin(order, deadline);
          var report = tasks.run(order, signal, progress);
          over(order);
          claim = calls.call(() -> endpoint.complete(lease, report, wait(deadline)));
        }
      }
    }
  }

  private static Duration wait(StopSignal deadline) {
    var left = deadline.timeLeft();
    return left.compareTo(WAIT) < 0 ? left : WAIT;
  }

  private synchronized StopSignal begin(TaskOrder order, StopSignal deadline)
      throws InterruptedException {
    if (stopReason.isPresent()) {
      throw new InterruptedException();
    }
    var jobLeft = deadline.timeLeft();
    boolean jobFirst = !order.timeout().isPositive() || jobLeft.compareTo(order.timeout()) < 0;
    var signal =
        StopSignal.after(
            jobFirst ? jobLeft : order.timeout(),
            jobFirst ? StopReason.JOB_TIMEOUT : StopReason.TASK_TIMEOUT);
    runningSignal = Optional.of(signal);
    runningTask = order.taskId();
    taskCount++;
    notifyAll();
    return signal;
  }

  private synchronized void over(TaskOrder order) throws InterruptedException {
    runningSignal = Optional.empty();
    runningTask = "";
    taskCount++;
    notifyAll();
    progress.remove(order.taskId());
    if (stopReason.isPresent()) {
      throw new InterruptedException();
    }
  }

  private WorkerResult leave(WorkerResult how, Optional<TaskFailure> why)
      throws InterruptedException {
    killLeftovers();
    return calls.call(() -> {
      endpoint.end(lease, new JobEnd(why));
      return how;
    });
  }

  private WorkerResult leaveUnfit(IOException unfit) throws InterruptedException {
    LOG.atWarn().setCause(unfit).log("this machine is not fit for a job");
    return leave(
        WorkerResult.MACHINE_UNFIT,
        failure(
            ErrorKind.BUILD_MACHINE,
            ErrorCodes.MACHINE_UNFIT,
            WorkerWording.NO_ROOM_FOR_JOB.of().because(JobFolders.describe(unfit))));
  }

  /** The interrupt has done its work: the last words to the server must not be cut short by it. */
  private WorkerResult leaveStopped() {
    var _ = Thread.interrupted();
    synchronized (this) {
      if (stopReason.equals(Optional.of(StopReason.LEASE_LOST))) {
        return WorkerResult.LEASE_LOST;
      }
      if (serverGone) {
        return WorkerResult.SERVER_UNREACHABLE;
      }
    }
    try {
      endpoint.end(
          lease,
          new JobEnd(
              failure(
                  ErrorKind.BUILD_MACHINE,
                  ErrorCodes.WORKER_STOPPED,
                  TaskWording.WORKER_STOPPED.of())));
    } catch (EndpointUnavailable | LeaseRefused unheard) {
      LOG.atInfo().log("the server did not hear that the worker leaves");
    }
    return WorkerResult.STOPPED;
  }

  private void killLeftovers() {
    boolean leaseLost;
    synchronized (this) {
      leaseLost = stopReason.equals(Optional.of(StopReason.LEASE_LOST));
    }
    List<Sentence> survivors =
        processes.killLeftovers(leaseLost ? Duration.ZERO : settings.killGrace());
    if (!survivors.isEmpty()) {
      LOG.atError().addKeyValue("processes", survivors).log("processes of a job can't be killed");
    }
  }

  private static void joinBriefly(Thread other) {
    boolean interrupted = Thread.interrupted();
    try {
      var _ = other.join(THREAD_END);
    } catch (InterruptedException again) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<TaskFailure> failure(ErrorKind kind, int code, Sentence why) {
    return Optional.of(TaskEnd.Failure.of(kind, code, why).in(settings.language()));
  }
}
