package dev.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.protocol.LogBatch;
import dev.millrace.protocol.WorkerEndpoint;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.Samples;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.server.child.ChildProcess;
import dev.millrace.server.logs.LogKey;
import dev.millrace.server.logs.LogLine;
import dev.millrace.testkit.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPlatformTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final Pipeline TWO_JOBS =
      Samples.pipeline(
          """
          version: v3.0
          name: two
          variables:
            GREETING: hello
          stages:
            - jobs:
                first:
                  steps:
                    - run: echo ${GREETING}
                    - run: echo second
            - jobs:
                second:
                  steps:
                    - run: echo third
          """);

  @TempDir Path folder;

  private final VirtualClock clock = new VirtualClock();
  private final List<LocalPlatform> opened = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(LocalPlatform::close);
  }

  @Test
  void a_build_runs_to_its_end_on_workers_in_the_process() {
    LocalPlatform platform = open(ScriptedWorkers::new);

    Build accepted = platform.queues().start(request("b-1"));

    assertThat(accepted.status()).isEqualTo(BuildStatus.RUNNING);
    Build ended = platform.builds().awaitEnd(accepted.id(), LONG);
    assertThat(ended.status()).isEqualTo(BuildStatus.SUCCEED);
    assertThat(platform.builds().list(BuildQuery.newest(10)).builds())
        .singleElement()
        .satisfies(summary -> assertThat(summary.status()).isEqualTo(BuildStatus.SUCCEED));
  }

  @Test
  void listeners_hear_an_unbroken_line_of_states_up_to_the_end() throws Exception {
    LocalPlatform platform = open(ScriptedWorkers::new);
    List<Build> states = new ArrayList<>();
    var ended = new CountDownLatch(1);
    var _ =
        platform
            .builds()
            .listen((before, after, _) -> {
              assertThat(before.orElse(null)).isSameAs(states.isEmpty() ? null : states.getLast());
              states.add(after);
              if (after.status().isFinished()) {
                ended.countDown();
              }
            });

    platform.queues().start(request("b-1"));

    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    // accepted; a worker for each of two jobs; three tasks
    assertThat(states).hasSize(6);
  }

  @Test
  void what_a_worker_logs_is_there_to_read() {
    LocalPlatform platform =
        open(endpoint -> new ScriptedWorkers(endpoint, LocalPlatformTest::greet));

    var id = platform.queues().start(request("b-1")).id();
    platform.builds().awaitEnd(id, LONG);

    var log = new LogKey(id, new TaskId("first:1"), 1, 0);
    assertThat(platform.logs().logsOf(id)).contains(log);
    assertThat(platform.logs().tail(log, 10).lines())
        .extracting(LogLine::text)
        .containsExactly("hello");
  }

  private static void greet(ScriptedWorkers.Call call) {
    byte[] frame = "1767225600000o hello\n".getBytes(StandardCharsets.UTF_8);
    call.endpoint()
        .appendLog(
            call.lease(),
            new LogBatch(
                call.order().taskId(), call.order().attempt(), call.order().retry(), 0, 1, frame));
  }

  @Test
  void a_build_that_another_process_left_is_ended_with_a_reason() {
    var id = new BuildId("b-1");
    LocalPlatform before = open(NoWorkers::new);
    before.queues().start(request(id.value()));
    before.close();

    LocalPlatform after = open(NoWorkers::new);
    assertThat(after.interrupted()).containsExactly(id);
    after.endInterrupted();

    Build ended = after.builds().awaitEnd(id, LONG);
    assertThat(ended.status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(ended.cancel().orElseThrow().by()).isEqualTo("interrupted");
    assertThat(after.interrupted()).isEmpty();
  }

  @Test
  void a_build_that_waited_for_a_machine_goes_on_when_it_is_resumed() {
    LocalPlatform before = open(NoWorkers::new);
    var id = before.queues().start(request("b-1")).id();
    before.close();

    LocalPlatform after = open(ScriptedWorkers::new);
    after.resume();

    assertThat(after.builds().awaitEnd(id, LONG).status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void a_folder_is_open_only_once() {
    LocalPlatform first = open(NoWorkers::new);

    assertThatThrownBy(() -> open(NoWorkers::new)).isInstanceOf(StateFolderInUse.class);

    first.close();
    assertThat(open(NoWorkers::new).interrupted()).isEmpty();
  }

  @Test
  void a_folder_stays_this_process_s_when_it_is_opened_once_more_in_vain() throws Exception {
    var _ = open(NoWorkers::new);
    assertThatThrownBy(() -> open(NoWorkers::new)).isInstanceOf(StateFolderInUse.class);
    assertThat(LocalPlatform.isOpen(state())).isTrue();

    try (ChildProcess other = ChildProcess.start(OtherProcess.class, state(), "ask")) {
      assertThat(other.saidLine()).isEqualTo("open");
    }
  }

  @Test
  void a_folder_is_open_as_long_as_its_process_lives() throws Exception {
    assertThat(LocalPlatform.isOpen(state())).isFalse();

    try (ChildProcess other = ChildProcess.start(OtherProcess.class, state(), "hold")) {
      assertThat(other.saidLine()).isEqualTo("holding");
      assertThat(LocalPlatform.isOpen(state())).isTrue();
      assertThatThrownBy(() -> open(NoWorkers::new)).isInstanceOf(StateFolderInUse.class);

      var _ = other.kill();
      assertThat(LocalPlatform.isOpen(state())).isFalse();
    }
    assertThat(open(NoWorkers::new).interrupted()).isEmpty();
  }

  @Test
  void who_asks_whether_a_folder_is_open_is_in_nobody_s_way() throws Exception {
    open(NoWorkers::new).close();
    var opened = new CompletableFuture<LocalPlatform>();

    try (ChildProcess other = ChildProcess.start(OtherProcess.class, state(), "look")) {
      assertThat(other.saidLine()).isEqualTo("looking");
      Thread.ofPlatform()
          .start(() -> {
            try {
              opened.complete(open(NoWorkers::new));
            } catch (RuntimeException failure) {
              opened.completeExceptionally(failure);
            }
          });
      other.tell("go on");
    }

    assertThat(opened.get(30, TimeUnit.SECONDS).interrupted()).isEmpty();
  }

  private Path state() {
    return folder.resolve("state");
  }

  @Test
  void a_cancelled_build_ends_although_its_worker_was_never_there() {
    LocalPlatform platform = open(NoWorkers::new);
    var id = platform.queues().start(request("b-1")).id();

    platform.builds().send(id, new BuildEvent.CancelRequested("ann", true));

    assertThat(platform.builds().awaitEnd(id, LONG).status()).isEqualTo(BuildStatus.CANCELED);
  }

  private LocalPlatform open(java.util.function.Function<WorkerEndpoint, LocalMachines> machines) {
    LocalPlatform platform = LocalPlatform.open(state(), folder, clock, machines);
    opened.add(platform);
    return platform;
  }

  private static StartRequest request(String id) {
    return StartRequest.plain(
        new BuildId(id), new ProjectId("local"), new PipelineId("two"), TWO_JOBS);
  }
}
