package dev.millrace.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.agent.Patience;
import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.ErrorKind;
import dev.millrace.protocol.TaskOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkerTest extends WorkerTestBase {
  /** Prints its process's id, then lives for ever. */
  private static final String FOREVER = "trap '' TERM; echo \"pid $$\"; while :; do sleep 1; done";

  @Test
  void tasks_run_one_after_the_other_in_one_workspace() {
    run(
        Orders.script("a", "echo one > file; echo A"),
        Orders.script("b", "exit 3"),
        Orders.script("c", "cat file"));

    assertThat(endpoint.reports())
        .extracting(report -> report.taskId() + " " + report.outcome())
        .containsExactly("a SUCCEEDED", "b FAILED", "c SUCCEEDED");
    assertThat(endpoint.log("c")).containsExactly("o one");
    assertThat(endpoint.end()).hasValueSatisfying(end -> assertThat(end.failure()).isEmpty());
  }

  @Test
  void a_worker_waits_for_work() throws Exception {
    var running = inBackground(() -> worker().run());

    endpoint.queue(Orders.script("a", "echo A").order());
    endpoint.await(() -> endpoint.reports().size() == 1);
    endpoint.queue(Orders.script("b", "echo B").order());
    endpoint.await(() -> endpoint.reports().size() == 2);
    endpoint.noMoreTasks();

    assertThat(running.get()).isEqualTo(WorkerResult.FINISHED);
    assertThat(endpoint.log("b")).containsExactly("o B");
  }

  @Test
  void failed_calls_and_lost_answers_change_nothing() {
    endpoint.failCalls(3);
    endpoint.queue(Orders.script("a", "seq 1000").order(), Orders.script("b", "echo B").order());
    endpoint.loseAnswers(6);
    endpoint.noMoreTasks();

    assertThat(worker().run()).isEqualTo(WorkerResult.FINISHED);

    assertThat(endpoint.reports()).hasSize(2).allMatch(report -> report.lostLogLines() == 0);
    assertThat(endpoint.log("a")).hasSize(1000).first().isEqualTo("o 1");
  }

  @Test
  void a_server_away_for_too_long_ends_the_worker() {
    settings =
        settings.withPatience(
            new Patience(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(20)));
    endpoint.failCalls(Integer.MAX_VALUE);

    assertThat(worker().run()).isEqualTo(WorkerResult.SERVER_UNREACHABLE);
  }

  @Test
  void a_cancelled_task_is_killed_and_the_next_one_runs() throws Exception {
    endpoint.queue(Orders.script("a", FOREVER).order(), Orders.script("b", "echo B").order());
    endpoint.noMoreTasks();
    var running = inBackground(() -> worker().run());
    endpoint.await(() -> !endpoint.log("a").isEmpty());

    endpoint.cancel("a");

    assertThat(running.get()).isEqualTo(WorkerResult.FINISHED);
    assertThat(endpoint.reports())
        .extracting(report -> report.taskId() + " " + report.outcome())
        .containsExactly("a CANCELLED", "b SUCCEEDED");
    assertThat(process("a")).doesNotExist();
  }

  @Test
  void a_cancel_that_answers_an_earlier_tasks_heartbeat_is_asked_about_at_once() throws Exception {
    var gate = folder.resolve("gate");
    endpoint.holdBeats();
    endpoint.queue(
        Orders.script("a", "until [ -e '" + gate + "' ]; do :; done").order(),
        Orders.script("b", FOREVER).order());
    endpoint.noMoreTasks();
    var running = inBackground(() -> worker().run());
    endpoint.await(() -> !endpoint.beats().isEmpty());
    Files.createFile(gate);
    endpoint.await(() -> !endpoint.log("b").isEmpty());

    endpoint.cancel("b");

    assertThat(running.get()).isEqualTo(WorkerResult.FINISHED);
    assertThat(endpoint.reports().getLast().outcome()).isEqualTo(TaskOutcome.CANCELLED);
    assertThat(endpoint.beats().get(1)).isZero();
  }

  @Test
  void a_task_that_takes_too_long_times_out() {
    var report = run(Orders.script("a", FOREVER).within(Duration.ofMillis(300)));

    assertThat(report.outcome()).isEqualTo(TaskOutcome.TIMED_OUT);
    assertThat(failure(report).code()).isEqualTo(ErrorCodes.TASK_TIMEOUT);
    assertThat(process("a")).doesNotExist();
  }

  @Test
  void a_job_that_takes_too_long_times_out_with_its_task() {
    endpoint = endpoint(workspace.toString(), Duration.ofMillis(500));
    endpoint.queue(Orders.script("a", FOREVER).order(), Orders.script("b", "echo B").order());

    assertThat(worker().run()).isEqualTo(WorkerResult.JOB_TIMED_OUT);

    assertThat(endpoint.reports())
        .singleElement()
        .satisfies(report -> {
          assertThat(report.outcome()).isEqualTo(TaskOutcome.TIMED_OUT);
          assertThat(failure(report).code()).isEqualTo(ErrorCodes.JOB_TIMEOUT);
        });
    assertThat(endpoint.end().orElseThrow().failure().orElseThrow().code())
        .isEqualTo(ErrorCodes.JOB_TIMEOUT);
  }

  @Test
  void a_job_times_out_while_it_waits_for_work() {
    endpoint = endpoint(workspace.toString(), Duration.ofMillis(200));

    assertThat(worker().run()).isEqualTo(WorkerResult.JOB_TIMED_OUT);
  }

  @Test
  void a_lost_lease_ends_everything_at_once() throws Exception {
    settings = settings.withKillGrace(Duration.ofHours(1));
    endpoint.queue(Orders.script("a", FOREVER).order());
    var running = inBackground(() -> worker().run());
    endpoint.await(() -> !endpoint.log("a").isEmpty());

    endpoint.revoke();

    assertThat(running.get(30, TimeUnit.SECONDS)).isEqualTo(WorkerResult.LEASE_LOST);
    assertThat(endpoint.reports()).isEmpty();
    assertThat(endpoint.end()).isEmpty();
    assertThat(process("a")).doesNotExist();
  }

  @Test
  void an_interrupted_worker_kills_leaves_and_says_so() throws Exception {
    endpoint.queue(Orders.script("a", FOREVER).order());
    var flagAfterwards = new boolean[1];
    var worker = worker();
    var results = new WorkerResult[1];
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              results[0] = worker.run();
              flagAfterwards[0] = Thread.currentThread().isInterrupted();
            });
    endpoint.await(() -> !endpoint.log("a").isEmpty());

    thread.interrupt();
    thread.join();

    assertThat(results[0]).isEqualTo(WorkerResult.STOPPED);
    assertThat(flagAfterwards[0]).isTrue();
    assertThat(endpoint.end().orElseThrow().failure().orElseThrow().code())
        .isEqualTo(ErrorCodes.WORKER_STOPPED);
    assertThat(process("a")).doesNotExist();
  }

  @Test
  void a_worker_interrupted_before_it_has_begun_stops_too() {
    Thread.currentThread().interrupt();

    var result = worker().run();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(result).isEqualTo(WorkerResult.STOPPED);
  }

  @Test
  void a_server_started_by_a_task_serves_the_next_and_ends_with_the_job() {
    run(
        Orders.script(
            "a", "(while :; do echo noise; sleep 0.01; done) & echo \"pid $!\"; echo $! > server"),
        Orders.script("b", "kill -0 $(cat server) && echo alive"));

    assertThat(endpoint.log("a")).anyMatch(line -> line.startsWith("p A process started here"));
    assertThat(endpoint.log("b")).contains("o alive");
    assertThat(process("a")).doesNotExist();
  }

  @Test
  void progress_reaches_the_server_while_the_task_runs() throws Exception {
    endpoint.queue(
        Orders.script("a", "echo '::set-progress-rate 0.5'; while [ ! -e go ]; do sleep 0.01; done")
            .order());
    endpoint.noMoreTasks();
    var running = inBackground(() -> worker().run());

    endpoint.await(() -> endpoint.progress("a") == 0.5);
    Files.createFile(workspace.resolve("go"));

    assertThat(running.get()).isEqualTo(WorkerResult.FINISHED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"progress\": 0.5}",
        "{\"subtasks\":[{\"progress\":0.9}],\"progress\":0.5,\"timeline\":[{\"at\":1}]}",
        " 5e-1 "
      })
  void progress_may_be_told_in_detail(String told) throws Exception {
    endpoint.queue(
        Orders.script(
                "a",
                "echo '::set-progress-rate " + told + "'; until [ -e go ]; do sleep 0.01; done")
            .order());
    endpoint.noMoreTasks();
    var running = inBackground(() -> worker().run());

    endpoint.await(() -> endpoint.progress("a") == 0.5);
    Files.createFile(workspace.resolve("go"));

    assertThat(running.get()).isEqualTo(WorkerResult.FINISHED);
    assertThat(endpoint.log("a")).noneMatch(line -> line.startsWith("p "));
  }

  @Test
  void progress_that_is_none_is_told_once_and_harms_nothing() {
    var report =
        run(
            Orders.script(
                "a",
                """
                echo '::set-progress-rate {"subtasks":[]}'
                echo '::set-progress-rate {"progress":2}'
                echo '::set-progress-rate {"progress":'
                """));

    assertThat(report.outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
    assertThat(endpoint.log("a").stream().filter(line -> line.startsWith("p ")))
        .hasSize(2)
        .allMatch(line -> line.contains("has no number from 0 to 1"));
  }

  @Test
  void a_workspace_that_can_not_be_made_is_the_machines_fault() throws Exception {
    var file = Files.createFile(folder.resolve("file"));
    endpoint = endpoint(file.resolve("workspace").toString(), Duration.ofHours(1));

    assertThat(worker().run()).isEqualTo(WorkerResult.MACHINE_UNFIT);

    var failure = endpoint.end().orElseThrow().failure().orElseThrow();
    assertThat(failure.kind()).isEqualTo(ErrorKind.BUILD_MACHINE);
    assertThat(failure.message()).contains(file.toString());
  }

  @Test
  void a_workspace_not_even_root_can_write_to_is_the_machines_fault() {
    // The kernel grants root the right to write there, and then makes no file.
    endpoint = endpoint("/proc/self/task", Duration.ofHours(1));
    endpoint.queue(Orders.script("a", "echo ran").order());
    endpoint.noMoreTasks();

    assertThat(worker().run()).isEqualTo(WorkerResult.MACHINE_UNFIT);

    var failure = endpoint.end().orElseThrow().failure().orElseThrow();
    assertThat(failure.kind()).isEqualTo(ErrorKind.BUILD_MACHINE);
    assertThat(failure.message()).contains("/proc/self/task");
    assertThat(endpoint.reports()).isEmpty();
  }

  @Test
  void a_temporary_folder_that_is_missing_is_named() {
    var missing = folder.resolve("no/such/tmp");
    settings = settings.withTemporaryFolder(missing);

    assertThat(worker().run()).isEqualTo(WorkerResult.MACHINE_UNFIT);

    assertThat(endpoint.end().orElseThrow().failure().orElseThrow().message())
        .contains(missing.toString());
  }

  @Test
  void a_workspace_of_the_workers_own_goes_with_the_job() {
    endpoint = endpoint("", Duration.ofHours(1));

    run(Orders.script("a", "pwd; mkdir -p x/y; ln -s / x/root; touch x/y/z"));

    var own = settings.workspaceRoot().resolve("b-1-job_a");
    assertThat(endpoint.log("a")).containsExactly("o " + own);
    assertThat(own).doesNotExist();
  }

  /** The folder in /proc of the process that printed {@code pid N} first in this task. */
  private Path process(String taskId) {
    return Path.of("/proc", endpoint.log(taskId).getFirst().replace("o pid ", ""));
  }
}
