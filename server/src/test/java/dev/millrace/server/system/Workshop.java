package dev.millrace.server.system;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.server.Arbitration;
import dev.millrace.server.builds.Machines;
import dev.millrace.server.builds.Samples;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;

/** Builds of two jobs side by side, and machines on which a worker starts when the test says so. */
public final class Workshop implements AutoCloseable {
  private static final Pipeline TWO_JOBS =
      Samples.pipeline(
          """
          version: v3.0
          name: two
          stages:
            - jobs:
                one:
                  steps:
                    - run: make
                other:
                  steps:
                    - run: make
          """);

  public final VirtualClock clock = new VirtualClock();
  public final MemoryBuildStore store;
  public final Arbitration rooms;

  public Workshop() {
    this(new MemoryBuildStore());
  }

  /** A process that comes after another on the same store. */
  public Workshop(MemoryBuildStore store) {
    this.store = store;
    this.rooms = Arbitration.open(store, NO_MACHINES, clock);
  }

  /** Starts a build of a pipeline of its own, whose two jobs ask for machines. */
  public BuildId start(String id) {
    var build = new BuildId(id);
    var _ =
        rooms
            .queues()
            .start(
                StartRequest.plain(
                    build, new ProjectId("alpha"), new PipelineId("p-" + id), TWO_JOBS));
    // Admitted in the same commit, or by the queue a moment later.
    var _ =
        rooms
            .builds()
            .awaitUntil(build, now -> now.runningStage().isPresent(), Duration.ofSeconds(30));
    return build;
  }

  /** A worker of a job has come. */
  public void startWorker(BuildId build, String job) {
    JobState now = rooms.builds().find(build).orElseThrow().find(new JobId(job)).orElseThrow();
    var _ =
        rooms
            .builds()
            .send(build, new BuildEvent.WorkerStarted(now.id(), now.attempt(), now.fence()));
  }

  /** Ends a build at once. */
  public void cancel(BuildId build) {
    var _ = rooms.builds().send(build, new BuildEvent.CancelRequested("ann", true));
  }

  @Override
  public void close() {
    rooms.close();
  }

  private static final Machines NO_MACHINES =
      new Machines() {
        @Override
        public void prepare(BuildId build, Effect.PrepareMachine wanted) {}

        @Override
        public void stop(BuildId build, Effect.StopTask wanted) {}

        @Override
        public void release(BuildId build, Effect.ReleaseMachine wanted) {}
      };
}
