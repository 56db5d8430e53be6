package dev.millrace.server.builds.wishes;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.AccessStore;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.AuditListener;
import dev.millrace.server.access.AuditText;
import dev.millrace.server.access.Doors;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.Principal;
import dev.millrace.server.builds.BuildFacts;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.pipelines.RunnablePipeline;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;

/**
 * Lets people to the builds of projects: finds what they may see, asks for what they may do, and
 * writes down what they want. Safe from any thread; blocks as the stores do.
 */
public final class BuildGuard {
  private final Builds builds;
  private final Doors doors;
  private final AccessStore audits;
  private final AuditListener told;
  private final InstantSource clock;

  /**
   * Over the builds of this process.
   *
   * @param audits keeps what people want
   */
  public BuildGuard(Builds builds, Doors doors, AccessStore audits, InstantSource clock) {
    this(builds, doors, audits, _ -> {}, clock);
  }

  /**
   * As the other.
   *
   * @param told hears of what changes a build and is no step of it
   */
  public BuildGuard(
      Builds builds, Doors doors, AccessStore audits, AuditListener told, InstantSource clock) {
    this.told = told;
    this.builds = builds;
    this.doors = doors;
    this.audits = audits;
    this.clock = clock;
  }

  /** Somebody at a build of a project, for one request. */
  record Entrance(Actor actor, Principal principal, ProjectId project, Build build) {
    String by() {
      return principal.user().value();
    }
  }

  Builds builds() {
    return builds;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Lets somebody to a build.
   *
   * @throws BuildRefused if there is none that they may see
   */
  Entrance enter(Actor actor, BuildId id) {
    Principal principal = actor.principal().orElseThrow(() -> noBuild(id));
    Build build = builds.find(id).orElseThrow(() -> noBuild(id));
    ProjectId project = BuildFacts.of(build).project().orElseThrow(() -> noBuild(id));
    if (!doors.may(principal, Permission.VIEW_BUILD, project)) {
      throw noBuild(id);
    }
    return new Entrance(actor, principal, project, build);
  }

  private static BuildRefused noBuild(BuildId id) {
    return new BuildRefused(new BuildRefusal.NotFound(BuildWording.NO_BUILD.of(id)));
  }

  /**
   * As {@link #enter}, to do something.
   *
   * @throws BuildRefused also if they may not
   */
  Entrance enter(Actor actor, BuildId id, Permission permission) {
    Entrance entrance = enter(actor, id);
    require(entrance.principal(), permission, entrance.project());
    return entrance;
  }

  /**
   * Whoever asks, if they may do this in a project.
   *
   * @throws BuildRefused if they may not
   */
  Principal require(Actor actor, Permission permission, ProjectId project) {
    Principal principal = actor.principal().orElseThrow(() -> forbidden(permission, project));
    require(principal, permission, project);
    return principal;
  }

  private void require(Principal principal, Permission permission, ProjectId project) {
    if (!doors.may(principal, permission, project)) {
      throw forbidden(permission, project);
    }
  }

  private static BuildRefused forbidden(Permission needed, ProjectId project) {
    return new BuildRefused(
        new BuildRefusal.Forbidden(needed, BuildWording.MAY_NOT.of(needed, project)));
  }

  boolean may(Entrance entrance, Permission permission) {
    return doors.may(entrance.principal(), permission, entrance.project());
  }

  /**
   * Lets somebody have a build run, again or anew; that of a draft needs more.
   *
   * @throws BuildRefused if they may not
   */
  Entrance enterToRun(Actor actor, BuildId id) {
    Entrance entrance = enter(actor, id, Permission.EXECUTE_PIPELINE);
    PipelineId runsAs = entrance.build().queueing().pipeline();
    if (!RunnablePipeline.ownerOf(runsAs).equals(runsAs)) {
      require(entrance.principal(), Permission.EDIT_PIPELINE, entrance.project());
    }
    return entrance;
  }

  /**
   * Lets somebody stop a build or a part of it: as the pipeline's cancel policy says.
   *
   * @throws BuildRefused if they may not
   */
  Entrance enterToCancel(Actor actor, BuildId id) {
    Entrance entrance = enter(actor, id);
    if (may(entrance, Permission.CANCEL_ANY_BUILD)) {
      return entrance;
    }
    require(entrance.principal(), Permission.EXECUTE_PIPELINE, entrance.project());
    Build build = entrance.build();
    boolean isTheirs =
        BuildFacts.of(build).startedBy().filter(entrance.by()::equalsIgnoreCase).isPresent();
    if (build.pipeline().settings().cancelRestricted() && !isTheirs) {
      throw new BuildRefused(
          new BuildRefusal.Forbidden(
              Permission.CANCEL_ANY_BUILD, BuildWording.MAY_NOT_CANCEL.of()));
    }
    return entrance;
  }

  /**
   * Lets somebody answer what a build asks of the people it names: whether it is them is its own
   * business, but what they showed must be good for more than looking.
   */
  Entrance enterToAnswer(Actor actor, BuildId id) {
    Entrance entrance = enter(actor, id);
    if (!entrance.principal().isWithinScope(Permission.EXECUTE_PIPELINE)) {
      throw forbidden(Permission.EXECUTE_PIPELINE, entrance.project());
    }
    return entrance;
  }

  /** What somebody is in the project, in the words of pipelines: {@code maintainer}. */
  Set<String> roles(Entrance entrance) {
    return doors
        .roleOf(entrance.principal().user(), entrance.project())
        .map(role -> Set.of(role.name().toLowerCase(Locale.ROOT)))
        .orElse(Set.of());
  }

  /**
   * Writes down what somebody wants, then brings it to the build.
   *
   * @return the build afterwards; what happened meanwhile may have made the wish meaningless
   */
  Build send(Entrance entrance, String verb, AuditText wish, BuildEvent event) {
    var _ = audit(entrance.actor(), entrance.project(), entrance.build().id(), verb, wish);
    return builds.send(entrance.build().id(), event);
  }

  /** Tells of a wish that is fulfilled. */
  void tell(AuditEntry audit) {
    told.changed(audit);
  }

  /** Writes down what somebody wants. */
  AuditEntry audit(Actor actor, ProjectId project, BuildId build, String verb, AuditText wish) {
    AuditEntry entry =
        AuditEntry.of(actor, now(), verb, new AuditEntry.Thing("build", build.value()))
            .in(project)
            .to(wish);
    return audits.change(records -> {
      records.audits().append(entry);
      return entry;
    });
  }

  static BuildRefused notNow(Sentence reason) {
    return new BuildRefused(new BuildRefusal.NotNow(reason));
  }

  static BuildRefused notFound(Sentence reason) {
    return new BuildRefused(new BuildRefusal.NotFound(reason));
  }

  static BuildRefused invalid(Sentence reason) {
    return new BuildRefused(new BuildRefusal.Invalid(reason));
  }
}
