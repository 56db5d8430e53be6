package dev.millrace.server.events.http;

import dev.millrace.engine.state.JobStatus;
import dev.millrace.server.events.Change;
import dev.millrace.server.events.LiveEvent;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * As Skalds says it: messages without names, the first of type {@code connection}; the ids that we
 * add let a reader go on where it was. A task of Skalds is a job of ours.
 */
final class SkaldsFormat implements EventFormat {
  /** What Skalds has as the last heartbeat of a task that succeeded, failed, was cancelled. */
  private static final int FINISHED = 200;

  private static final int FAILED = -1;
  private static final int CANCELLED = -2;

  /** We need no heartbeats to know whether a job runs, so there are none to tell. */
  private static final int NONE = 0;

  private final InstantSource clock;

  SkaldsFormat(InstantSource clock) {
    this.clock = clock;
  }

  /** The first message, and that to look again. */
  record Connection(String type, String message, long timestamp) {}

  record Message(String type, String taskId, Map<String, Object> data, long timestamp) {}

  /** The id of a job as that of a task: the build, a colon, the job. */
  static String taskId(LiveEvent event, Change.OfJob job) {
    return event.place().build().orElseThrow() + ":" + job.job();
  }

  @Override
  public void begin(EventWriter out, long id) throws IOException {
    connection(out, id, "connected");
  }

  @Override
  public void lost(EventWriter out, long id) throws IOException {
    connection(out, id, "some events are lost, look again");
  }

  private void connection(EventWriter out, long id, String message) throws IOException {
    out.event(
        Optional.empty(),
        Optional.of(id),
        new Connection("connection", message, clock.instant().toEpochMilli()));
  }

  @Override
  public void tell(EventWriter out, LiveEvent event) throws IOException {
    if (!(event.change() instanceof Change.OfJob job)) {
      return;
    }
    String task = taskId(event, job);
    long timestamp = event.at().toEpochMilli();
    String status = lifecycleStatus(job.status());
    Map<String, Object> heartbeat =
        Map.of("heartbeat", heartbeat(job.status()), "lifecycleStatus", status);
    boolean hasFailed = job.status() == JobStatus.FAILED;
    // Who breaks off between the two is told both again.
    out.event(
        Optional.empty(),
        hasFailed ? Optional.empty() : Optional.of(event.id()),
        new Message("task_heartbeat", task, heartbeat, timestamp));
    if (hasFailed) {
      Map<String, Object> error =
          Map.of("error", "the job failed; its build says why", "lifecycleStatus", status);
      out.event(
          Optional.empty(),
          Optional.of(event.id()),
          new Message("task_error", task, error, timestamp));
    }
  }

  /** The status of a job in the words of Skalds. */
  static String lifecycleStatus(JobStatus status) {
    return switch (status) {
      case QUEUE, DEPENDENT_WAITING -> "Created";
      case PREPARE_ENV -> "Assigning";
      case RUNNING -> "Running";
      case PAUSE -> "Paused";
      case SUCCEED, SKIP -> "Finished";
      case FAILED -> "Failed";
      case CANCELED, UNEXEC -> "Cancelled";
    };
  }

  private static int heartbeat(JobStatus status) {
    return switch (status) {
      case QUEUE, DEPENDENT_WAITING, PREPARE_ENV, RUNNING, PAUSE -> NONE;
      case SUCCEED, SKIP -> FINISHED;
      case FAILED -> FAILED;
      case CANCELED, UNEXEC -> CANCELLED;
    };
  }
}
