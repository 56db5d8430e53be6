package dev.millrace.agent.worker;

import dev.millrace.agent.process.JobProcesses;
import dev.millrace.agent.process.StopReason;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.WorkerEndpoint;
import java.time.InstantSource;

/** Runs one attempt of one job. */
public final class Worker {
  private final WorkerEndpoint endpoint;
  private final JobLease lease;
  private final WorkerSettings settings;
  private final TaskTexts texts;
  private final InstantSource time;

  /** A worker that has not begun. */
  public Worker(
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
  }

  /**
   * Claims and runs tasks until the job is over; call once. Blocks the caller, which may be a
   * virtual thread. Interrupting it kills what runs, gives the job back and returns {@link
   * WorkerResult#STOPPED} with the interrupt status set.
   *
   * @throws UnsupportedOperationException on a machine whose processes can't be watched
   */
  public WorkerResult run() {
    if (!JobProcesses.areSupported()) {
      throw new UnsupportedOperationException(
          "a worker needs Linux so far; this is " + System.getProperty("os.name"));
    }
    var job = new JobRun(endpoint, lease, settings, texts, time);
    var thread = Thread.ofPlatform().name("job-" + lease.jobId()).start(job);
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException stop) {
        interrupted = true;
        job.stop(StopReason.WORKER_STOPPED);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return job.result();
  }
}
