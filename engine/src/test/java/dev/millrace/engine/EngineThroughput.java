package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.TaskBuilder.aTask;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.TaskClaimed;
import dev.millrace.engine.event.BuildEvent.TaskCompleted;
import dev.millrace.engine.event.BuildEvent.WorkerStarted;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.mutex.MutexClaim;
import dev.millrace.engine.mutex.MutexEvent;
import dev.millrace.engine.mutex.MutexGroup;
import dev.millrace.engine.mutex.MutexLifecycle;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.testkit.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Says how many transitions a second the rules make on one thread. Run by hand. */
final class EngineThroughput {
  private EngineThroughput() {}

  public static void main(String[] arguments) {
    measure("2 jobs of 1 task", BuildRequests.requestOf(jobs(2, 1), Map.of()), 400_000);
    measure("1 job of 10 tasks", BuildRequests.requestOf(jobs(1, 10), Map.of()), 100_000);
    measure("1 job of 1,000 tasks", BuildRequests.requestOf(jobs(1, 1_000), Map.of()), 200);
    measure("10,000 jobs of 1 task", BuildRequests.requestOf(jobs(10_000, 1), Map.of()), 30);
    measureMutex(1_000, 1_000_000);
  }

  /** One mutex with a line that stays as long: the holder gives back and stands behind all. */
  private static void measureMutex(int waiters, int events) {
    var group = MutexGroup.free(new MutexId("", "lock"));
    long asked = 0;
    while (group.waiting() < waiters) {
      group = MutexLifecycle.on(group, ask(asked++), VirtualClock.START).next();
    }
    for (int warm = 0; warm < 2; warm++) {
      long before = System.nanoTime();
      for (int i = 0; i < events; i += 2) {
        var holder = group.holder().orElseThrow().claim();
        group =
            MutexLifecycle.on(group, new MutexEvent.Released(holder), VirtualClock.START).next();
        group = MutexLifecycle.on(group, ask(asked++), VirtualClock.START).next();
      }
      double seconds = (System.nanoTime() - before) / 1e9;
      System.out.printf(
          "THROUGHPUT mutex of %,d waiters %,12.0f transitions/s%n", waiters, events / seconds);
    }
  }

  private static MutexEvent ask(long number) {
    var claim = new MutexClaim(new BuildId("b-" + number), new JobId("job"), 1, 1);
    return new MutexEvent.Asked(claim, Optional.of(Integer.MAX_VALUE));
  }

  private static Pipeline jobs(int count, int tasks) {
    JobBuilder[] jobs =
        IntStream.range(0, count)
            .mapToObj(i ->
                aJob(
                    "j" + i,
                    IntStream.range(0, tasks)
                        .mapToObj(t -> aTask("make"))
                        .toArray(TaskBuilder[]::new)))
            .toArray(JobBuilder[]::new);
    return PipelineBuilder.aPipelineOf(jobs).build();
  }

  private static void measure(String what, BuildRequest request, int builds) {
    List<BuildEvent> events = events(request);
    run(request, events, Math.max(1, builds / 4));
    long before = System.nanoTime();
    run(request, events, builds);
    double seconds = (System.nanoTime() - before) / 1e9;
    System.out.printf(
        "THROUGHPUT %-22s %,12.0f transitions/s%n",
        what, builds * (double) events.size() / seconds);
  }

  private static void run(BuildRequest request, List<BuildEvent> events, int builds) {
    for (int i = 0; i < builds; i++) {
      Build build = BuildLifecycle.start(request, VirtualClock.START).next();
      for (BuildEvent event : events) {
        build = BuildLifecycle.on(build, event, VirtualClock.START).next();
      }
      if (!build.status().isFinished()) {
        throw new IllegalStateException("the build did not end: " + build.status());
      }
    }
  }

  private static List<BuildEvent> events(BuildRequest request) {
    var events = new ArrayList<BuildEvent>();
    events.add(new BuildEvent.BuildAdmitted(1));
    for (var job : PipelineBuilder.jobsOf(request.pipeline())) {
      var id = new JobId(job.id());
      events.add(new WorkerStarted(id, 1, 1));
      for (int task = 1; task <= job.tasks().size(); task++) {
        events.add(new TaskClaimed(id, 1, 1));
        events.add(new TaskCompleted(id, 1, 1, TaskId.of(id, task), 0, TaskResults.succeeded()));
      }
    }
    return events;
  }
}
