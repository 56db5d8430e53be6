package dev.millrace.agent.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.Heartbeat;
import dev.millrace.protocol.HeartbeatAnswer;
import dev.millrace.protocol.JobEnd;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.JobStart;
import dev.millrace.protocol.LeaseRefused;
import dev.millrace.protocol.LogBatch;
import dev.millrace.protocol.LogLimits;
import dev.millrace.protocol.TaskClaim;
import dev.millrace.protocol.TaskOrder;
import dev.millrace.protocol.TaskReport;
import dev.millrace.protocol.WorkerEndpoint;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The server of one job, in memory, as the contract of {@link WorkerEndpoint} has it. */
final class InMemoryEndpoint implements WorkerEndpoint {
  private final JobStart start;
  private final ArrayDeque<TaskOrder> queue = new ArrayDeque<>();
  private final List<TaskReport> reports = new ArrayList<>();
  private final Map<String, List<String>> logs = new HashMap<>();
  private final Set<String> cancelled = new HashSet<>();
  private final Map<String, Double> progress = new HashMap<>();
  private Optional<TaskOrder> claimed = Optional.empty();
  private Optional<JobEnd> end = Optional.empty();
  private Optional<JobLease> current = Optional.empty();
  private final List<Duration> beats = new ArrayList<>();
  private boolean holdsBeats;
  private boolean noMoreTasks;
  private int failures;
  private int unanswered;

  InMemoryEndpoint(JobStart start) {
    this.start = start;
  }

  synchronized void queue(TaskOrder... orders) {
    queue.addAll(List.of(orders));
    notifyAll();
  }

  /** After the queued tasks the job is over. */
  synchronized void noMoreTasks() {
    noMoreTasks = true;
    notifyAll();
  }

  synchronized void cancel(String taskId) {
    cancelled.add(taskId);
    notifyAll();
  }

  /** A heartbeat that may wait is answered only when there is something to cancel. */
  synchronized void holdBeats() {
    holdsBeats = true;
  }

  /** How long each heartbeat was willing to wait. */
  synchronized List<Duration> beats() {
    return List.copyOf(beats);
  }

  /** Gives the job to somebody else. */
  synchronized void revoke() {
    current =
        current.map(lease ->
            new JobLease(lease.buildId(), lease.jobId(), lease.attempt(), lease.fence() + 1));
    notifyAll();
  }

  /** The next calls fail before they do anything. */
  synchronized void failCalls(int count) {
    failures = count;
  }

  /** The next calls do their work, and the answers get lost. */
  synchronized void loseAnswers(int count) {
    unanswered = count;
  }

  synchronized List<TaskReport> reports() {
    return List.copyOf(reports);
  }

  /** The lines of a task, each with its letter and a blank before it. */
  synchronized List<String> log(String taskId) {
    return List.copyOf(logs.getOrDefault(taskId, List.of()));
  }

  synchronized Optional<JobEnd> end() {
    return end;
  }

  synchronized double progress(String taskId) {
    return progress.getOrDefault(taskId, -1.0);
  }

  /** Blocks until the condition, of this endpoint's state, is true. */
  synchronized void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      wait(30_000);
    }
  }

  @Override
  public JobStart start(JobLease lease) {
    return call(
        lease,
        () -> {
          current = Optional.of(lease);
          return start;
        });
  }

  @Override
  public TaskClaim claim(JobLease lease, Duration wait) {
    return call(lease, () -> next(lease, wait));
  }

  @Override
  public TaskClaim complete(JobLease lease, TaskReport report, Duration wait) {
    return call(
        lease,
        () -> {
          // A repeated report changes nothing.
          if (claimed.isPresent()
              && claimed.get().taskId().equals(report.taskId())
              && claimed.get().retry() == report.retry()) {
            reports.add(report);
            cancelled.remove(report.taskId());
            claimed = Optional.empty();
            notifyAll();
          }
          return next(lease, wait);
        });
  }

  @Override
  public HeartbeatAnswer heartbeat(JobLease lease, Heartbeat heartbeat, Duration wait) {
    return call(
        lease,
        () -> {
          progress.putAll(heartbeat.progress());
          beats.add(wait);
          notifyAll();
          var longest = holdsBeats && !wait.isZero() ? Duration.ofHours(1) : wait;
          waitFor(lease, longest, () -> !cancelled.isEmpty());
          return new HeartbeatAnswer(cancelled);
        });
  }

  @Override
  public void appendLog(JobLease lease, LogBatch batch) {
    call(
        lease,
        () -> {
          var lines = logs.computeIfAbsent(batch.taskId(), _ -> new ArrayList<>());
          if (batch.firstLine() > lines.size()) {
            throw new IllegalArgumentException("a gap before line " + batch.firstLine());
          }
          var texts = new String(batch.framed(), UTF_8).split("\n", -1);
          for (int i = lines.size() - (int) batch.firstLine(); i < batch.lines(); i++) {
            lines.add(texts[i].charAt(13) + " " + texts[i].substring(LogLimits.FRAME_PREFIX_BYTES));
          }
          notifyAll();
          return true;
        });
  }

  @Override
  public void end(JobLease lease, JobEnd jobEnd) {
    call(
        lease,
        () -> {
          end = Optional.of(jobEnd);
          notifyAll();
          return true;
        });
  }

  private interface Work<T> {
    T run() throws InterruptedException;
  }

  private synchronized <T> T call(JobLease lease, Work<T> work) {
    check(lease);
    if (failures > 0) {
      failures--;
      throw new EndpointUnavailable("away", new IllegalStateException());
    }
    try {
      var answer = work.run();
      if (unanswered > 0) {
        unanswered--;
        throw new EndpointUnavailable("answer lost", new IllegalStateException());
      }
      return answer;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EndpointUnavailable("interrupted", interrupted);
    }
  }

  private void check(JobLease lease) {
    if (current.isPresent() && !current.get().equals(lease)) {
      throw new LeaseRefused(ErrorCodes.BUILD_FINISHED, lease + " is not " + current.get());
    }
  }

  private TaskClaim next(JobLease lease, Duration wait) throws InterruptedException {
    waitFor(lease, wait, () -> claimed.isPresent() || !queue.isEmpty() || noMoreTasks);
    if (claimed.isEmpty() && !queue.isEmpty()) {
      claimed = Optional.of(queue.removeFirst());
    }
    if (claimed.isPresent()) {
      return new TaskClaim.Do(claimed.get());
    }
    return noMoreTasks ? new TaskClaim.End("done") : new TaskClaim.Wait();
  }

  private void waitFor(JobLease lease, Duration wait, BooleanSupplier condition)
      throws InterruptedException {
    long untilNanos = System.nanoTime() + wait.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < untilNanos) {
      check(lease);
      wait(Duration.ofNanos(untilNanos - System.nanoTime()).toMillis() + 1);
    }
    check(lease);
  }
}
