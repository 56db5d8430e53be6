package dev.millrace.server;

import dev.millrace.protocol.JobLease;

/**
 * Runs workers inside this process. Both methods only start things and return; both may be called
 * again for the same lease, which then changes nothing.
 */
public interface LocalMachines extends AutoCloseable {
  /** A machine that runs nothing: jobs wait for others. */
  LocalMachines NONE =
      new LocalMachines() {
        @Override
        public void prepare(JobLease lease) {}

        @Override
        public void release(JobLease lease) {}

        @Override
        public void close() {}
      };

  /** Starts a worker with this lease, unless one has been started. */
  void prepare(JobLease lease);

  /** The job is over: lets its worker go, if it has not gone by itself. */
  void release(JobLease lease);

  /** Ends all workers and waits until they are gone. */
  @Override
  void close();
}
