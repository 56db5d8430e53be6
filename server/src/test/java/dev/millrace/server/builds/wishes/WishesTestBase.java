package dev.millrace.server.builds.wishes;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.Arbitration;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.AuditFilter;
import dev.millrace.server.access.AuditRecord;
import dev.millrace.server.access.Doors;
import dev.millrace.server.access.Membership;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.Principal;
import dev.millrace.server.access.Role;
import dev.millrace.server.access.UserId;
import dev.millrace.server.access.memory.MemoryAccess;
import dev.millrace.server.builds.ServerReason;
import dev.millrace.server.builds.TriggerKind;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import dev.millrace.server.pipelines.Definition;
import dev.millrace.server.pipelines.NewPipeline;
import dev.millrace.server.pipelines.PipelineIds;
import dev.millrace.server.pipelines.PipelineVersions;
import dev.millrace.server.pipelines.Pipelines;
import dev.millrace.server.pipelines.RunnablePipelines;
import dev.millrace.server.pipelines.VersionChoice;
import dev.millrace.server.pipelines.memory.MemoryPipelineStore;
import dev.millrace.server.projects.Project;
import dev.millrace.server.projects.Projects;
import dev.millrace.server.projects.memory.MemoryProjects;
import dev.millrace.testkit.VirtualClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A project with one member of each role, and the rooms around its builds in memory. */
abstract class WishesTestBase {
  static final ProjectId DEMO = new ProjectId("demo");
  static final ProjectId OTHER = new ProjectId("other");

  /** Of the server. */
  static final Actor ROOT = actor("root", true);

  static final Actor VIEWER = actor("vic", false);
  static final Actor RUNNER = actor("rob", false);
  static final Actor SECOND_RUNNER = actor("rita", false);
  static final Actor DEVELOPER = actor("deb", false);
  static final Actor MAINTAINER = actor("max", false);

  /** Somebody of another project. */
  static final Actor STRANGER = actor("sue", false);

  static final JobId JOB = new JobId("only");

  final VirtualClock clock = new VirtualClock();
  final MemoryAccess access = new MemoryAccess();
  final Doors doors = new Doors(access, clock);
  final Projects projects = new Projects(new MemoryProjects(access), doors, clock);
  final MemoryPipelineStore definitions = new MemoryPipelineStore();
  final Pipelines pipelines =
      new Pipelines(definitions, clock, new PipelineIds(RandomGenerator.of("L64X128MixRandom")));
  final PipelineVersions versions = new PipelineVersions(definitions, clock, (_, _) -> Set.of());
  final RunnablePipelines runnable = new RunnablePipelines(definitions);
  final MemoryBuildStore store = new MemoryBuildStore();
  final Arbitration platform = Arbitration.open(store, new NoMachines(), clock);
  final BuildGuard guard = new BuildGuard(platform.builds(), doors, access, clock);
  final AtomicInteger ids = new AtomicInteger();
  final BuildStarts starts =
      new BuildStarts(
          guard,
          projects,
          runnable,
          platform.queues(),
          () -> new BuildId("b-" + ids.incrementAndGet()));
  final BuildSteering steering = new BuildSteering(guard, projects, runnable);
  final BuildAnswers answers = new BuildAnswers(guard);
  final BuildViews views = new BuildViews(guard, platform.queues(), store, store);

  private static Actor actor(String name, boolean isAdministrator) {
    return actor(
        new Principal(new UserId(name), isAdministrator, Optional.of("s-1"), Optional.empty()));
  }

  static Actor actor(Principal principal) {
    return new Actor(Optional.of(principal), Optional.empty(), Optional.empty());
  }

  /** The same person showing a token that is good for this only. */
  static Actor limited(Actor actor, Permission... scopes) {
    return actor(
        new Principal(
            actor.user().orElseThrow(), false, Optional.empty(), Optional.of(Set.of(scopes))));
  }

  @BeforeEach
  void projectsAndMembers() {
    projects.create(ROOT, DEMO.value(), Project.Details.named("Demo"));
    projects.create(ROOT, OTHER.value(), Project.Details.named("Other"));
    member(DEMO, VIEWER, Role.VIEWER);
    member(DEMO, RUNNER, Role.RUNNER);
    member(DEMO, SECOND_RUNNER, Role.RUNNER);
    member(DEMO, DEVELOPER, Role.DEVELOPER);
    member(DEMO, MAINTAINER, Role.MAINTAINER);
    member(OTHER, STRANGER, Role.ADMINISTRATOR);
  }

  private void member(ProjectId project, Actor actor, Role role) {
    var membership =
        new Membership(
            project, actor.user().orElseThrow(), role, clock.instant(), Optional.empty());
    access.change(records -> {
      records.members().put(membership);
      return membership;
    });
    doors.changed();
  }

  @AfterEach
  void close() {
    platform.close();
  }

  /** A pipeline of the project whose newest release says this. */
  PipelineId released(String yaml) {
    return released(Definition.of("version: v3.0\n" + yaml));
  }

  PipelineId released(Definition definition) {
    Actor by = DEVELOPER;
    PipelineId id = pipelines.create(by, NewPipeline.of(DEMO, "p", definition)).id();
    versions.release(by, id, 1, "");
    return id;
  }

  /** One with a single job. */
  PipelineId ofSteps(String more, String... steps) {
    return released(
        more
            + "stages:\n  - jobs:\n      only:\n        steps:\n          - "
            + String.join("\n          - ", steps)
            + "\n");
  }

  static StartWish wish(PipelineId pipeline) {
    return new StartWish(
        pipeline,
        new VersionChoice.Newest(),
        Data.ordered(Map.of()),
        TriggerKind.MANUAL,
        "",
        Optional.empty());
  }

  Build start(PipelineId pipeline) {
    return starts.start(RUNNER, DEMO, wish(pipeline));
  }

  /** The build once a worker runs its job. */
  Build withWorker(Build build) {
    JobState job = build.find(JOB).orElseThrow();
    return platform
        .builds()
        .send(build.id(), new BuildEvent.WorkerStarted(JOB, job.attempt(), job.fence()));
  }

  /** The build once its first task has failed. */
  Build failed(Build build) {
    Build running = withWorker(build);
    JobState job = running.find(JOB).orElseThrow();
    platform.builds().send(build.id(), new BuildEvent.TaskClaimed(JOB, job.attempt(), job.fence()));
    return platform
        .builds()
        .send(
            build.id(),
            new BuildEvent.TaskCompleted(
                JOB,
                job.attempt(),
                job.fence(),
                TaskId.of(JOB, 1),
                0,
                new TaskResult(
                    TaskResult.Outcome.FAILED,
                    Optional.of(Failure.of(FailureKind.USER, 1, ServerReason.WORKER_LEFT.of())),
                    Data.ordered(Map.of()),
                    Data.ordered(Map.of()))));
  }

  /** What people wanted of builds, the last first, as verbs. */
  List<String> audited() {
    return access.audit().list(AuditFilter.in(DEMO), Optional.empty(), 100).stream()
        .filter(record -> record.thing().kind().equals("build"))
        .map(AuditRecord::verb)
        .toList();
  }

  static BuildRefusal refusalOf(ThrowingCallable wish) {
    return Optional.ofNullable(catchThrowableOfType(BuildRefused.class, wish))
        .orElseThrow(() -> new AssertionError("it was not refused"))
        .refusal();
  }

  long revisionOf(PipelineId id) {
    return pipelines.find(DEMO, id).orElseThrow().revision();
  }
}
