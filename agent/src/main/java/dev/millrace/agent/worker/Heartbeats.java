package dev.millrace.agent.worker;

import dev.millrace.agent.process.StopReason;
import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.LeaseRefused;
import dev.millrace.protocol.WorkerEndpoint;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that the worker lives, and hears which tasks shall stop, until interrupted. */
final class Heartbeats implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

  /** How long the server may hold an answer back: two of the seconds in which BK-CI's beat. */
  private static final Duration WAIT = Duration.ofSeconds(2);

  /** While a task is being stopped the server names it in each answer, at once. */
  private static final Duration PAUSE_WHILE_STOPPING = Duration.ofMillis(200);

  private final WorkerEndpoint endpoint;
  private final JobLease lease;
  private final PatientCalls calls;
  private final JobRun job;

  Heartbeats(WorkerEndpoint endpoint, JobLease lease, PatientCalls calls, JobRun job) {
    this.endpoint = endpoint;
    this.lease = lease;
    this.calls = calls;
    this.job = job;
  }

  @Override
  public void run() {
    try {
      while (!Thread.interrupted()) {
        beat();
      }
    } catch (InterruptedException stop) {
      // The job is over.
    } catch (LeaseRefused refused) {
      LOG.atInfo().addKeyValue("code", refused.errorCode()).log("a lease was refused");
      job.stop(StopReason.LEASE_LOST);
    } catch (EndpointUnavailable away) {
      job.serverIsGone();
    } catch (RuntimeException bug) {
      // A job nobody can cancel any more, and whose lease runs out, must not go on.
      LOG.atError().setCause(bug).log("heartbeats failed");
      job.serverIsGone();
    }
  }

  private void beat() throws InterruptedException {
    long asked = job.currentTask();
    var answer = calls.call(() -> endpoint.heartbeat(lease, job.heartbeat(), WAIT));
    while (!answer.cancelledTasks().isEmpty() && asked != job.currentTask()) {
      // Another task began meanwhile, and the answer may mean an earlier execution of it: ask again
      // instead of losing the time of a whole wait.
      asked = job.currentTask();
      answer = calls.call(() -> endpoint.heartbeat(lease, job.heartbeat(), Duration.ZERO));
    }
    if (!answer.cancelledTasks().isEmpty()) {
      job.cancel(answer.cancelledTasks(), asked);
      job.awaitOtherTask(asked, PAUSE_WHILE_STOPPING);
    }
  }
}
