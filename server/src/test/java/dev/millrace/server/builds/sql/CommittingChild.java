package dev.millrace.server.builds.sql;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.builds.BuildCommit;
import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.RecordedEffect;
import dev.millrace.server.builds.Samples;
import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Commits steps of some builds without end, each from a thread of its own, and says so after each.
 * Every row of a step holds its version, so a reader can tell a half step. Says {@code full} when
 * there is no room, and goes on when it is told to.
 */
final class CommittingChild {
  private CommittingChild() {}

  public static void main(String[] arguments) throws InterruptedException {
    BuildStore store = new SqlBuildStore(SqliteDatabase.open(Path.of(arguments[0])));
    int padding = Integer.parseInt(arguments[2]);
    List<Thread> threads = new ArrayList<>();
    for (int n = 0; n < Integer.parseInt(arguments[1]); n++) {
      Build build = Samples.queued("b-" + n);
      threads.add(Thread.ofPlatform().start(() -> commitForEver(store, build, padding)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void commitForEver(BuildStore store, Build first, int padding) {
    Optional<Build> before = Optional.empty();
    for (long version = 1; ; version++) {
      Build after = at(before.orElse(first), version, padding);
      commit(store, commitOf(before, after, version));
      say("committed " + first.id() + " " + version);
      before = Optional.of(after);
    }
  }

  private static void commit(BuildStore store, BuildCommit commit) {
    while (true) {
      try {
        store.commit(commit);
        return;
      } catch (StoreUnavailable full) {
        say("full " + full.getMessage());
        awaitLine();
      }
    }
  }

  private static BuildCommit commitOf(Optional<Build> before, Build after, long version) {
    List<EffectKey> settled = version == 1 ? List.of() : List.of(new EffectKey(version - 1, 0));
    return new BuildCommit(
        before,
        after,
        version - 1,
        Set.of(),
        List.of(timer(version)),
        List.of(effect(version)),
        settled);
  }

  static SetTimer timer(long version) {
    return new SetTimer(
        "t",
        Samples.NOW.plusSeconds(version),
        new BuildEvent.JobTimeoutReached(new JobId("compile"), 1, version));
  }

  static RecordedEffect effect(long version) {
    return new RecordedEffect(
        new EffectKey(version, 0), new Effect.PrepareMachine(new JobId("compile"), 1, version));
  }

  /** The build with {@code version} in a row of each table. */
  static Build at(Build build, long version, int padding) {
    List<StageState> stages = new ArrayList<>(build.stages());
    StageState stage = stages.getFirst();
    stages.set(
        0,
        new StageState(
            stage.id(),
            stage.index(),
            stage.name(),
            stage.definition(),
            stage.status(),
            (int) version,
            stage.jobs().with(0, at(stage.jobs().getFirst(), version)),
            stage.startedAt(),
            stage.endedAt(),
            stage.failure(),
            stage.checks()));
    String value = version + ":" + "x".repeat(padding);
    return new Build(
        build.id(),
        build.number(),
        build.pipeline(),
        (int) version,
        build.status(),
        stages,
        Data.ordered(Map.of("version", VariableValue.plain(value))),
        build.createdAt(),
        build.startedAt(),
        build.endedAt(),
        build.cancel(),
        build.start(),
        build.queueing(),
        build.triggerReview());
  }

  private static JobState at(JobState job, long version) {
    var task = job.tasks().getFirst();
    return new JobState(
        job.id(),
        job.definition(),
        job.name(),
        job.role(),
        job.dependsOn(),
        job.status(),
        job.attempt(),
        version,
        job.lostWorkers(),
        job.machine(),
        job.runTime(),
        job.tasks()
            .with(
                0,
                new dev.millrace.engine.state.TaskState(
                    task.id(),
                    task.definition(),
                    task.postOf(),
                    task.status(),
                    (int) version,
                    task.retry(),
                    task.startedAt(),
                    task.endedAt(),
                    task.failure(),
                    task.outputs(),
                    task.warnings(),
                    task.continued(),
                    task.work())),
        job.preparedAt(),
        job.startedAt(),
        job.endedAt(),
        job.failure(),
        job.mutex(),
        job.machineTurn());
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void awaitLine() {
    try {
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    } catch (IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }
}
