package dev.millrace.server.projects;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.Doors;
import dev.millrace.server.access.Membership;
import dev.millrace.server.access.Permission;
import dev.millrace.server.access.Principal;
import dev.millrace.server.access.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The projects of the server. Whoever calls has made sure that the actor may do it in the project
 * named. Safe from any thread; every method may block.
 */
public final class Projects {
  public static final int MAX_PAGE = 200;

  /** Of one server; two made at the same moment may be one more. */
  public static final int MAX_PROJECTS = 10_000;

  private final ProjectStore store;
  private final Doors doors;
  private final InstantSource clock;
  private final int maxProjects;

  public Projects(ProjectStore store, Doors doors, InstantSource clock) {
    this(store, doors, clock, MAX_PROJECTS);
  }

  Projects(ProjectStore store, Doors doors, InstantSource clock, int maxProjects) {
    this.store = store;
    this.doors = doors;
    this.clock = clock;
    this.maxProjects = maxProjects;
  }

  /**
   * Makes a project; the one who asks becomes its administrator, in the same commit.
   *
   * @param id as it was given
   * @throws InvalidProject if the id or the details can't be taken
   * @throws ProjectRefused if there is one already, or too many, or nobody to be its administrator
   */
  public Project create(Actor actor, String id, Project.Details details) {
    if (!Project.isValid(id)) {
      throw invalid(ProjectWording.BAD_ID, shortened(id), Project.MIN_ID, Project.MAX_ID);
    }
    check(details);
    requireLimitsMayBeSet(actor, ProjectLimits.STANDARD, details.limits());
    Principal creator = actor.principal().orElseThrow(() -> refused(ProjectWording.NEEDS_USER));
    if (creator.scopes().isPresent() || creator.projects().isPresent()) {
      throw refused(ProjectWording.TOKEN_TOO_NARROW);
    }
    if (store.count() >= maxProjects) {
      throw refused(ProjectWording.TOO_MANY, maxProjects);
    }
    Instant now = clock.instant();
    var project = new Project(new ProjectId(id), details, creator.user(), now, now, 1);
    var first =
        new Membership(project.id(), creator.user(), Role.ADMINISTRATOR, now, Optional.empty());
    AuditEntry created =
        AuditEntry.of(actor, now, "created", project.thing())
            .in(project.id())
            .to(details.audited());
    if (!store.create(project, first, List.of(created, first.begun(actor)))) {
      throw refused(ProjectWording.ID_TAKEN, id);
    }
    doors.changed();
    return project;
  }

  private static String shortened(String id) {
    return id.length() <= Project.MAX_ID ? id : id.substring(0, Project.MAX_ID) + "…";
  }

  private static void check(Project.Details details) {
    if (details.name().isBlank() || details.name().length() > Project.MAX_NAME) {
      throw invalid(ProjectWording.BAD_NAME, Project.MAX_NAME);
    }
    if (details.description().length() > Project.MAX_DESCRIPTION) {
      throw invalid(ProjectWording.BAD_DESCRIPTION, Project.MAX_DESCRIPTION);
    }
    if (!details.limits().isValid()) {
      throw invalid(
          ProjectWording.BAD_PIPELINE_LIMIT,
          ProjectLimits.MOST_PIPELINES,
          details.limits().pipelines());
    }
  }

  /** A limit that those it binds can lift is none. */
  private static void requireLimitsMayBeSet(Actor actor, ProjectLimits was, ProjectLimits next) {
    if (!next.equals(was) && !actor.isOverProjects()) {
      throw refused(ProjectWording.LIMITS_BY_ADMINISTRATOR);
    }
  }

  /**
   * Changes a project; a disabled one may only be enabled.
   *
   * @param expectedVersion of the project that the change was decided on
   * @throws UnknownProject if there is none
   * @throws StaleProject if it is at another version
   * @throws InvalidProject if the details can't be taken
   * @throws ProjectRefused if the limits are changed by whom they bind
   * @throws ProjectDisabled if it is disabled and would stay so
   */
  public Project change(Actor actor, ProjectId id, long expectedVersion, Project.Details details) {
    check(details);
    Project was = find(id);
    if (was.version() != expectedVersion) {
      throw stale(was);
    }
    if (!was.details().isEnabled() && !details.isEnabled()) {
      throw disabled(was);
    }
    requireLimitsMayBeSet(actor, was.details().limits(), details.limits());
    Project next = was.changedTo(details, clock.instant());
    AuditEntry changed =
        AuditEntry.of(actor, next.changedAt(), verb(was, next), was.thing())
            .in(was.id())
            .from(was.details().audited())
            .to(details.audited());
    if (!store.save(next, changed)) {
      throw stale(find(id));
    }
    return next;
  }

  private static String verb(Project was, Project next) {
    if (was.details().isEnabled() == next.details().isEnabled()) {
      return "changed";
    }
    return next.details().isEnabled() ? "enabled" : "disabled";
  }

  /**
   * Disables a project, or enables it; as {@link #change}. One that is so already stays as it is.
   */
  public Project setEnabled(Actor actor, ProjectId id, long expectedVersion, boolean enabled) {
    Project was = find(id);
    if (was.details().isEnabled() == enabled && was.version() == expectedVersion) {
      return was;
    }
    return change(actor, id, expectedVersion, was.details().enabled(enabled));
  }

  /**
   * One project, by its very id: two ways to write one would be two in other rooms.
   *
   * @throws UnknownProject if there is none
   */
  public Project find(ProjectId id) {
    return store
        .find(id)
        .filter(found -> found.id().equals(id))
        .orElseThrow(() -> new UnknownProject(ProjectWording.UNKNOWN.of(shortened(id.value()))));
  }

  /**
   * One project in which something is about to be started or changed.
   *
   * @throws UnknownProject if there is none
   * @throws ProjectDisabled if nothing may be
   */
  public Project requireEnabled(ProjectId id) {
    Project project = find(id);
    if (!project.details().isEnabled()) {
      throw disabled(project);
    }
    return project;
  }

  /**
   * The projects somebody may view, of those that are wanted, by their names.
   *
   * @param wanted {@value #MAX_PAGE} at most; more is cut
   */
  public List<Project> list(Principal principal, ProjectQuery wanted) {
    var query =
        new ProjectQuery(wanted.part(), wanted.after(), Math.clamp(wanted.limit(), 1, MAX_PAGE));
    return doors
        .where(principal, Permission.VIEW_PROJECT)
        .map(some -> store.listOf(some, query))
        .orElseGet(() -> store.list(query));
  }

  private static InvalidProject invalid(ProjectWording wording, Object... pieces) {
    return new InvalidProject(wording.of(pieces));
  }

  private static ProjectRefused refused(ProjectWording wording, Object... pieces) {
    return new ProjectRefused(wording.of(pieces));
  }

  private static ProjectDisabled disabled(Project project) {
    return new ProjectDisabled(ProjectWording.DISABLED.of(project.id()));
  }

  private static StaleProject stale(Project project) {
    return new StaleProject(ProjectWording.CHANGED.of(project.id(), project.version()));
  }
}
