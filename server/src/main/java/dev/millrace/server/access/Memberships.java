package dev.millrace.server.access;

import dev.millrace.engine.state.ProjectId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Who is what in which project. Whoever calls has made sure that the actor may manage the members
 * of the project, and that there is such a project. Safe from any thread.
 */
public final class Memberships {
  public static final int MAX_PAGE = 200;

  private final AccessStore store;
  private final AccessLimits limits;
  private final Doors doors;
  private final InstantSource clock;

  public Memberships(AccessStore store, AccessLimits limits, Doors doors, InstantSource clock) {
    this.store = store;
    this.limits = limits;
    this.doors = doors;
    this.clock = clock;
  }

  /**
   * The members of a project by their names, those behind {@code after}; also those whose time is
   * over.
   *
   * @param limit 1..{@value #MAX_PAGE}; more is cut
   */
  public List<Membership> in(ProjectId project, Optional<UserId> after, int limit) {
    return store.read(
        records -> records.members().in(project, after, Math.clamp(limit, 1, MAX_PAGE)));
  }

  /** What a user is in which projects, as far as it is valid now. */
  public List<Membership> of(UserId user) {
    Instant now = clock.instant();
    return store.read(records -> records.members().of(user)).stream()
        .filter(membership -> membership.isValidAt(now))
        .toList();
  }

  /**
   * Makes a user a member, or another kind of member.
   *
   * @param until the first moment they are it no longer; empty: until somebody changes it
   * @throws AccessRefused with what is wrong, such as {@link AccessWording#LAST_ADMINISTRATOR}
   */
  public Membership put(
      Actor actor, ProjectId project, UserId user, Role role, Optional<Instant> until) {
    Instant now = clock.instant();
    if (until.filter(end -> !end.isAfter(now)).isPresent()) {
      throw AccessWording.EXPIRY_PASSED.refused();
    }
    Membership put =
        store.change(records -> {
          records.queueFor("members " + project);
          User known =
              records
                  .users()
                  .find(user)
                  .orElseThrow(() -> AccessWording.NO_SUCH_USER.refused(user));
          Optional<Membership> was = records.members().find(project, user);
          var next = new Membership(project, known.id(), role, now, until);
          if (was.isEmpty()) {
            requireRoom(records, next);
          }
          requireAdministrator(records, actor, was, next.isLastingAdministrator());
          records.members().put(next);
          records.audits().append(put(actor, was, next));
          return next;
        });
    doors.changed();
    return put;
  }

  private void requireRoom(AccessRecords records, Membership next) {
    records.queueFor("user " + next.user().key());
    if (records.members().countIn(next.project()) >= limits.members()) {
      throw AccessWording.TOO_MANY_MEMBERS.refused(next.project(), limits.members());
    }
    if (records.members().of(next.user()).size() >= limits.projects()) {
      throw AccessWording.TOO_MANY_PROJECTS.refused(next.user(), limits.projects());
    }
  }

  private static AuditEntry put(Actor actor, Optional<Membership> was, Membership next) {
    return was.map(before ->
            AuditEntry.of(actor, next.since(), "changed", next.thing())
                .in(next.project())
                .from(before.audited())
                .to(next.audited()))
        .orElseGet(() -> next.begun(actor));
  }

  /**
   * Ends a membership.
   *
   * @throws AccessRefused with {@link AccessWording#NO_SUCH_MEMBER} or {@link
   *     AccessWording#LAST_ADMINISTRATOR}
   */
  public void remove(Actor actor, ProjectId project, UserId user) {
    store.change(records -> {
      records.queueFor("members " + project);
      Membership was =
          records
              .members()
              .find(project, user)
              .orElseThrow(() -> AccessWording.NO_SUCH_MEMBER.refused(project, user));
      requireAdministrator(records, actor, Optional.of(was), false);
      records.members().delete(project, user);
      records
          .audits()
          .append(
              AuditEntry.of(actor, clock.instant(), "deleted", was.thing())
                  .in(project)
                  .from(was.audited()));
      return true;
    });
    doors.changed();
  }

  /** One whose time will end does not count: nobody would be there afterwards. */
  private static void requireAdministrator(
      AccessRecords records, Actor actor, Optional<Membership> was, boolean goesOn) {
    was.filter(Membership::isLastingAdministrator)
        .filter(before -> !goesOn && !actor.isOverProjects())
        .filter(before -> records.members().countLastingAdministrators(before.project()) <= 1)
        .ifPresent(before -> {
          throw AccessWording.LAST_ADMINISTRATOR.refused(before.project(), before.user());
        });
  }
}
