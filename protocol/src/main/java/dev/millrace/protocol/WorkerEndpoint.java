package dev.millrace.protocol;

import java.time.Duration;

/**
 * The server as one worker sees it. A worker holds a lease on one attempt of one job, and every
 * call carries that lease: a call with a lease that is no longer the current one is refused and
 * changes nothing. Every call may block, may be repeated after a lost answer, and then has the
 * effect of one call. What an answer acknowledges is on disk.
 *
 * <p>All methods throw {@link LeaseRefused} when the lease is not the current one, and {@link
 * EndpointUnavailable} when the server can't answer now; the latter is worth a retry.
 */
public interface WorkerEndpoint {
  /** Reports that the worker runs; answers what it needs for the whole job. */
  JobStart start(JobLease lease);

  /**
   * Asks for the next task. The task claimed before and not completed is handed out again. Blocks
   * up to {@code wait} when there is nothing to do yet, then answers {@link TaskClaim.Wait}.
   */
  TaskClaim claim(JobLease lease, Duration wait);

  /** Reports the end of a task; the answer carries the next one, as {@link #claim} would. */
  TaskClaim complete(JobLease lease, TaskReport report, Duration wait);

  /**
   * Says that the worker lives. Blocks up to {@code wait} or until a running task shall stop; the
   * same task is named in each answer until its report arrives.
   */
  HeartbeatAnswer heartbeat(JobLease lease, Heartbeat heartbeat, Duration wait);

  /** Appends log lines; when it returns they are durable, in order, and once. */
  void appendLog(JobLease lease, LogBatch batch);

  /** Says that the worker leaves the job, with its reason; afterwards the lease is void. */
  void end(JobLease lease, JobEnd end);
}
