package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent.TaskCompleted;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Builds on one thread, which is the test's own. */
abstract class BuildsTestBase {
  static final JobId JOB = new JobId("only");
  static final Duration LONG = Duration.ofSeconds(30);
  static final int IN_MEMORY = 20;

  static final Pipeline ONE_JOB =
      Samples.pipeline(
          """
          version: v3.0
          name: one
          stages:
            - jobs:
                only:
                  steps:
                    - run: make
                    - run: make install
          """);

  final VirtualClock clock = new VirtualClock();
  final RecordingMachines machines = new RecordingMachines();
  final MemoryBuildStore store = new MemoryBuildStore();
  final List<Effect.Message> told = new ArrayList<>();
  final Deque<Runnable> turns = new ArrayDeque<>();

  Builds open(BuildRules rules) {
    return open(store, rules);
  }

  /** Builds whose queues have everything at once. */
  Builds open(BuildStore from, BuildRules rules) {
    return new Builds(
        from,
        machines,
        (_, _, message) -> {
          told.add(message);
          return CompletableFuture.completedFuture(message);
        },
        clock,
        rules,
        turns::add,
        IN_MEMORY);
  }

  /** Lets a build in as its queue does. */
  Build begin(Builds builds, BuildRequest request) {
    return now(Beginnings.begin(store, builds, request, clock.instant()));
  }

  void runTurns() {
    for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
      turn.run();
    }
  }

  void bringDueTimers(Builds builds) {
    builds.bringDueTimers();
    runTurns();
  }

  Build now(CompletableFuture<Build> answer) {
    runTurns();
    return answer.join();
  }

  static JobState job(Build build) {
    return build.find(JOB).orElseThrow();
  }

  static TaskCompleted succeeded(JobState job, int position) {
    return new TaskCompleted(
        JOB,
        job.attempt(),
        job.fence(),
        TaskId.of(JOB, position),
        0,
        new TaskResult(
            TaskResult.Outcome.SUCCEEDED,
            Optional.empty(),
            Data.ordered(Map.of()),
            Data.ordered(Map.of())));
  }

  static BuildRequest request(String id) {
    return new BuildRequest(
        new BuildId(id), 1, ONE_JOB, Data.ordered(Map.of()), Data.ordered(Map.of()), Set.of());
  }
}
