package dev.millrace.cli.view;

import dev.millrace.engine.BuildLifecycle;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.pipeline.yaml.YamlReader;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A build moved by the real rules, one event at a time. */
final class ABuild {
  private final VirtualClock clock = new VirtualClock();
  private Build build;

  private ABuild(Build build) {
    this.build = build;
  }

  static ABuild of(String yaml) {
    var pipeline = YamlReader.ofVersion3().read(yaml, "test.yml").pipeline().orElseThrow();
    var request =
        new BuildRequest(
            new BuildId("b"), 7, pipeline, new LinkedHashMap<>(), new LinkedHashMap<>(), Set.of());
    var started = new ABuild(BuildLifecycle.start(request, VirtualClock.START).next());
    return started.on(new BuildEvent.BuildAdmitted(1));
  }

  private ABuild on(BuildEvent event) {
    build = BuildLifecycle.on(build, event, clock.instant()).next();
    return this;
  }

  ABuild after(Duration time) {
    clock.advance(time);
    return this;
  }

  /** The job's worker begins, and runs its first task. */
  ABuild runs(String job) {
    on(new BuildEvent.WorkerStarted(new JobId(job), 1, job(job).fence()));
    return on(new BuildEvent.TaskClaimed(new JobId(job), 1, job(job).fence()));
  }

  ABuild taskSucceeds(String job) {
    return ends(job, TaskResult.Outcome.SUCCEEDED, Optional.empty());
  }

  ABuild taskFails(String job, String why) {
    return ends(
        job,
        TaskResult.Outcome.FAILED,
        Optional.of(new Failure(FailureKind.USER, 1, Sentence.verbatim(why), OptionalInt.of(1))));
  }

  /** The failed task has waited long enough and runs again. */
  ABuild retries(String job) {
    TaskState task = job(job).tasks().get(job(job).tasks().open());
    on(new BuildEvent.TaskRetryDue(task.id(), new JobId(job), 1, task.retry()));
    return on(new BuildEvent.TaskClaimed(new JobId(job), 1, job(job).fence()));
  }

  private ABuild ends(String job, TaskResult.Outcome how, Optional<Failure> why) {
    JobState state = job(job);
    TaskState task = state.tasks().get(state.tasks().open());
    var result = new TaskResult(how, why, new LinkedHashMap<>(), new LinkedHashMap<>());
    return on(
        new BuildEvent.TaskCompleted(
            state.id(), 1, state.fence(), task.id(), task.retry(), result));
  }

  JobState job(String id) {
    return build.find(new JobId(id)).orElseThrow();
  }

  Build state() {
    return build;
  }

  VirtualClock clock() {
    return clock;
  }
}
