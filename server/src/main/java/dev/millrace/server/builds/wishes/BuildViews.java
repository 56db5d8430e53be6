package dev.millrace.server.builds.wishes;

import dev.millrace.engine.queue.WaitingBuild;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.engine.why.Surroundings;
import dev.millrace.engine.why.WaitingFor;
import dev.millrace.pipeline.variable.Variable;
import dev.millrace.pipeline.variable.VariableType;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.AuditText;
import dev.millrace.server.access.Permission;
import dev.millrace.server.builds.BuildPage;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.PipelineActivity;
import dev.millrace.server.builds.StoredBuild;
import dev.millrace.server.builds.StoredBuilds;
import dev.millrace.server.builds.arbiters.StoredArbiters;
import dev.millrace.server.builds.mutexes.Mutexes;
import dev.millrace.server.builds.queues.BuildQueues;
import dev.millrace.server.builds.view.BuildDetail;
import dev.millrace.server.builds.wishes.BuildGuard.Entrance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Shows people the builds of their projects. Safe from any thread; blocks as the stores do.
 * Everything throws {@link BuildRefused} if there is nothing that whoever asks may see.
 */
public final class BuildViews {
  private final BuildGuard guard;
  private final BuildQueues queues;
  private final StoredBuilds stored;
  private final StoredArbiters arbiters;

  public BuildViews(
      BuildGuard guard, BuildQueues queues, StoredBuilds stored, StoredArbiters arbiters) {
    this.guard = guard;
    this.queues = queues;
    this.stored = stored;
    this.arbiters = arbiters;
  }

  /** A page of builds of a project, whatever project the query names. */
  public BuildPage list(Actor actor, ProjectId project, BuildQuery query) {
    var _ = guard.require(actor, Permission.VIEW_BUILD, project);
    return guard
        .builds()
        .list(new BuildQuery(query.filter().in(project), query.after(), query.limit()));
  }

  /**
   * What happens at pipelines of a project; nothing is said of those of others.
   *
   * @param pipelines at most {@link PipelineActivity#MAX_PIPELINES}
   */
  public Map<PipelineId, PipelineActivity> activity(
      Actor actor, ProjectId project, Set<PipelineId> pipelines) {
    var _ = guard.require(actor, Permission.VIEW_BUILD, project);
    return guard.builds().activity(pipelines).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                one -> isOf(project, one.getValue()) ? one.getValue() : PipelineActivity.NONE));
  }

  private static boolean isOf(ProjectId project, PipelineActivity activity) {
    return activity
        .last()
        .filter(build -> build.facts().project().equals(Optional.of(project)))
        .isPresent();
  }

  /** A build as of its last commit. */
  public Build find(Actor actor, BuildId id) {
    return guard.enter(actor, id).build();
  }

  /** The same, if it is a build of this project; one of another is not there. */
  public Build find(Actor actor, ProjectId project, BuildId id) {
    Entrance entrance = guard.enter(actor, id);
    if (!entrance.project().equals(project)) {
      throw BuildGuard.notFound(BuildWording.NO_BUILD.of(id));
    }
    return entrance.build();
  }

  /** A build with all its parts, what became of them, and where the time went. */
  public BuildDetail detail(Actor actor, BuildId id) {
    Build build = guard.enter(actor, id).build();
    String remark = guard.builds().summary(id).map(BuildSummary::remark).orElse("");
    return BuildDetail.of(build, remark, guard.builds().earlier(id), guard.now());
  }

  /** What lists show of a build, its remark among it. */
  public BuildSummary summary(Actor actor, BuildId id) {
    Build build = guard.enter(actor, id).build();
    return guard.builds().summary(id).orElseGet(() -> BuildSummary.of(build, ""));
  }

  /** The variables of a build as they are now, by name. */
  public List<ShownVariable> variables(Actor actor, BuildId id) {
    Build build = guard.enter(actor, id).build();
    Set<String> secret = secretsOf(build);
    return build.variables().entrySet().stream()
        .map(one -> ShownVariable.of(one.getKey(), one.getValue(), secret))
        .sorted(Comparator.comparing(ShownVariable::name))
        .toList();
  }

  /** What whoever started a build gave it, in the order in which it was given. */
  public List<ShownVariable> parameters(Actor actor, BuildId id) {
    Build build = guard.enter(actor, id).build();
    Set<String> secret = secretsOf(build);
    return build.start().parameters().entrySet().stream()
        .map(one -> ShownVariable.of(one.getKey(), VariableValue.plain(one.getValue()), secret))
        .toList();
  }

  private static Set<String> secretsOf(Build build) {
    return build.pipeline().variables().stream()
        .filter(variable -> variable.sensitive() || variable.type() == VariableType.PASSWORD)
        .map(Variable::name)
        .collect(Collectors.toSet());
  }

  /** What a build waits for, who holds it and what ends the wait. */
  public BuildWhy why(Actor actor, BuildId id) {
    Build seen = guard.enter(actor, id).build();
    Optional<StoredBuild> known = stored.load(id);
    // Timers and state of one moment: the one in memory may be a step ahead.
    Build build = known.map(StoredBuild::build).orElse(seen);
    Optional<WaitingBuild> place = queues.waiting(id);
    Surroundings around =
        Surroundings.of(known.map(StoredBuild::timers).orElse(List.of()))
            .with(Mutexes.awaited(arbiters, build))
            .with(place);
    return new BuildWhy(WaitingFor.in(build, around), place, build.queueing().reason());
  }

  /** Puts a remark on a build in place of what there is; empty: none any more. */
  public BuildSummary remark(Actor actor, BuildId id, String text) {
    Entrance entrance = guard.enter(actor, id, Permission.EXECUTE_PIPELINE);
    BuildStarts.checkRemark(text);
    AuditEntry wish =
        guard.audit(
            actor, entrance.project(), id, "remark requested", new AuditText().put("remark", text));
    guard.builds().remark(id, text);
    guard.tell(wish);
    return summary(actor, id);
  }
}
