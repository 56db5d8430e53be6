package dev.millrace.server;

import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.WorkerEndpoint;

/** Machines on which no worker ever starts. */
record NoWorkers(WorkerEndpoint endpoint) implements LocalMachines {
  @Override
  public void prepare(JobLease lease) {}

  @Override
  public void release(JobLease lease) {}

  @Override
  public void close() {}
}
