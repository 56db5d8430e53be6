package dev.millrace.cli.local;

import dev.millrace.protocol.Heartbeat;
import dev.millrace.protocol.HeartbeatAnswer;
import dev.millrace.protocol.JobEnd;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.JobStart;
import dev.millrace.protocol.LogBatch;
import dev.millrace.protocol.TaskClaim;
import dev.millrace.protocol.TaskReport;
import dev.millrace.protocol.WorkerEndpoint;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Gives each job a workspace in its build's folder. A worker deletes a workspace it has chosen
 * itself, and the next attempt could not go on in it; one that it is told stays.
 */
public record KeptWorkspaces(WorkerEndpoint server, Path folder) implements WorkerEndpoint {
  @Override
  public JobStart start(JobLease lease) {
    JobStart start = server.start(lease);
    // A workspace written for another machine is no folder to work in here.
    return new JobStart(
        start.jobName(), start.timeout(), workspaceOf(lease).toString(), start.environment());
  }

  private Path workspaceOf(JobLease lease) {
    String safe = lease.jobId().replaceAll("[^A-Za-z0-9._-]", "_");
    boolean isExact = safe.equals(lease.jobId()) && !safe.startsWith(".");
    return folder.resolve(
        isExact ? safe : "_" + safe + "-" + Integer.toHexString(lease.jobId().hashCode()));
  }

  @Override
  public TaskClaim claim(JobLease lease, Duration wait) {
    return server.claim(lease, wait);
  }

  @Override
  public TaskClaim complete(JobLease lease, TaskReport report, Duration wait) {
    return server.complete(lease, report, wait);
  }

  @Override
  public HeartbeatAnswer heartbeat(JobLease lease, Heartbeat heartbeat, Duration wait) {
    return server.heartbeat(lease, heartbeat, wait);
  }

  @Override
  public void appendLog(JobLease lease, LogBatch batch) {
    server.appendLog(lease, batch);
  }

  @Override
  public void end(JobLease lease, JobEnd end) {
    server.end(lease, end);
  }
}
