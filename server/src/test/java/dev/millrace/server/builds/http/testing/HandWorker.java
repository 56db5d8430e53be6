package dev.millrace.server.builds.http.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.protocol.ErrorKind;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.LogBatch;
import dev.millrace.protocol.TaskClaim;
import dev.millrace.protocol.TaskFailure;
import dev.millrace.protocol.TaskOrder;
import dev.millrace.protocol.TaskOutcome;
import dev.millrace.protocol.TaskReport;
import dev.millrace.protocol.WorkerEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The worker of a job, which does what the test says, in the test's thread. */
public final class HandWorker {
  private static final String FRAME = "1767225600123o ";

  private final WorkerEndpoint endpoint;
  private final JobLease lease;
  private TaskClaim claim = new TaskClaim.Wait();
  private long lines;

  private HandWorker(WorkerEndpoint endpoint, JobLease lease) {
    this.endpoint = endpoint;
    this.lease = lease;
  }

  /** Starts, and takes the first task. */
  public static HandWorker start(WorkerEndpoint endpoint, Build build, JobId job) {
    JobState state = build.find(job).orElseThrow();
    var worker =
        new HandWorker(
            endpoint,
            new JobLease(build.id().value(), job.value(), state.attempt(), state.fence()));
    var _ = endpoint.start(worker.lease);
    worker.claim = endpoint.claim(worker.lease, Duration.ZERO);
    return worker;
  }

  private TaskOrder order() {
    return ((TaskClaim.Do) claim).order();
  }

  /** Lines of its task, durable when it returns. */
  public void say(String... texts) {
    say(List.of(texts));
  }

  public void say(List<String> texts) {
    var framed = new StringBuilder();
    texts.forEach(text -> framed.append(FRAME).append(text).append('\n'));
    TaskOrder order = order();
    endpoint.appendLog(
        lease,
        new LogBatch(
            order.taskId(),
            order.attempt(),
            order.retry(),
            lines,
            texts.size(),
            framed.toString().getBytes(UTF_8)));
    lines += texts.size();
  }

  /** Its task went well; it takes the next. */
  public void succeed() {
    complete(TaskOutcome.SUCCEEDED, Optional.empty());
  }

  /** Its task failed. */
  public void fail(String message) {
    complete(
        TaskOutcome.FAILED,
        Optional.of(new TaskFailure(ErrorKind.USER, 1, message, message, OptionalInt.of(3))));
  }

  private void complete(TaskOutcome outcome, Optional<TaskFailure> failure) {
    TaskOrder order = order();
    claim =
        endpoint.complete(
            lease,
            new TaskReport(
                order.taskId(),
                order.attempt(),
                order.retry(),
                outcome,
                failure,
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                0),
            Duration.ZERO);
    lines = 0;
  }
}
