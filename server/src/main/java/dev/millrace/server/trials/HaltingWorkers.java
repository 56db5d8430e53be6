package dev.millrace.server.trials;

import dev.millrace.protocol.Heartbeat;
import dev.millrace.protocol.HeartbeatAnswer;
import dev.millrace.protocol.JobEnd;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.JobStart;
import dev.millrace.protocol.LogBatch;
import dev.millrace.protocol.TaskClaim;
import dev.millrace.protocol.TaskReport;
import dev.millrace.protocol.WorkerEndpoint;
import java.time.Duration;

/** What workers say, with the points between what happened and who knows of it. */
final class HaltingWorkers implements WorkerEndpoint {
  private final WorkerEndpoint workers;
  private final Halt halt;

  HaltingWorkers(WorkerEndpoint workers, Halt halt) {
    this.workers = workers;
    this.halt = halt;
  }

  @Override
  public JobStart start(JobLease lease) {
    JobStart start = workers.start(lease);
    halt.at(HaltPoint.WORKER_STARTED);
    return start;
  }

  @Override
  public TaskClaim claim(JobLease lease, Duration wait) {
    return handedOut(workers.claim(lease, wait));
  }

  @Override
  public TaskClaim complete(JobLease lease, TaskReport report, Duration wait) {
    halt.at(HaltPoint.TASK_RAN);
    TaskClaim next = workers.complete(lease, report, wait);
    halt.at(HaltPoint.TASK_RECORDED);
    return handedOut(next);
  }

  private TaskClaim handedOut(TaskClaim claim) {
    if (claim instanceof TaskClaim.Do) {
      halt.at(HaltPoint.TASK_HANDED_OUT);
    }
    return claim;
  }

  @Override
  public HeartbeatAnswer heartbeat(JobLease lease, Heartbeat heartbeat, Duration wait) {
    return workers.heartbeat(lease, heartbeat, wait);
  }

  @Override
  public void appendLog(JobLease lease, LogBatch batch) {
    halt.at(HaltPoint.LOG_ARRIVED);
    workers.appendLog(lease, batch);
    halt.at(HaltPoint.LOG_STORED);
  }

  @Override
  public void end(JobLease lease, JobEnd end) {
    workers.end(lease, end);
    halt.at(HaltPoint.WORKER_LEFT);
  }
}
