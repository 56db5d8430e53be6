package dev.millrace.server;

import dev.millrace.protocol.JobEnd;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.TaskClaim;
import dev.millrace.protocol.TaskOrder;
import dev.millrace.protocol.TaskOutcome;
import dev.millrace.protocol.TaskReport;
import dev.millrace.protocol.WorkerEndpoint;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Workers that do what a test says for each task, and report success. */
final class ScriptedWorkers implements LocalMachines {
  private static final Duration WAIT = Duration.ofSeconds(30);

  private final WorkerEndpoint endpoint;
  private final Consumer<Call> script;
  private final Set<JobLease> started = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  /** One task in the hands of a worker. */
  record Call(WorkerEndpoint endpoint, JobLease lease, TaskOrder order) {}

  ScriptedWorkers(WorkerEndpoint endpoint) {
    this(endpoint, _ -> {});
  }

  ScriptedWorkers(WorkerEndpoint endpoint, Consumer<Call> script) {
    this.endpoint = endpoint;
    this.script = script;
  }

  @Override
  public void prepare(JobLease lease) {
    if (started.add(lease)) {
      threads.add(Thread.ofVirtual().start(() -> work(lease)));
    }
  }

  private void work(JobLease lease) {
    var _ = endpoint.start(lease);
    TaskClaim claim = endpoint.claim(lease, WAIT);
    while (!(claim instanceof TaskClaim.End)) {
      claim =
          switch (claim) {
            case TaskClaim.Do(var order) -> run(lease, order);
            case TaskClaim.Wait() -> endpoint.claim(lease, WAIT);
            case TaskClaim.End end -> end;
          };
    }
    endpoint.end(lease, new JobEnd(Optional.empty()));
  }

  private TaskClaim run(JobLease lease, TaskOrder order) {
    script.accept(new Call(endpoint, lease, order));
    return endpoint.complete(lease, succeeded(order), WAIT);
  }

  static TaskReport succeeded(TaskOrder order) {
    return new TaskReport(
        order.taskId(),
        order.attempt(),
        order.retry(),
        TaskOutcome.SUCCEEDED,
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        0);
  }

  @Override
  public void release(JobLease lease) {}

  @Override
  public void close() {
    for (Thread thread : threads) {
      try {
        if (!thread.join(WAIT)) {
          thread.interrupt();
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
