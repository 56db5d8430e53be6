package dev.millrace.bench;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.builds.Machines;
import java.util.concurrent.CompletableFuture;

/** Machines that are there at once, each with a {@link QuickWorker} on a thread of its own. */
final class QuickMachines implements Machines {
  private final CompletableFuture<Builds> builds = new CompletableFuture<>();

  /** Workers speak to these builds; until this is called they wait. */
  void speakTo(Builds given) {
    builds.complete(given);
  }

  @Override
  public void prepare(BuildId build, Effect.PrepareMachine wanted) {
    Thread.startVirtualThread(() ->
        work(
            build,
            wanted.job(),
            new BuildEvent.WorkerStarted(wanted.job(), wanted.attempt(), wanted.fence())));
  }

  private void work(BuildId id, JobId jobId, BuildEvent first) {
    Build build = builds.join().send(id, first);
    JobState job = build.find(jobId).orElseThrow();
    while (!job.status().isFinished()) {
      build = builds.join().send(id, QuickWorker.next(job));
      job = build.find(jobId).orElseThrow();
    }
  }

  @Override
  public void stop(BuildId build, Effect.StopTask wanted) {}

  @Override
  public void release(BuildId build, Effect.ReleaseMachine wanted) {}
}
