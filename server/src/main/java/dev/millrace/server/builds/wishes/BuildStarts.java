package dev.millrace.server.builds.wishes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.engine.StartCheck;
import dev.millrace.engine.StartRefused;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.AuditText;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.UserId;
import dev.millrace.server.builds.BuildFacts;
import dev.millrace.server.builds.Remarks;
import dev.millrace.server.builds.TriggerKind;
import dev.millrace.server.builds.queues.BuildQueues;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.server.pipelines.PipelineEntry;
import dev.millrace.server.pipelines.PipelineRefused;
import dev.millrace.server.pipelines.RunnablePipeline;
import dev.millrace.server.pipelines.RunnablePipelines;
import dev.millrace.server.projects.Projects;
import dev.millrace.wording.Sentence;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Starts builds for people. Safe from any thread; blocks until what it answers is durable. */
public final class BuildStarts {
  private static final int ID_BYTES = 16;

  private final BuildGuard guard;
  private final Projects projects;
  private final RunnablePipelines pipelines;
  private final BuildQueues queues;
  private final Supplier<BuildId> ids;

  /**
   * Starts through the queues.
   *
   * @param ids for builds whose wish has no key; each is new
   */
  public BuildStarts(
      BuildGuard guard,
      Projects projects,
      RunnablePipelines pipelines,
      BuildQueues queues,
      Supplier<BuildId> ids) {
    this.guard = guard;
    this.projects = projects;
    this.pipelines = pipelines;
    this.queues = queues;
    this.ids = ids;
  }

  /**
   * Starts a build; one that was started by the same wish before is answered as it is now.
   *
   * @throws BuildRefused if whoever asks may not, or the build can't begin
   * @throws PipelineRefused if there is no such pipeline or version in the project, or it has
   *     errors
   */
  public Build start(Actor actor, ProjectId project, StartWish wish) {
    UserId by = guard.require(actor, Permission.EXECUTE_PIPELINE, project).user();
    checkRemark(wish.remark());
    BuildId id = idOf(wish.key(), by, "start", project.value(), wish.pipeline().value());
    Optional<Build> known = guard.builds().find(id);
    if (known.isPresent()) {
      return same(known.get(), wish.parameters());
    }
    projects.requireEnabled(project);
    RunnablePipeline pipeline = pipelines.find(project, wish.pipeline(), wish.version());
    if (pipeline.isDebug()) {
      var _ = guard.require(actor, Permission.EDIT_PIPELINE, project);
    }
    if (wish.trigger() != TriggerKind.REMOTE && !pipeline.startForm().byHand()) {
      throw BuildGuard.notNow(BuildWording.NOT_BY_HAND.of(pipeline.entry().name()));
    }
    StartRequest request =
        pipeline.request(id, wish.parameters(), begun(by, wish.trigger(), wish.remark()));
    return same(
        accepted(actor, request, "start requested", UnaryOperator.identity()), wish.parameters());
  }

  /**
   * Starts a build of the very pipeline that another ran, with the values that one was started
   * with. That it runs still does not matter to either.
   *
   * @param key as in {@link StartWish}, about the other build
   * @throws BuildRefused if whoever asks may not, or the build can't begin
   * @throws PipelineRefused if the pipeline has been deleted
   */
  public Build restart(
      Actor actor, BuildId other, TriggerKind trigger, String remark, Optional<String> key) {
    BuildGuard.Entrance entrance = guard.enterToRun(actor, other);
    checkRemark(remark);
    Build first = entrance.build();
    UserId by = entrance.principal().user();
    BuildId id = idOf(key, by, "restart", entrance.project().value(), other.value());
    Optional<Build> known = guard.builds().find(id);
    if (known.isPresent()) {
      return known.get();
    }
    projects.requireEnabled(entrance.project());
    requireEnabled(entrance.project(), first.queueing().pipeline());
    var given = new LinkedHashMap<String, VariableValue>(first.start().builtIn());
    given.remove(Remarks.VARIABLE);
    given.putAll(begun(by, trigger, remark));
    var request =
        new StartRequest(
            id,
            entrance.project(),
            first.queueing().pipeline(),
            first.pipeline(),
            first.start().parameters(),
            given,
            first.start().onlyJobs(),
            1,
            false,
            List.of());
    return accepted(actor, request, "restart requested", text -> text.put("of", other));
  }

  private void requireEnabled(ProjectId project, PipelineId runsAs) {
    PipelineEntry entry = pipelines.entry(project, RunnablePipeline.ownerOf(runsAs));
    if (!entry.enabled()) {
      throw BuildGuard.notNow(BuildWording.PIPELINE_DISABLED.of(entry.name()));
    }
  }

  /** Names of parameters only: a value may be a secret. */
  private Build accepted(
      Actor actor, StartRequest request, String verb, UnaryOperator<AuditText> more) {
    var text =
        new AuditText()
            .put("pipeline", request.pipelineId())
            .put("parameters", request.parameters().keySet())
            .put(
                "trigger",
                Optional.ofNullable(request.builtIn().get(TriggerKind.VARIABLE))
                    .map(VariableValue::value));
    List<Sentence> problems = StartCheck.problemsOf(request.unnumbered());
    if (!problems.isEmpty()) {
      throw new BuildRefused(new BuildRefusal.NotStarted(problems));
    }
    var _ = guard.audit(actor, request.project(), request.id(), verb, more.apply(text));
    try {
      return queues.start(request);
    } catch (StartRefused refused) {
      // What speaks against the build itself was told above.
      throw new BuildRefused(new BuildRefusal.NotQueued(refused.problems()));
    }
  }

  /** A key that comes with other values is somebody's mistake, who would wait for another build. */
  private static Build same(Build build, SequencedMap<String, String> parameters) {
    if (!build.start().parameters().equals(parameters)) {
      throw new BuildRefused(new BuildRefusal.KeyUsed(build.id()));
    }
    return build;
  }

  private static SequencedMap<String, VariableValue> begun(
      UserId by, TriggerKind trigger, String remark) {
    var given = new LinkedHashMap<String, VariableValue>();
    given.put(BuildFacts.STARTED_BY, new VariableValue(by.value(), true, false));
    given.put(BuildFacts.STARTED_BY_NAME, new VariableValue(by.value(), true, false));
    given.put(TriggerKind.VARIABLE, new VariableValue(trigger.value(), true, false));
    if (!remark.isEmpty()) {
      given.put(Remarks.VARIABLE, VariableValue.plain(remark));
    }
    return given;
  }

  static void checkRemark(String remark) {
    if (remark.length() > Remarks.MAX_LENGTH) {
      throw BuildGuard.invalid(
          BuildWording.REMARK_TOO_LONG.of(remark.length(), Remarks.MAX_LENGTH));
    }
  }

  /** Keys of different people, or about different things, never meet. */
  private BuildId idOf(Optional<String> key, UserId by, String what, String project, String thing) {
    if (key.isEmpty()) {
      return ids.get();
    }
    if (key.get().isEmpty() || key.get().length() > StartWish.MAX_KEY) {
      throw BuildGuard.invalid(BuildWording.KEY_LENGTH.of(StartWish.MAX_KEY));
    }
    // No id of a user, project, pipeline or build has a space.
    String wish = String.join(" ", what, by.key(), project, thing, key.get());
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(wish.getBytes(UTF_8));
      return new BuildId("b-" + HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
