package dev.millrace.server.builds.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.Arbitration;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.CallingPipelines;
import dev.millrace.server.builds.Machines;
import dev.millrace.server.builds.memory.MemoryPipelines;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.server.builds.sql.SqlBuildStore;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Sentence;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Builds that call each other, on a file, and on one thread, which is the test's own. */
abstract class CallsTestBase {
  static final ProjectId PROJECT = new ProjectId("acme");
  static final BuildId PARENT = new BuildId("b-1");
  static final TaskId CALL = new TaskId("only:1");

  /** The child that the first try of {@link #PARENT} starts. */
  static final BuildId CHILD = Calls.childOf(PARENT, CALL, 1, 0);

  static final String PARENT_THAT_WAITS =
      """
      version: v3.0
      name: parent
      jobs:
        only:
          steps:
            - uses: call@1.*
              with: {subPipelineType: NAME, subPipelineName: child, parameters: {WHERE: here}}
      """;

  static final String PLAIN_CHILD =
      """
      version: v3.0
      name: child
      variables: {WHERE: nowhere}
      jobs: {only: {steps: [{run: make}]}}
      """;

  @TempDir Path folder;

  final VirtualClock clock = new VirtualClock();
  final Deque<Runnable> turns = new ArrayDeque<>();
  MemoryPipelines pipelines = new MemoryPipelines();
  SqlBuildStore store;
  Arbitration platform;

  @BeforeEach
  void open() {
    store = new SqlBuildStore(SqliteDatabase.open(folder.resolve("millrace.db")));
    platform = platform();
  }

  private Arbitration platform() {
    return Arbitration.simulated(store, pipelines, new NoMachines(), clock, turns::add, 10);
  }

  /** The process dies, and another opens a file. */
  void reopen(String file) {
    turns.clear();
    close();
    store = new SqlBuildStore(SqliteDatabase.open(folder.resolve(file)));
    platform = platform();
  }

  @AfterEach
  void close() {
    platform.close();
    store.close();
  }

  /** As {@link #reopen}, and takes over what is there. */
  void restart(String file) {
    reopen(file);
    platform.recoverLater();
    runTurns();
  }

  void runTurns() {
    runTurns(Integer.MAX_VALUE);
  }

  void runTurns(int atMost) {
    for (int n = 0; n < atMost && !turns.isEmpty(); n++) {
      turns.remove().run();
    }
  }

  /** Turns of different builds may run in any order; here the latest goes first. */
  void runTurnsBackwards(int atMost) {
    for (int n = 0; n < atMost && !turns.isEmpty(); n++) {
      turns.removeLast().run();
    }
  }

  /** Knows a pipeline, whose id is {@code p-} and its name. */
  Pipeline know(String yaml) {
    Pipeline pipeline = CallingPipelines.of(yaml);
    pipelines.put(PROJECT, idOf(pipeline), pipeline);
    return pipeline;
  }

  private static PipelineId idOf(Pipeline pipeline) {
    return new PipelineId("p-" + pipeline.name());
  }

  /** Starts {@link #PARENT} as ann; what follows is in the turns. */
  void begin(Pipeline pipeline) {
    var _ =
        platform
            .queues()
            .startLater(
                new StartRequest(
                    PARENT,
                    PROJECT,
                    idOf(pipeline),
                    pipeline,
                    Data.ordered(Map.of()),
                    Data.ordered(Map.of("BK_CI_START_USER_NAME", VariableValue.plain("ann"))),
                    Set.of(),
                    1,
                    false,
                    List.of()));
  }

  Build start(Pipeline pipeline) {
    begin(pipeline);
    runTurns();
    return build(PARENT);
  }

  /** Brings an event, and lets all that follows happen. */
  void send(BuildId build, BuildEvent event) {
    var answer = platform.builds().sendLater(build, event);
    runTurns();
    assertThat(answer).isCompleted();
  }

  void cancel(BuildId build) {
    send(build, new BuildEvent.CancelRequested("bob", false));
  }

  /** The worker of the child's job runs its task to this end. */
  void work(BuildId build, TaskResult.Outcome outcome) {
    JobState job = job(build);
    send(build, new BuildEvent.WorkerStarted(job.id(), job.attempt(), job.fence()));
    send(
        build,
        new BuildEvent.TaskCompleted(
            job.id(),
            job.attempt(),
            job.fence(),
            TaskId.of(job.id(), 1),
            0,
            new TaskResult(
                outcome,
                outcome == TaskResult.Outcome.SUCCEEDED
                    ? Optional.empty()
                    : Optional.of(Failure.of(FailureKind.USER, 7, Sentence.verbatim("it broke"))),
                Data.ordered(Map.of()),
                Data.ordered(Map.of()))));
  }

  Build build(BuildId id) {
    return store.load(id).orElseThrow().build();
  }

  /** The job that is at work, else the first. */
  JobState job(BuildId id) {
    List<StageState> stages = build(id).stages();
    return stages.stream()
        .flatMap(stage -> stage.jobs().stream())
        .filter(job -> job.status() == JobStatus.PREPARE_ENV || job.status() == JobStatus.RUNNING)
        .findFirst()
        .orElseGet(() -> stages.getFirst().jobs().getFirst());
  }

  TaskState call() {
    return build(PARENT).stages().getFirst().jobs().getFirst().tasks().getFirst();
  }

  String failureOfCall() {
    return call().failure().orElseThrow().message().english();
  }

  List<BuildId> children() {
    return store.list(BuildQuery.newest(100)).builds().stream()
        .map(BuildSummary::id)
        .filter(id -> !id.equals(PARENT))
        .toList();
  }

  static final class NoMachines implements Machines {
    @Override
    public void prepare(BuildId build, Effect.PrepareMachine wanted) {}

    @Override
    public void stop(BuildId build, Effect.StopTask wanted) {}

    @Override
    public void release(BuildId build, Effect.ReleaseMachine wanted) {}
  }
}
