package dev.millrace.server.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.event.BuildEvent.CancelRequested;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.protocol.CheckoutSource;
import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.ErrorKind;
import dev.millrace.protocol.Heartbeat;
import dev.millrace.protocol.HeartbeatAnswer;
import dev.millrace.protocol.JobEnd;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.JobStart;
import dev.millrace.protocol.LeaseRefused;
import dev.millrace.protocol.LogBatch;
import dev.millrace.protocol.TaskAction;
import dev.millrace.protocol.TaskClaim;
import dev.millrace.protocol.TaskFailure;
import dev.millrace.protocol.TaskOrder;
import dev.millrace.protocol.TypedVariable;
import dev.millrace.server.Arbitration;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.builds.Samples;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.server.logs.LogKey;
import dev.millrace.server.logs.memory.MemoryBuildLogs;
import dev.millrace.testkit.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalWorkersTest {
  private static final Duration NO_WAIT = Duration.ZERO;
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Heartbeat ALIVE = new Heartbeat(Map.of());
  private static final JobId JOB = new JobId("only");

  private final MemoryBuildStore store = new MemoryBuildStore();
  private final MemoryBuildLogs logs = new MemoryBuildLogs();
  private final Wires wires = new Wires();
  private final Arbitration arbitration = Arbitration.open(store, wires, new VirtualClock());
  private final Builds builds = arbitration.builds();
  private final LocalWorkers workers = new LocalWorkers(builds, logs, SampleJob::sourceOf);

  LocalWorkersTest() {
    wires.workers = Optional.of(workers);
  }

  @AfterEach
  void close() {
    workers.close();
    arbitration.close();
  }

  @Test
  void a_worker_is_told_the_job_then_its_tasks_in_order_then_the_end() {
    JobLease lease = accept("b-1");

    JobStart start = workers.start(lease);
    TaskClaim first = workers.claim(lease, NO_WAIT);
    TaskClaim second = workers.complete(lease, TaskReports.succeeded(first), NO_WAIT);
    TaskClaim third = workers.complete(lease, TaskReports.succeeded(second), NO_WAIT);
    TaskClaim fourth = workers.complete(lease, TaskReports.succeeded(third), NO_WAIT);
    TaskClaim end = workers.complete(lease, TaskReports.succeeded(fourth), NO_WAIT);

    assertThat(start.jobName()).isEqualTo("The job");
    assertThat(start.timeout()).isEqualTo(Duration.ofMinutes(7));
    assertThat(TaskReports.order(first).action())
        .isEqualTo(new TaskAction.RunScript("auto", "echo hello", false));
    assertThat(TaskReports.order(first).variables())
        .containsEntry("GREETING", TypedVariable.plain("hello"));
    assertThat(TaskReports.order(second).action())
        .isEqualTo(new TaskAction.Checkout(new CheckoutSource.WorkingTree("/here"), Map.of()));
    assertThat(((TaskAction.Checkout) TaskReports.order(third).action()).source())
        .isEqualTo(new CheckoutSource.Repository("https://git.example/x.git"));
    assertThat(TaskReports.order(fourth).action())
        .isEqualTo(
            new TaskAction.RunPlugin("zip", "1.2", Map.of("name", "a", "list", "[1,\"two\"]")));
    assertThat(end).isInstanceOf(TaskClaim.End.class);
    workers.end(lease, new JobEnd(Optional.empty()));
    assertThat(build("b-1").status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void a_pause_sends_the_worker_away_and_its_goodbye_changes_nothing() {
    JobLease lease =
        accept(
            "b-1",
            Samples.pipeline(
                """
                version: v3.0
                name: pausing
                stages:
                  - jobs:
                      only:
                        steps:
                          - run: make
                          - run: ./deploy
                            can-pause-before-run: true
                """));
    workers.start(lease);
    TaskClaim first = workers.claim(lease, NO_WAIT);

    TaskClaim claim = workers.complete(lease, TaskReports.succeeded(first), LONG);
    workers.end(lease, new JobEnd(Optional.empty()));

    assertThat(claim).isInstanceOf(TaskClaim.End.class);
    assertThat(build("b-1").find(JOB).orElseThrow().status()).isEqualTo(JobStatus.PAUSE);
  }

  @Test
  void a_call_that_comes_again_has_the_effect_of_one() {
    JobLease lease = accept("b-1");
    JobStart start = workers.start(lease);
    assertThat(workers.start(lease)).isEqualTo(start);
    TaskClaim first = workers.claim(lease, NO_WAIT);
    assertThat(workers.claim(lease, NO_WAIT)).isEqualTo(first);
    TaskClaim second = workers.complete(lease, TaskReports.succeeded(first), NO_WAIT);
    long version = version("b-1");

    TaskClaim again = workers.complete(lease, TaskReports.succeeded(first), NO_WAIT);

    assertThat(again).isEqualTo(second);
    assertThat(version("b-1")).isEqualTo(version);
  }

  @Test
  void a_lease_that_is_not_the_current_one_is_refused_everywhere_and_changes_nothing() {
    JobLease lease = accept("b-1");
    workers.start(lease);
    TaskClaim claim = workers.claim(lease, NO_WAIT);
    long version = version("b-1");
    var log = new LogBatch("only:1", 1, 0, 0, 1, frame("x"));

    for (JobLease other :
        new JobLease[] {
          new JobLease("b-1", "only", 1, lease.fence() + 1),
          new JobLease("b-1", "only", 2, lease.fence()),
          new JobLease("b-1", "other", 1, lease.fence()),
          new JobLease("b-2", "only", 1, lease.fence())
        }) {
      assertRefused(() -> workers.start(other));
      assertRefused(() -> workers.claim(other, NO_WAIT));
      assertRefused(() -> workers.complete(other, TaskReports.succeeded(claim), NO_WAIT));
      assertRefused(() -> workers.heartbeat(other, ALIVE, NO_WAIT));
      assertRefused(() -> workers.appendLog(other, log));
    }
    assertThat(version("b-1")).isEqualTo(version);
    assertThat(logs.logsOf(new BuildId("b-1"))).isEmpty();
  }

  @Test
  void a_log_of_a_task_the_job_does_not_have_is_refused() {
    JobLease lease = accept("b-1");
    workers.start(lease);

    assertRefused(() -> workers.appendLog(lease, new LogBatch("other:1", 1, 0, 0, 1, frame("x"))));
    assertRefused(() -> workers.appendLog(lease, new LogBatch("only:1", 2, 0, 0, 1, frame("x"))));

    workers.appendLog(lease, new LogBatch("only:1", 1, 0, 0, 1, frame("x")));
    assertThat(logs.count(new LogKey(new BuildId("b-1"), new TaskId("only:1"), 1, 0))).isEqualTo(1);
  }

  @Test
  void a_heartbeat_that_waits_is_woken_when_a_task_shall_stop() throws Exception {
    JobLease lease = accept("b-1");
    workers.start(lease);
    TaskClaim claim = workers.claim(lease, NO_WAIT);
    var answer = new CompletableFuture<HeartbeatAnswer>();
    Thread.ofVirtual().start(() -> answer.complete(workers.heartbeat(lease, ALIVE, LONG)));

    builds.send(new BuildId("b-1"), new CancelRequested("ann", false));

    assertThat(answer.get(20, TimeUnit.SECONDS).cancelledTasks()).containsExactly("only:1");
    assertThat(workers.heartbeat(lease, ALIVE, NO_WAIT).cancelledTasks()).containsExactly("only:1");
    TaskClaim end = workers.complete(lease, TaskReports.cancelled(claim), NO_WAIT);
    assertThat(end).isInstanceOf(TaskClaim.End.class);
    assertThat(build("b-1").status()).isEqualTo(BuildStatus.CANCELED);
  }

  @Test
  void a_worker_that_waits_is_answered_when_it_is_interrupted() throws Exception {
    JobLease lease = accept("b-1");
    var answer = new CompletableFuture<TaskClaim>();
    Thread waiting =
        Thread.ofVirtual().start(() -> answer.complete(workers.claim(lease, Duration.ofDays(1))));

    waiting.interrupt();

    assertThat(answer.get(20, TimeUnit.SECONDS)).isInstanceOf(TaskClaim.Wait.class);
  }

  @Test
  void a_worker_that_waits_is_answered_when_the_server_closes() throws Exception {
    JobLease lease = accept("b-1");
    var answer = new CompletableFuture<TaskClaim>();
    Thread.ofVirtual().start(() -> answer.complete(workers.claim(lease, Duration.ofDays(1))));

    workers.close();
    arbitration.close();

    assertThat(answer.get(20, TimeUnit.SECONDS)).isInstanceOf(TaskClaim.Wait.class);
  }

  @Test
  void a_worker_whose_job_ended_without_it_is_told_to_stop_everything() throws Exception {
    JobLease lease = accept("b-1");
    workers.start(lease);
    var _ = workers.claim(lease, NO_WAIT);
    var answer = new CompletableFuture<HeartbeatAnswer>();
    Thread.ofVirtual().start(() -> answer.complete(workers.heartbeat(lease, ALIVE, LONG)));

    builds.send(new BuildId("b-1"), new CancelRequested("ann", true));

    assertThat(answer.get(20, TimeUnit.SECONDS).cancelledTasks()).contains("only:1");
  }

  @Test
  void a_worker_that_leaves_early_fails_its_job_with_its_reason() {
    JobLease lease = accept("b-1");
    workers.start(lease);
    var _ = workers.claim(lease, NO_WAIT);

    workers.end(
        lease,
        new JobEnd(
            Optional.of(
                new TaskFailure(
                    ErrorKind.BUILD_MACHINE,
                    ErrorCodes.MACHINE_LOST,
                    "机器的磁盘不见了",
                    "The disk of the machine is gone.",
                    OptionalInt.empty()))));

    JobState job = build("b-1").find(JOB).orElseThrow();
    assertThat(job.status()).isEqualTo(JobStatus.FAILED);
    assertThat(job.toString()).contains("The disk of the machine is gone.");
    workers.end(lease, new JobEnd(Optional.empty()));
  }

  @Test
  void a_worker_comes_too_late_for_a_job_that_is_over() {
    JobLease lease = accept("b-1");
    builds.send(new BuildId("b-1"), new CancelRequested("ann", true));

    assertRefused(() -> workers.start(lease));
  }

  @Test
  void a_task_nobody_can_run_fails_with_the_reason_instead_of_being_handed_out() {
    Pipeline unknownRepository =
        Samples.pipeline(
            """
            version: v3.0
            name: one
            stages:
              - jobs:
                  only:
                    steps:
                      - checkout:
                          repo-name: our/alias
            """);
    JobLease lease = accept("b-1", unknownRepository);
    workers.start(lease);

    TaskClaim claim = workers.claim(lease, NO_WAIT);

    assertThat(claim).isInstanceOf(TaskClaim.End.class);
    var failure = build("b-1").find(JOB).orElseThrow().tasks().getFirst().failure().orElseThrow();
    assertThat(failure.code()).isEqualTo(ErrorCodes.TASK_INPUT_INVALID);
    assertThat(failure.message().english()).contains("our/alias");
  }

  @ParameterizedTest
  @CsvSource({"jobs.only.name, true", "variables.none, false"})
  void a_task_is_told_of_jobs_where_it_looks_at_them(String name, boolean told) {
    Pipeline pipeline =
        Samples.pipeline(
            """
            version: v3.0
            name: one
            syntax-dialect: CONSTRAINT
            stages:
              - jobs:
                  only:
                    name: Only
                    steps:
                      - run: echo ${{ %s }}
            """
                .formatted(name));
    JobLease lease = accept("b-1", pipeline);
    workers.start(lease);

    TaskOrder order = TaskReports.order(workers.claim(lease, NO_WAIT));

    assertThat(order.variables()).containsKeys("ci.build_id", "step.name", "BK_CI_BUILD_ID");
    assertThat(order.variables().containsKey("jobs.only.name")).isEqualTo(told);
  }

  private JobLease accept(String id) {
    return accept(id, SampleJob.PIPELINE);
  }

  private JobLease accept(String id, Pipeline pipeline) {
    Build build =
        arbitration
            .queues()
            .start(
                StartRequest.plain(
                    new BuildId(id), new ProjectId("local"), new PipelineId("p"), pipeline));
    JobState job = build.find(JOB).orElseThrow();
    return new JobLease(id, JOB.value(), job.attempt(), job.fence());
  }

  private Build build(String id) {
    return builds.find(new BuildId(id)).orElseThrow();
  }

  private long version(String id) {
    return store.load(new BuildId(id)).orElseThrow().version();
  }

  private static void assertRefused(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(LeaseRefused.class);
  }

  private static byte[] frame(String text) {
    return ("1767225600123o " + text + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
