package dev.millrace.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.agent.Patience;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.JobStart;
import dev.millrace.protocol.TaskFailure;
import dev.millrace.protocol.TaskReport;
import dev.millrace.testkit.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A worker, its endpoint and a workspace. */
abstract class WorkerTestBase {
  static final JobLease LEASE = new JobLease("b-1", "job_a", 1, 7);

  @TempDir Path folder;
  Path workspace = Path.of("/");
  WorkerSettings settings = WorkerSettings.in(Path.of("/"));
  InMemoryEndpoint endpoint = endpoint("", Duration.ofHours(1));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeEach
  void prepare() {
    workspace = folder.resolve("workspace");
    settings =
        WorkerSettings.in(folder.resolve("root"))
            .withKillGrace(Duration.ofMillis(200))
            .withPatience(
                new Patience(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMinutes(1)));
    endpoint = endpoint(workspace.toString(), Duration.ofHours(1));
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  static InMemoryEndpoint endpoint(String workspace, Duration timeout) {
    return new InMemoryEndpoint(
        new JobStart("Job A", timeout, workspace, Map.of("FROM_JOB", "job env")));
  }

  Worker worker() {
    return new Worker(endpoint, LEASE, settings, TaskTexts.UNCHANGED, new VirtualClock());
  }

  /** Runs tasks to the end of the job and answers the last one's report. */
  TaskReport run(Orders... orders) {
    for (var order : orders) {
      endpoint.queue(order.order());
    }
    endpoint.noMoreTasks();

    assertThat(worker().run()).isEqualTo(WorkerResult.FINISHED);

    assertThat(endpoint.reports()).hasSize(orders.length);
    return endpoint.reports().getLast();
  }

  Future<WorkerResult> inBackground(Callable<WorkerResult> run) {
    return threads.submit(run);
  }

  static TaskFailure failure(TaskReport report) {
    return report.failure().orElseThrow();
  }
}
