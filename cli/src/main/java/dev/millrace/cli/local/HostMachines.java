package dev.millrace.cli.local;

import dev.millrace.agent.task.TaskEnd;
import dev.millrace.agent.worker.TaskTexts;
import dev.millrace.agent.worker.Worker;
import dev.millrace.agent.worker.WorkerSettings;
import dev.millrace.agent.worker.WorkerWording;
import dev.millrace.agent.worker.WorkspaceTexts;
import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.ErrorKind;
import dev.millrace.protocol.JobEnd;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.LeaseRefused;
import dev.millrace.protocol.WorkerEndpoint;
import dev.millrace.server.LocalMachines;
import dev.millrace.wording.Sentence;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This host as the machine of every job: workers of this process, so many at once. */
public final class HostMachines implements LocalMachines {
  private static final Logger log = LoggerFactory.getLogger(HostMachines.class);

  private final WorkerEndpoint endpoint;
  private final WorkerSettings settings;
  private final InstantSource clock;
  private final TaskTexts texts = new WorkspaceTexts(ZoneOffset.UTC);
  private final Semaphore slots;
  private final Map<JobLease, Run> runs = new ConcurrentHashMap<>();

  /** A worker's thread; {@code begun} once it has a slot. */
  private static final class Run {
    private final Thread thread;
    private volatile boolean begun;

    Run(Runnable work) {
      this.thread = Thread.ofVirtual().name("worker").unstarted(work);
    }
  }

  /**
   * A host.
   *
   * @param jobsAtOnce further jobs wait
   */
  public HostMachines(
      WorkerEndpoint endpoint, WorkerSettings settings, InstantSource clock, int jobsAtOnce) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.clock = clock;
    this.slots = new Semaphore(jobsAtOnce, true);
  }

  @Override
  public void prepare(JobLease lease) {
    var mine = new Run(() -> work(lease));
    if (runs.putIfAbsent(lease, mine) == null) {
      mine.thread.start();
    }
  }

  private void work(JobLease lease) {
    try {
      slots.acquire();
      try {
        begin(lease);
        var _ = new Worker(endpoint, lease, settings, texts, clock).run();
      } finally {
        slots.release();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      log.atError().addKeyValue("job", lease.jobId()).setCause(bug).log("a worker broke");
      report(lease, bug);
    } finally {
      runs.remove(lease);
    }
  }

  private void begin(JobLease lease) {
    Run mine = runs.get(lease);
    if (mine != null) {
      mine.begun = true;
    }
  }

  private void report(JobLease lease, RuntimeException bug) {
    Sentence why = WorkerWording.WORKER_BROKE.of().because(Sentence.verbatim(bug.toString()));
    try {
      endpoint.end(
          lease,
          new JobEnd(
              Optional.of(
                  TaskEnd.Failure.of(ErrorKind.SYSTEM, ErrorCodes.MACHINE_LOST, why)
                      .in(settings.language()))));
    } catch (LeaseRefused | EndpointUnavailable unheard) {
      log.atWarn().addKeyValue("job", lease.jobId()).log("nobody heard that a worker broke");
    }
  }

  /** A worker that runs is told by its endpoint that the job is over; one that waits is not. */
  @Override
  public void release(JobLease lease) {
    Run run = runs.get(lease);
    if (run != null && !run.begun) {
      run.thread.interrupt();
    }
  }

  @Override
  public void close() {
    runs.values().forEach(run -> run.thread.interrupt());
    for (Run run : runs.values()) {
      try {
        run.thread.join();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
